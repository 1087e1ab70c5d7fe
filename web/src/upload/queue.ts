/** All uploads of a page: whose turn it is, and whether there is a connection. No I/O, no clock. */

import type { Given } from './answers';
import { delay } from './retry';
import type { UploadView } from './state';
import { Transfer } from './transfer';
import type { Done, Moment, Place, Work } from './work';

/** Parts on their way at a time: browsers open six connections to a host over HTTP/1.1. */
const LINES = 4;
/** Files at work at a time. The server takes eight; the rest is for other tabs. */
const FILES = 4;

/** `up` until something says otherwise; `doubted` while it is being seen to. */
type Connection = { is: 'up' } | { is: 'doubted' } | { is: 'down'; tries: number; after: number };

/** What is to be done, and when to look again if nothing happens before. */
export interface Due {
  works: Work[];
  at: number | undefined;
}

/** All uploads of a page. */
export class Queue {
  readonly #transfers = new Map<string, Transfer>();
  #connection: Connection = { is: 'up' };
  #isProbing = false;
  /** The ids of those that sent a part, the last one at the end. */
  #served: string[] = [];

  add(id: string, place: Place, given: Given, artifact?: string): void {
    this.#transfers.set(id, new Transfer(id, place, given, artifact));
  }

  find(id: string): Transfer | undefined {
    return this.#transfers.get(id);
  }

  /** Takes one that is over off the list. */
  remove(id: string): void {
    this.#transfers.delete(id);
  }

  /** The browser says that there is a connection again, or none. */
  online(isOnline: boolean, now: number): void {
    if (!isOnline) this.#connection = { is: 'down', tries: 0, after: Infinity };
    else if (this.#connection.is === 'down') this.#connection = { is: 'down', tries: 0, after: now };
  }

  /** What is to be done now; from here on it is under way. */
  due(now: number): Due {
    const transfers = [...this.#transfers.values()];
    transfers.forEach((transfer) => transfer.tick(now));
    if (this.#connection.is !== 'up') return this.#dueOffline(transfers, now);

    this.#letIn(transfers);
    const works = transfers.flatMap((transfer) => transfer.work(now));
    works.push(...this.#toSend(transfers, now));
    const times = transfers.map((transfer) => transfer.nextAt(now)).filter((time) => time !== undefined);
    return { works, at: times.length > 0 ? Math.min(...times) : undefined };
  }

  /** Takes in what came of some work. */
  finish(done: Done, moment: Moment): void {
    if (done.did === 'probe') return this.#probed(done.isReachable, moment);
    const transfer = this.#transfers.get(done.id);
    const isUnheard = transfer?.finish(done, moment) ?? false;
    if (isUnheard && this.#connection.is === 'up') this.#connection = { is: 'doubted' };
    if (transfer && done.did === 'begin') this.#settleTwins(transfer);
  }

  get isOffline(): boolean {
    return this.#connection.is === 'down';
  }

  /** How all of them stand, in the order in which they came. */
  views(): UploadView[] {
    return [...this.#transfers.values()].map((transfer) => transfer.view(this.isOffline));
  }

  #dueOffline(transfers: Transfer[], now: number): Due {
    // What is to be stopped can be stopped without a connection.
    const works = transfers.flatMap((transfer) => transfer.callBack());
    const after = this.#connection.is === 'down' ? this.#connection.after : now;
    if (this.#isProbing) return { works, at: undefined };
    if (after > now) return { works, at: Number.isFinite(after) ? after : undefined };
    this.#isProbing = true;
    works.push({ do: 'probe' });
    return { works, at: undefined };
  }

  #probed(isReachable: boolean, { now, chance }: Moment): void {
    this.#isProbing = false;
    if (isReachable) {
      // What failed while Touchstone could be reached all the time keeps counting.
      if (this.#connection.is === 'down') this.#transfers.forEach((transfer) => transfer.forgive());
      this.#connection = { is: 'up' };
      return;
    }
    if (this.#connection.is === 'down' && this.#connection.after === Infinity) return;
    const tries = (this.#connection.is === 'down' ? this.#connection.tries : 0) + 1;
    // Half a second at least: a probe is no hammer.
    this.#connection = { is: 'down', tries, after: now + 500 + delay(tries, chance) };
  }

  #letIn(transfers: Transfer[]): void {
    let places = FILES - transfers.filter((transfer) => transfer.isAtWork).length;
    for (const transfer of transfers) {
      if (places <= 0) return;
      if (!transfer.isQueued) continue;
      transfer.start();
      places -= 1;
    }
  }

  /** A free line goes to the upload with the fewest parts on their way; among equals to who has waited longest. */
  #toSend(transfers: Transfer[], now: number): Work[] {
    const works: Work[] = [];
    let lines = LINES - transfers.reduce((sum, transfer) => sum + transfer.sending, 0);
    const waiting = new Set(transfers);
    while (lines > 0 && waiting.size > 0) {
      const next = [...waiting].sort((one, other) => this.#isBefore(one, other))[0] as Transfer;
      const work = next.toSend(now);
      if (work === undefined) {
        waiting.delete(next);
        continue;
      }
      works.push(work);
      lines -= 1;
      this.#served = [...this.#served.filter((id) => id !== next.id), next.id];
    }
    return works;
  }

  #isBefore(one: Transfer, other: Transfer): number {
    return one.sending - other.sending || this.#served.indexOf(one.id) - this.#served.indexOf(other.id);
  }

  /** The same file for the same place is one upload to the server: a second one here gives way. */
  #settleTwins(begun: Transfer): void {
    if (begun.artifact === undefined) return;
    for (const other of this.#transfers.values()) {
      if (other === begun || other.artifact !== begun.artifact) continue;
      if (other.isOver) this.#transfers.delete(other.id);
      else begun.yield();
    }
  }
}
