/** The sending of one file's parts: hashed, signed, sent, and again where that is needed. No I/O, no clock. */

import { Parts, type SignedPart } from './parts';
import { Rate } from './rate';
import type { Failure } from './reasons';
import { delay, judge, MOST_RETRIES, type Sent } from './retry';
import type { Progress } from './state';
import type { Address, Done, Fingerprint, Moment, Read, Refused, Upload, Work } from './work';

/** What came of a piece of work. */
export type Outcome =
  /** It goes on. `isUnheard` is that nobody answered, so that the connection is in doubt. */
  | { is: 'going'; isUnheard: boolean }
  | { is: 'all-there' }
  /** The storage knows of no such upload. */
  | { is: 'over' }
  /** The server did not sign. */
  | { is: 'denied'; answer: Refused }
  | { is: 'failed'; reason: Failure };

const GOING: Outcome = { is: 'going', isUnheard: false };
const UNHEARD: Outcome = { is: 'going', isUnheard: true };

/** The sending of one file's parts. */
export class Sending {
  readonly #id: string;
  readonly #at: Address;
  readonly #fingerprint: Fingerprint;
  readonly #size: number;
  readonly #parts: Parts;
  readonly #rate = new Rate();

  /** What is missing of `upload`, which the entry `id` sends to `at`. */
  constructor(id: string, at: Address, fingerprint: Fingerprint, upload: Upload) {
    this.#id = id;
    this.#at = at;
    this.#fingerprint = fingerprint;
    this.#size = upload.size;
    this.#parts = new Parts(upload);
  }

  /** What is to be hashed and, if `canAsk`, to be signed; from here on that is under way. */
  work(now: number, canAsk: boolean): Work[] {
    const id = this.#id;
    const works: Work[] = this.#parts.toHash(now).map((slice) => ({ do: 'hash', id, slice }));
    const parts = canAsk ? this.#parts.toSign(now) : [];
    if (parts.length > 0) works.push({ do: 'sign', id, at: this.#at, parts, fingerprint: this.#fingerprint });
    return works;
  }

  /** The next part to send, if one is ready; from here on it is on its way. */
  toSend(now: number): Work | undefined {
    const next = this.#parts.toSend(now);
    if (next === undefined) return undefined;
    const { signed, ...slice } = next;
    return { do: 'send', id: this.#id, slice, signed };
  }

  /** Takes in what came of some of its work. */
  finish(done: Extract<Done, { did: 'hash' | 'sign' | 'send' }>, moment: Moment): Outcome {
    switch (done.did) {
      case 'hash':
        return this.#hashed(done.number, done.result, moment);
      case 'sign':
        if (done.answer.ok) return this.#signed(done.answer.value, moment);
        this.#parts.unsigned();
        return { is: 'denied', answer: done.answer };
      case 'send':
        return this.#sent(done.number, done.sent, moment);
    }
  }

  /** So many bytes of a part are out. */
  progressed(number: number, loaded: number): void {
    this.#parts.progressed(number, loaded);
  }

  /** Time goes by while it is being sent. */
  tick(now: number): void {
    this.#rate.sample(this.#parts.bytes.sent, now);
  }

  /** What failed on another connection counts no more, and how fast that was neither. */
  forgive(): void {
    this.#parts.forgive();
    this.#rate.reset();
  }

  /** When the next part that waits may be tried. */
  nextAt(now: number): number | undefined {
    return this.#parts.nextAt(now);
  }

  get progress(): Progress {
    const { arrived, sent } = this.#parts.bytes;
    return { size: this.#size, arrived, sent, speed: this.#rate.speed, left: this.#rate.left(this.#size - sent) };
  }

  get areAllThere(): boolean {
    return this.#parts.areAllThere;
  }

  /** How many parts are on their way. */
  get count(): number {
    return this.#parts.sending;
  }

  /** Whether somebody works on any part. */
  get isBusy(): boolean {
    return this.#parts.isBusy;
  }

  #hashed(number: number, result: Read<string>, { now }: Moment): Outcome {
    if (result.ok) {
      this.#parts.hashed(number, result.value);
      return GOING;
    }
    this.#parts.again(number, now, () => 0);
    return { is: 'failed', reason: { code: result.cause === 'file' ? 'file-unreadable' : 'browser' } };
  }

  #signed(urls: readonly SignedPart[], { now }: Moment): Outcome {
    this.#parts.signed(urls, now);
    return GOING;
  }

  #sent(number: number, sent: Sent, moment: Moment): Outcome {
    switch (sent.is) {
      case 'arrived':
        this.#parts.arrived(number);
        return this.#parts.areAllThere ? { is: 'all-there' } : GOING;
      case 'aborted':
        this.#parts.calledBack(number);
        return GOING;
      case 'lost':
      case 'answered':
        return this.#missed(number, sent, moment);
    }
  }

  #missed(number: number, sent: Extract<Sent, { is: 'lost' | 'answered' }>, { now, chance }: Moment): Outcome {
    const verdict = judge(sent);
    const wait = (retry: number) => delay(retry, chance);
    const retries =
      verdict.is === 'sign-again'
        ? // That an address got too old says nothing about the way.
          this.#parts.signAgain(number, now, (retry) => (retry === 1 ? 0 : wait(retry)))
        : this.#parts.again(number, now, wait);

    if (verdict.is === 'stop') return { is: 'failed', reason: verdict.failure };
    if (verdict.is === 'gone') return { is: 'over' };
    if (retries <= MOST_RETRIES) return verdict.is === 'lost' ? UNHEARD : GOING;
    if (sent.is === 'lost') return { is: 'failed', reason: { code: 'storage-unreachable' } };
    return { is: 'failed', reason: { code: 'storage-refused', status: sent.status, error: sent.error } };
  }
}
