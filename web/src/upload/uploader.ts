/** Uploads in this page: does what the queue says is due, and tells how they stand. */

import { digest, fingerprintOf } from './digest';
import { forget, forgetOld, remember, type Picked } from './handles';
import { Hashers } from './hashers';
import { shownName } from './names';
import { Queue } from './queue';
import { patience } from './retry';
import { routes as ours, type Routes } from './routes';
import { mediaTypeOf, refusalOf, type ArtifactRule } from './rules';
import { send } from './send';
import { isAtRest, type UploadView } from './state';
import { Watch } from './watch';
import type { Address, Done, Place, Work } from './work';

/** What a place takes, to be told at once. Without it the server tells. */
export interface Room {
  rule: ArtifactRule;
  /** The artifacts that the server has for the place: of the same student, neither refused nor removed. */
  there: readonly string[];
}

/** What may differ from the usual. */
export interface Settings {
  routes?: Routes;
  /** Milliseconds without a byte moving after which a part of so many bytes counts as stuck. */
  patience?: (bytes: number) => number;
}

/** Milliseconds between two tellings of progress. */
const TELLING = 200;
/** Milliseconds between two looks at the time while something is sent. */
const BEAT = 1_000;
/** Slices that are hashed at a time. */
const HASHERS = 2;

/** Takes files and uploads them. One for the whole page: it goes on while the person looks at something else. */
export class Uploader {
  readonly #queue = new Queue();
  readonly #files = new Map<string, Picked>();
  readonly #hashers = new Hashers(HASHERS);
  readonly #watch = new Watch();
  readonly #routes: Routes;
  readonly #patience: (bytes: number) => number;
  readonly #running = new Map<string, Set<AbortController>>();
  readonly #listeners = new Set<(uploads: readonly UploadView[]) => void>();
  /** The artifacts whose handles are kept. */
  readonly #kept = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  constructor(settings: Settings = {}) {
    this.#routes = settings.routes ?? ours;
    this.#patience = settings.patience ?? patience;
    if (!navigator.onLine) this.#queue.online(false, Date.now());
    window.addEventListener('online', this.#heard);
    window.addEventListener('offline', this.#heard);
    void forgetOld(Date.now());
  }

  /** Calls `run` with how all uploads stand, at once and after every change. Answers how to stop that. */
  subscribe(run: (uploads: readonly UploadView[]) => void): () => void {
    this.#listeners.add(run);
    run(this.#queue.views());
    return () => this.#listeners.delete(run);
  }

  /** Uploads a file. Answers the id of its entry, which may be `refused` from the start. */
  add(picked: Picked, place: Place, room?: Room): string {
    const id = this.#name(picked);
    const { file } = picked;
    const reason = room && refusalOf(file, room.rule, this.#presentAt(place, room.there));
    this.#queue.add(id, place, given(file));
    if (reason) this.#queue.find(id)?.refuse(reason);
    this.#turn();
    return id;
  }

  /** Goes on with an upload that the server has begun, perhaps on another day. */
  goOn(picked: Picked, at: Address & { part: string; student?: string }): string {
    const { artifact, ...place } = at;
    const running = this.#queue.views().find((upload) => upload.artifact === artifact);
    if (running && running.state.is !== 'failed' && running.state.is !== 'cancelled') return running.id;
    if (running) this.#drop(running.id);
    const id = this.#name(picked);
    this.#queue.add(id, place, given(picked.file), artifact);
    this.#turn();
    return id;
  }

  /** Stops it until {@link resume}. What has arrived stays. */
  pause(id: string): void {
    this.#queue.find(id)?.pause();
    this.#turn();
  }

  /** Goes on after a pause, a sign-in, or a failure whose remedy is to try again. */
  resume(id: string): void {
    this.#queue.find(id)?.resume();
    this.#turn();
  }

  /** Goes on with everything that waits for a session: somebody has signed in. */
  signedIn(): void {
    for (const { id, state } of this.#queue.views()) {
      if (state.is === 'paused' && state.because === 'signed-out') this.#queue.find(id)?.resume();
    }
    this.#turn();
  }

  /** Gives the file again, for a failure whose remedy is that. Another file than it began with is told apart. */
  give(id: string, picked: Picked): void {
    this.#files.set(id, picked);
    this.#queue.find(id)?.give(given(picked.file));
    this.#turn();
  }

  /** Uploads the file from the start, for a failure whose remedy is that. */
  restart(id: string): void {
    this.#queue.find(id)?.restart();
    this.#turn();
  }

  /** Takes the file out, here and on the server, finished or not. */
  cancel(id: string): void {
    this.#queue.find(id)?.cancel();
    this.#turn();
  }

  /** Takes an entry that is over off the list; the server keeps what it has. */
  dismiss(id: string): void {
    if (this.#queue.find(id)?.isOver) this.#drop(id);
    this.#turn();
  }

  /** Stops everything here. The server keeps what has arrived. */
  close(): void {
    window.removeEventListener('online', this.#heard);
    window.removeEventListener('offline', this.#heard);
    this.#queue.views().forEach(({ id }) => this.#queue.find(id)?.pause());
    this.#running.forEach((sendings) => sendings.forEach((sending) => sending.abort()));
    clearTimeout(this.#timer);
    clearTimeout(this.#telling);
    this.#listeners.clear();
    this.#hashers.close();
    this.#watch.set(false);
  }

  #heard = (): void => {
    this.#queue.online(navigator.onLine, Date.now());
    this.#turn();
  };

  /** Begins what is due, and looks again when the next thing is. */
  #turn(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const { works, at } = this.#queue.due(now);
    for (const work of works) void this.#perform(work).then((done) => done && this.#finish(done));
    const wait = Math.min(at === undefined ? Infinity : at - now, this.#running.size > 0 ? BEAT : Infinity);
    if (Number.isFinite(wait)) this.#timer = setTimeout(() => this.#turn(), Math.max(0, wait));
    this.#tell();
  }

  #finish(done: Done): void {
    this.#queue.finish(done, { now: Date.now(), chance: Math.random() });
    if (done.did !== 'probe') this.#keepHandle(done.id);
    this.#turn();
  }

  async #perform(work: Work): Promise<Done | undefined> {
    switch (work.do) {
      case 'probe':
        return { did: 'probe', isReachable: await this.#routes.probe() };
      case 'call-back':
        this.#running.get(work.id)?.forEach((sending) => sending.abort());
        return undefined;
      case 'fingerprint': {
        const hash = (bytes: Blob): ReturnType<typeof digest> => this.#hashers.hash(bytes);
        return { did: 'fingerprint', id: work.id, result: await fingerprintOf(this.#file(work.id), hash) };
      }
      case 'hash': {
        const { number, from, to } = work.slice;
        const result = await this.#hashers.hash(this.#file(work.id).slice(from, to));
        return { did: 'hash', id: work.id, number, result };
      }
      case 'send':
        return this.#send(work);
      case 'begin':
        return { did: 'begin', id: work.id, answer: await this.#routes.begin(work.announcement) };
      case 'read':
        return { did: 'read', id: work.id, answer: await this.#routes.read(work.at) };
      case 'sign': {
        const answer = await this.#routes.sign(work.at, work.parts, work.fingerprint);
        return { did: 'sign', id: work.id, answer };
      }
      case 'complete':
        return { did: 'complete', id: work.id, answer: await this.#routes.complete(work.at) };
      case 'cancel':
        return { did: 'cancel', id: work.id, answer: await this.#routes.cancel(work.at) };
    }
  }

  async #send({ id, slice, signed }: Extract<Work, { do: 'send' }>): Promise<Done> {
    const { number, from, to } = slice;
    const sending = new AbortController();
    const beside = this.#running.get(id) ?? new Set();
    this.#running.set(id, beside.add(sending));
    const sent = await send(this.#file(id).slice(from, to), signed, {
      onProgress: (loaded) => {
        this.#queue.find(id)?.progressed(number, loaded);
        this.#tellSoon();
      },
      patience: this.#patience(to - from),
      signal: sending.signal,
    });
    beside.delete(sending);
    if (beside.size === 0) this.#running.delete(id);
    return { did: 'send', id, number, sent };
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), TELLING);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const views = this.#queue.views();
    this.#watch.set(views.some(({ state }) => !isAtRest(state)));
    this.#listeners.forEach((run) => run(views));
  }

  /** The handle is kept as long as there is something to go on with. */
  #keepHandle(id: string): void {
    const transfer = this.#queue.find(id);
    const handle = this.#files.get(id)?.handle;
    if (transfer?.artifact === undefined || handle === undefined) return;
    if (transfer.isDone) void forget(transfer.artifact);
    else if (!this.#kept.has(transfer.artifact)) void remember(transfer.artifact, handle, Date.now());
    this.#kept.add(transfer.artifact);
  }

  #presentAt(place: Place, there: readonly string[]): number {
    const here = this.#queue.views().filter((upload) => {
      const isSamePlace =
        upload.submission === place.submission && upload.part === place.part && upload.student === place.student;
      const counts = upload.state.is !== 'refused' && upload.state.is !== 'cancelled';
      return isSamePlace && counts && (upload.artifact === undefined || !there.includes(upload.artifact));
    });
    return there.length + here.length;
  }

  #name(picked: Picked): string {
    this.#count += 1;
    const id = `upload-${this.#count}`;
    this.#files.set(id, picked);
    return id;
  }

  #drop(id: string): void {
    this.#queue.remove(id);
    this.#files.delete(id);
  }

  #file(id: string): File {
    const picked = this.#files.get(id);
    if (picked === undefined) throw new Error(`there is no file ${id}`);
    return picked.file;
  }
}

function given(file: File): { name: string; mediaType: string; size: number } {
  return {
    name: shownName(file.name),
    mediaType: mediaTypeOf(file) ?? (file.type || 'application/octet-stream'),
    size: file.size,
  };
}
