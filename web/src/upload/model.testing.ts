/**
 * For tests: a server and a storage of a few lines, and a clock that jumps. Work is done after a latency; a test says
 * what goes wrong.
 */

import { Queue } from './queue';
import type { UploadView } from './state';
import type { Address, Announcement, Answer, Done, Fingerprint, Refused, Upload, Work } from './work';

export const PART = 16;
export const place = { submission: 'sub_1', part: 'artifacts' };

/** What a test lets go wrong: the outcome in place of the usual one. Called once for each piece of work. */
export type Fault = (work: Work, model: Model) => Done | undefined;

interface Kept extends Upload {
  submission: string;
  arrivals: Set<number>;
}

interface Running {
  work: Work;
  ends: number;
}

/** Numbers that look like chance, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Model {
  readonly queue = new Queue();
  readonly kept = new Map<string, Kept>();
  readonly files = new Map<string, { size: number; fingerprint: Fingerprint }>();
  /** Everything that was begun, in order. */
  readonly log: Work[] = [];
  now = 0;
  mostSending = 0;
  fault: Fault = () => undefined;
  chance: () => number = () => 0.5;
  latency: (work: Work) => number = () => 10;
  #running: Running[] = [];
  #count = 0;

  add(id: string, parts: number, artifact?: string, fingerprint: Partial<Fingerprint> = {}): void {
    const size = parts * PART - 3;
    this.files.set(id, { size, fingerprint: { modified: 1, edges: `edges of ${id}`, ...fingerprint } });
    this.queue.add(id, place, { name: `${id}.mp4`, mediaType: 'video/mp4', size }, artifact);
  }

  view(id: string): UploadView {
    const found = this.queue.views().find((view) => view.id === id);
    if (found === undefined) throw new Error(`there is no upload ${id}`);
    return found;
  }

  is(id: string): string {
    return this.view(id).state.is;
  }

  did(kind: Work['do']): Work[] {
    return this.log.filter((work) => work.do === kind);
  }

  /** The numbers of the parts that were sent, in order. */
  get sent(): number[] {
    return this.log.flatMap((work) => (work.do === 'send' ? [work.slice.number] : []));
  }

  /** Goes on until `until` is true; otherwise until nothing is left to do, or for a day. */
  run(until: () => boolean = () => false): void {
    const end = this.now + 24 * 3_600_000;
    for (let round = 0; round < 100_000 && this.now < end; round += 1) {
      if (until()) return;
      const { works, at } = this.queue.due(this.now);
      works.forEach((work) => this.#begin(work));
      this.mostSending = Math.max(this.mostSending, this.#sending.length);
      const next = this.#running.sort((one, other) => one.ends - other.ends)[0];
      if (next === undefined && at === undefined && works.length === 0) return;
      if (next !== undefined && next.ends <= (at ?? Infinity)) this.#end(next);
      else if (at !== undefined) this.now = at;
    }
    throw new Error('it never came to an end');
  }

  get #sending(): Running[] {
    return this.#running.filter(({ work }) => work.do === 'send');
  }

  #begin(work: Work): void {
    this.log.push(work);
    if (work.do !== 'call-back') {
      this.#running.push({ work, ends: this.now + this.latency(work) });
      return;
    }
    for (const { work: sending } of this.#sending.filter(
      (running) => 'id' in running.work && running.work.id === work.id,
    )) {
      this.#running = this.#running.filter((running) => running.work !== sending);
      if (sending.do === 'send')
        this.#finish({ did: 'send', id: work.id, number: sending.slice.number, sent: { is: 'aborted' } });
    }
  }

  #end(running: Running): void {
    this.now = Math.max(this.now, running.ends);
    this.#running = this.#running.filter((other) => other !== running);
    const done = this.fault(running.work, this) ?? this.perform(running.work);
    if (done) this.#finish(done);
  }

  #finish(done: Done): void {
    this.queue.finish(done, { now: this.now, chance: this.chance() });
  }

  /** What comes of work when nothing goes wrong. */
  perform(work: Work): Done | undefined {
    switch (work.do) {
      case 'probe':
        return { did: 'probe', isReachable: true };
      case 'call-back':
        return undefined;
      case 'fingerprint':
        return { did: 'fingerprint', id: work.id, result: { ok: true, value: this.#file(work.id).fingerprint } };
      case 'hash':
        return {
          did: 'hash',
          id: work.id,
          number: work.slice.number,
          result: { ok: true, value: `sum ${work.slice.number}` },
        };
      case 'begin':
        return { did: 'begin', id: work.id, answer: yes(this.#begun(work.announcement)) };
      case 'read':
        return { did: 'read', id: work.id, answer: this.#with(work.at, (upload) => upload) };
      case 'sign': {
        const urls = work.parts.map(({ number }) => ({ number, url: work.at.artifact, headers: {} }));
        return { did: 'sign', id: work.id, answer: this.#with(work.at, (upload) => isOpen(upload) ?? urls) };
      }
      case 'send': {
        const upload = this.kept.get(work.signed.url);
        const isThere = upload?.state === 'uploading';
        if (isThere) upload.arrivals.add(work.slice.number);
        const gone = { is: 'answered', status: 404, error: 'NoSuchUpload' } as const;
        return { did: 'send', id: work.id, number: work.slice.number, sent: isThere ? { is: 'arrived' } : gone };
      }
      case 'complete':
        return { did: 'complete', id: work.id, answer: this.#with(work.at, (upload) => completed(upload)) };
      case 'cancel':
        return {
          did: 'cancel',
          id: work.id,
          answer: this.#with(work.at, () => void this.kept.delete(work.at.artifact)),
        };
    }
  }

  #begun(announcement: Announcement): Upload {
    const same = [...this.kept.values()].find(
      (upload) => upload.state === 'uploading' && upload.fingerprint.edges === announcement.fingerprint.edges,
    );
    if (same) return told(same);
    this.#count += 1;
    const artifact = `art_${this.#count}`;
    const partCount = Math.ceil(announcement.size / PART);
    const begun: Kept = {
      ...announcement,
      artifact,
      state: 'uploading',
      partSize: PART,
      partCount,
      arrived: [],
      arrivals: new Set(),
    };
    this.kept.set(artifact, begun);
    return told(begun);
  }

  #with<T>({ artifact }: Address, use: (upload: Kept) => T | Refused): Answer<T extends Kept ? Upload : T> {
    const upload = this.kept.get(artifact);
    const found = upload ? use(upload) : no(404, 'not-found');
    if (isRefused(found)) return { ok: false, ...found };
    return yes((found === upload && upload ? told(upload) : found) as T extends Kept ? Upload : T);
  }

  #file(id: string): { size: number; fingerprint: Fingerprint } {
    const file = this.files.get(id);
    if (file === undefined) throw new Error(`there is no file ${id}`);
    return file;
  }
}

function told({ arrivals, ...upload }: Kept): Upload {
  const sizeOf = (number: number) => Math.min(number * PART, upload.size) - (number - 1) * PART;
  return { ...upload, arrived: [...arrivals].map((number) => ({ number, size: sizeOf(number) })) };
}

function isOpen(upload: Kept): Refused | undefined {
  return upload.state === 'uploading' ? undefined : no(409, 'wrong-state');
}

function completed(upload: Kept): Kept | Refused {
  if (upload.state === 'abandoned') return no(409, 'wrong-state');
  if (upload.arrivals.size < upload.partCount) return no(409, 'parts-missing');
  upload.state = 'verified';
  return upload;
}

export function yes<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function no(status: number, kind = ''): Refused {
  return { status, kind, sentence: kind, faults: [], requestId: 'r' };
}

function isRefused(found: unknown): found is Refused {
  return typeof found === 'object' && found !== null && 'requestId' in found;
}

/** Work that sends a part. */
type Send = Extract<Work, { do: 'send' }>;
/** The outcome of sending a part. */
const sent = (work: Send, how: Extract<Done, { did: 'send' }>['sent']): Done => ({
  did: 'send',
  id: work.id,
  number: work.slice.number,
  sent: how,
});
export const lost = (work: Send) => sent(work, { is: 'lost' });
export const status =
  (code: number, error?: string) =>
  (work: Send): Done =>
    sent(work, { is: 'answered', status: code, error });
