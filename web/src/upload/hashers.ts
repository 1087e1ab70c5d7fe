/** Workers that hash, each one slice at a time, so that only a few slices are in memory. */

import { digest } from './digest';
import type { Job } from './hash.worker';
import type { Read } from './work';

interface Order {
  bytes: Blob;
  fulfil: (sum: Read<string>) => void;
}

/** A few hashing workers. They start with the first slice. */
export class Hashers {
  readonly #most: number;
  #idle: Hasher[] = [];
  #count = 0;
  #waiting: Order[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** The SHA-256 of a slice, in its turn. */
  hash(bytes: Blob): Promise<Read<string>> {
    return new Promise((fulfil) => {
      this.#waiting.push({ bytes, fulfil });
      void this.#turn();
    });
  }

  /** Ends the workers; what they still had to hash is never answered. */
  close(): void {
    this.#waiting = [];
    this.#idle.forEach((hasher) => hasher.close());
    this.#idle = [];
  }

  async #turn(): Promise<void> {
    const hasher = this.#idle.pop() ?? this.#more();
    const order = hasher && this.#waiting.shift();
    if (hasher === undefined) return;
    if (order) {
      order.fulfil(await hasher.hash(order.bytes));
    }
    this.#idle.push(hasher);
    if (this.#waiting.length > 0) void this.#turn();
  }

  #more(): Hasher | undefined {
    if (this.#count >= this.#most) return undefined;
    this.#count += 1;
    return new Hasher();
  }
}

/** One worker. Where none can be had, the page hashes by itself. */
class Hasher {
  #worker: Worker | undefined;
  #number = 0;

  constructor() {
    try {
      // Bundlers make a file of its own of it: a policy without blob: addresses holds.
      this.#worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
    } catch {
      this.#worker = undefined;
    }
  }

  async hash(bytes: Blob): Promise<Read<string>> {
    const worker = this.#worker;
    const sum = worker && (await this.#ask(worker, bytes));
    return sum ?? digest(bytes);
  }

  close(): void {
    this.#worker?.terminate();
  }

  #ask(worker: Worker, bytes: Blob): Promise<Read<string> | undefined> {
    this.#number += 1;
    const job: Job = { number: this.#number, bytes };
    return new Promise((fulfil) => {
      worker.onmessage = ({ data }: MessageEvent<{ number: number; sum: Read<string> }>) => {
        if (data.number === job.number) fulfil(data.sum);
      };
      worker.onerror = () => {
        this.#worker = undefined;
        fulfil(undefined);
      };
      worker.postMessage(job);
    });
  }
}
