/**
 * A TCP proxy between the browser and the storage that knows just enough HTTP to tell which part is on its way, and to
 * disturb exactly that: cut, reset, stall, flip a bit, spoil the signature, slow down.
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to the sending of a part. */
export type Mishap =
  /** The connection closes after so many bytes of the body. */
  | { cut: number }
  /** The connection is reset after so many bytes of the body. */
  | { reset: number }
  /** Nothing moves after so many bytes of the body, and nothing closes. */
  | { stall: number }
  /** A bit of this byte of the body is another. */
  | { flip: number }
  /** The signature in the address is another, as if the address were too old. */
  | { spoil: 'signature' }
  /** The part arrives, its answer doesn't. */
  | { swallow: 'answer' };

/** The sending of one part, as the proxy saw it. */
export interface Put {
  part: number;
  /** Path and query of its address. */
  address: string;
  /** Bytes of the body that were let through. */
  bytes: number;
  /** Bytes of the body that were announced. */
  length: number;
}

/** Bytes that are let through at a time when the line is slow. */
const SIP = 64 * 1024;

export class Proxy {
  /** Every part that was sent, in the order in which it began. */
  readonly puts: Put[] = [];
  /** What happens to the next sending of part `part`, if anything. */
  mishap: (part: number) => Mishap | undefined = () => undefined;
  /** Bytes a second over all connections; without it as fast as it goes. */
  pace: number | undefined;
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #slowed: Promise<void> = Promise.resolve();

  private constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) };
    this.#server = createServer((client) => this.#serve(client));
  }

  /** A proxy that forwards to this address and listens on a port of its own. */
  static async before(address: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(address));
    await new Promise<void>((ready) => proxy.#server.listen(0, '127.0.0.1', ready));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The numbers of the parts that were let through whole, in order. */
  get whole(): number[] {
    return this.puts.filter(({ bytes, length }) => bytes === length).map(({ part }) => part);
  }

  /** Forgets what it saw and lets everything through again. */
  calm(): void {
    this.puts.length = 0;
    this.mishap = () => undefined;
    this.pace = undefined;
  }

  /** Closes every connection that is open now. */
  drop(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.drop();
    await closed;
  }

  #serve(client: Socket): void {
    const storage = connect(this.#target);
    for (const socket of [client, storage]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('close', () => storage.destroy());
    storage.on('close', () => client.destroy());
    void this.#forward(client, new Line(storage, client)).catch(() => client.destroy());
    storage.on('data', (bytes) => this.#answers(client, storage, bytes));
  }

  readonly #swallowed = new WeakSet<Socket>();

  #answers(client: Socket, storage: Socket, bytes: Buffer): void {
    if (this.#swallowed.has(client)) {
      client.resetAndDestroy();
      storage.destroy();
    } else if (!client.write(bytes)) {
      storage.pause();
      client.once('drain', () => storage.resume());
    }
  }

  async #forward(client: Socket, line: Line): Promise<void> {
    let head = Buffer.alloc(0);
    let body: { put: Put; left: number; mishap: Mishap | undefined } | undefined;
    for await (const chunk of client as AsyncIterable<Buffer>) {
      let rest = chunk;
      while (rest.length > 0) {
        if (body === undefined) {
          head = Buffer.concat([head, rest]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) break;
          rest = head.subarray(end + 4);
          body = this.#begun(head.subarray(0, end + 4).toString('latin1'), line);
          head = Buffer.alloc(0);
          if (body.mishap && 'swallow' in body.mishap) this.#swallowed.add(client);
        }
        const piece = rest.subarray(0, body.left);
        rest = rest.subarray(piece.length);
        body.left -= piece.length;
        const isOver = await this.#pass(piece, body.put, body.mishap, line);
        if (isOver) return;
        if (body.left === 0) body = undefined;
      }
    }
    line.end();
  }

  #begun(head: string, line: Line): { put: Put; left: number; mishap: Mishap | undefined } {
    const [, address = ''] = /^PUT (\S+)/.exec(head) ?? [];
    const part = Number(/[?&]partNumber=(\d+)/.exec(address)?.[1] ?? 0);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    const put: Put = { part, address, bytes: 0, length };
    const mishap = part > 0 ? this.mishap(part) : undefined;
    if (part > 0) this.puts.push(put);
    const isSpoilt = mishap !== undefined && 'spoil' in mishap;
    line.send(Buffer.from(isSpoilt ? spoilt(head) : head, 'latin1'));
    return { put, left: length, mishap };
  }

  /** Lets a piece of a body through, unless something happens in it. Answers whether nothing more is read. */
  async #pass(piece: Buffer, put: Put, mishap: Mishap | undefined, line: Line): Promise<boolean> {
    const [kind, at] = Object.entries(mishap ?? {})[0] ?? [];
    const isHere = typeof at === 'number' && at >= put.bytes && at < put.bytes + piece.length;
    if (!isHere) {
      await this.#send(piece, put, line);
      return false;
    }
    const offset = at - put.bytes;
    if (kind === 'flip') {
      const flipped = Buffer.from(piece);
      flipped[offset] = (piece[offset] ?? 0) ^ 1;
      await this.#send(flipped, put, line);
      return false;
    }
    await this.#send(piece.subarray(0, offset), put, line);
    if (kind === 'stall') await line.closed;
    else line.break(kind === 'reset');
    return true;
  }

  async #send(bytes: Buffer, put: Put, line: Line): Promise<void> {
    for (let from = 0; from < bytes.length; from += this.pace ? SIP : bytes.length) {
      const sip = this.pace ? bytes.subarray(from, from + SIP) : bytes;
      if (this.pace) await this.#turn((sip.length / this.pace) * 1000);
      await line.send(sip);
      put.bytes += sip.length;
    }
  }

  /** Waits for its turn on a line that all connections share, and then for as long as the bytes take. */
  #turn(milliseconds: number): Promise<void> {
    this.#slowed = this.#slowed.then(() => new Promise((done) => setTimeout(done, milliseconds)));
    return this.#slowed;
  }
}

/** With the first digit of the signature another one. */
function spoilt(head: string): string {
  return head.replace(/(X-Amz-Signature=)(.)/, (_, name: string, digit: string) => name + (digit === '0' ? '1' : '0'));
}

/** The way from a client to the storage. */
class Line {
  readonly #storage: Socket;
  readonly #client: Socket;
  readonly closed: Promise<void>;

  constructor(storage: Socket, client: Socket) {
    this.#storage = storage;
    this.#client = client;
    this.closed = new Promise((done) => client.once('close', () => done()));
  }

  /** Writes, and waits while the storage is slower. */
  async send(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.#storage.destroyed || this.#storage.write(bytes)) return;
    await new Promise<void>((done) => {
      const goOn = () => {
        this.#storage.off('drain', goOn).off('close', goOn);
        done();
      };
      this.#storage.on('drain', goOn).on('close', goOn);
    });
  }

  break(withReset: boolean): void {
    this.#storage.destroy();
    if (withReset) this.#client.resetAndDestroy();
    else this.#client.destroy();
  }

  end(): void {
    this.#storage.end();
  }
}
