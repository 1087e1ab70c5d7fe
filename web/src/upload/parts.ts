/** The parts of one file: which are hashed, signed, on their way, there. No I/O; the time is an argument. */

/** Parts that are hashed or signed before a line is free for them. */
const AHEAD = 12;
/** Signed parts in stock below which more are signed. */
const STOCK = 4;
/** Parts that the server signs at once, at most. */
const WINDOW = 50;
/** Milliseconds for which an address is used. It lives for 15 minutes; the rest is for the way. */
const FRESH = 10 * 60_000;

/** How the server cuts the file, and what it has of it. */
export interface Plan {
  size: number;
  partSize: number;
  partCount: number;
  arrived: readonly { number: number; size: number }[];
}

/** A stretch of the file. */
export interface Slice {
  number: number;
  from: number;
  to: number;
}

/** Where one part is to be sent, and with which headers. */
export interface SignedPart {
  number: number;
  url: string;
  headers: Record<string, string>;
}

type Stage =
  | { is: 'todo' }
  | { is: 'hashing' }
  | { is: 'hashed'; sha256: string }
  | { is: 'signing'; sha256: string }
  | { is: 'ready'; sha256: string; signed: SignedPart; at: number }
  | { is: 'sending'; ready: Extract<Stage, { is: 'ready' }>; loaded: number }
  | { is: 'arrived' };

interface Part extends Slice {
  stage: Stage;
  /** How often it was tried again. */
  retries: number;
  /** Not before this time. */
  after: number;
}

/** All parts of a file. */
export class Parts {
  readonly #parts: Part[];

  constructor(plan: Plan) {
    const there = new Map(plan.arrived.map((part) => [part.number, part.size]));
    this.#parts = Array.from({ length: plan.partCount }, (_, index) => {
      const from = index * plan.partSize;
      const to = Math.min(from + plan.partSize, plan.size);
      const number = index + 1;
      const stage: Stage = there.get(number) === to - from ? { is: 'arrived' } : { is: 'todo' };
      return { number, from, to, stage, retries: 0, after: 0 };
    });
  }

  /** The slices to be hashed now; from here on they are being hashed. */
  toHash(now: number): Slice[] {
    const room = AHEAD - this.#count('hashing', 'hashed', 'signing', 'ready');
    const due = this.#parts.filter((part) => part.stage.is === 'todo' && part.after <= now).slice(0, Math.max(0, room));
    return due.map((part) => {
      part.stage = { is: 'hashing' };
      return sliceOf(part);
    });
  }

  hashed(number: number, sha256: string): void {
    this.#part(number).stage = { is: 'hashed', sha256 };
  }

  /** The parts to be signed now, none while others are; from here on they are being signed. */
  toSign(now: number): { number: number; sha256: string }[] {
    this.#forgetOld(now);
    if (this.#count('signing') > 0 || this.#count('ready') >= STOCK) return [];
    const due: { number: number; sha256: string }[] = [];
    for (const part of this.#parts) {
      if (part.stage.is !== 'hashed' || part.after > now || due.length === WINDOW) continue;
      due.push({ number: part.number, sha256: part.stage.sha256 });
      part.stage = { is: 'signing', sha256: part.stage.sha256 };
    }
    return due;
  }

  /** These were signed at `now`. */
  signed(urls: readonly SignedPart[], now: number): void {
    for (const signed of urls) {
      const part = this.#part(signed.number);
      if (part.stage.is === 'signing') part.stage = { is: 'ready', sha256: part.stage.sha256, signed, at: now };
    }
    this.unsigned();
  }

  /** What was being signed is not. */
  unsigned(): void {
    for (const part of this.#parts) {
      if (part.stage.is === 'signing') part.stage = { is: 'hashed', sha256: part.stage.sha256 };
    }
  }

  /** Whether a part could be sent at once. */
  get hasReady(): boolean {
    return this.#parts.some((part) => part.stage.is === 'ready');
  }

  /** The next part to be sent; from here on it is on its way. */
  toSend(now: number): (Slice & { signed: SignedPart }) | undefined {
    this.#forgetOld(now);
    for (const part of this.#parts) {
      if (part.stage.is !== 'ready') continue;
      const ready = part.stage;
      part.stage = { is: 'sending', ready, loaded: 0 };
      return { ...sliceOf(part), signed: ready.signed };
    }
    return undefined;
  }

  /** So many bytes of the part are out. */
  progressed(number: number, loaded: number): void {
    const { stage, from, to } = this.#part(number);
    if (stage.is === 'sending') stage.loaded = Math.min(loaded, to - from);
  }

  arrived(number: number): void {
    this.#part(number).stage = { is: 'arrived' };
  }

  /** The part was called back; nothing speaks against it. */
  calledBack(number: number): void {
    const part = this.#part(number);
    if (part.stage.is === 'sending') part.stage = part.stage.ready;
  }

  /** The part needs another address, after `wait` milliseconds. Answers how often it was tried again. */
  signAgain(number: number, now: number, wait: (retry: number) => number): number {
    const part = this.#part(number);
    if (part.stage.is === 'sending') part.stage = { is: 'hashed', sha256: part.stage.ready.sha256 };
    return this.#later(number, now, wait);
  }

  /**
   * The part is sent again after `wait` milliseconds, and read again before that: should the file have changed or
   * gone, that is noticed. Answers how often it was tried again.
   */
  again(number: number, now: number, wait: (retry: number) => number): number {
    this.#part(number).stage = { is: 'todo' };
    return this.#later(number, now, wait);
  }

  /** Forgets how often parts were tried: the connection they failed on is not the one there is now. */
  forgive(): void {
    for (const part of this.#parts) {
      part.retries = 0;
      part.after = 0;
    }
  }

  /** How many are on their way. */
  get sending(): number {
    return this.#count('sending');
  }

  /** Whether somebody works on any of them. */
  get isBusy(): boolean {
    return this.#count('hashing', 'signing', 'sending') > 0;
  }

  get areAllThere(): boolean {
    return this.#count('arrived') === this.#parts.length;
  }

  /** Bytes that have arrived, and with those that are out. */
  get bytes(): { arrived: number; sent: number } {
    let [arrived, out] = [0, 0];
    for (const { stage, from, to } of this.#parts) {
      if (stage.is === 'arrived') arrived += to - from;
      if (stage.is === 'sending') out += stage.loaded;
    }
    return { arrived, sent: arrived + out };
  }

  /** When the next part that waits may be tried. */
  nextAt(now: number): number | undefined {
    const times = this.#parts.filter((part) => part.after > now && isIdle(part)).map((part) => part.after);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #later(number: number, now: number, wait: (retry: number) => number): number {
    const part = this.#part(number);
    part.retries += 1;
    part.after = now + wait(part.retries);
    return part.retries;
  }

  #forgetOld(now: number): void {
    for (const part of this.#parts) {
      const { stage } = part;
      if (stage.is === 'ready' && now - stage.at > FRESH) part.stage = { is: 'hashed', sha256: stage.sha256 };
    }
  }

  #count(...stages: Stage['is'][]): number {
    return this.#parts.reduce((count, part) => count + (stages.includes(part.stage.is) ? 1 : 0), 0);
  }

  #part(number: number): Part {
    const part = this.#parts[number - 1];
    if (part === undefined) throw new RangeError(`the plan has no part ${number}`);
    return part;
  }
}

function isIdle(part: Part): boolean {
  return part.stage.is === 'todo' || part.stage.is === 'hashed';
}

function sliceOf({ number, from, to }: Part): Slice {
  return { number, from, to };
}
