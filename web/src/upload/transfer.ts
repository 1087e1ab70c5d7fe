/**
 * The life of one upload: what it needs next, and what it makes of what comes back. No I/O, no clock, no chance: they
 * are arguments.
 */

import { failure, meaning, standing, value, type Asked, type Given } from './answers';
import { remedyFor, type Failure, type Refusal } from './reasons';
import { delay, MOST_RETRIES } from './retry';
import { Sending, type Outcome } from './sending';
import type { State, UploadView } from './state';
import type { Address, Answer, Done, Fingerprint, Moment, Place, Read, Refused, Upload, Work } from './work';

/** What is to be done, one after the other. */
type Step = 'fingerprint' | 'begin' | 'read' | 'sending' | 'complete' | 'cancel';

type End =
  { is: 'verified' } | { is: 'refused'; reason: Refusal } | { is: 'failed'; reason: Failure } | { is: 'cancelled' };

/** One upload. */
export class Transfer {
  readonly id: string;
  #place: Place;
  #given: Given;
  #artifact: string | undefined;
  #fingerprint: Fingerprint | undefined;
  #sending: Sending | undefined;

  #isQueued = true;
  #step: Step = 'fingerprint';
  #isRunning = false;
  #hold: 'asked' | 'signed-out' | undefined;
  #end: End | undefined;
  /** Whether the server may have begun it, although no answer told so. */
  #mayExist = false;
  /** What follows when it is taken out, if it is being taken out. */
  #withdrawal: 'end' | 'anew' | undefined;
  /** How often the step was tried again, and not before when. */
  #retries = 0;
  #after = 0;
  /** How often the server was asked to look into the file. */
  #looks = 0;
  /** Storage or server said that the upload is over: what is read next decides. */
  #isOver = false;

  /** An upload of `given` for `place`; of what the server knows as `artifact`, if it goes on with that. */
  constructor(id: string, place: Place, given: Given, artifact?: string) {
    this.id = id;
    this.#place = place;
    this.#given = given;
    this.#artifact = artifact;
  }

  // What a person does.

  /** Nothing new is begun, and what is on its way is called back. */
  pause(): void {
    if (this.#end === undefined && this.#step !== 'complete' && !this.#withdrawal) this.#hold = 'asked';
  }

  /** Goes on after a pause, a sign-in or a failure that passes. */
  resume(): void {
    this.#hold = undefined;
    this.forgive();
    if (this.#end?.is === 'failed') this.#revive(this.#artifact === undefined ? 'fingerprint' : 'read');
  }

  /** Goes on with this file, which is held against the one that it began with. */
  give(given: Given): void {
    if (this.#end?.is !== 'failed') return;
    this.#given = this.#artifact === undefined ? given : { ...given, mediaType: this.#given.mediaType };
    this.forgive();
    this.#revive('fingerprint');
  }

  /** Takes out what the server has of it and begins from the start. */
  restart(): void {
    if (this.#end?.is === 'failed') this.#withdraw('anew');
  }

  /** Takes it out, here and on the server, finished or not. */
  cancel(): void {
    if (this.#end?.is !== 'cancelled') this.#withdraw('end');
  }

  /** It is not taken; nobody was asked. */
  refuse(reason: Refusal): void {
    this.#finishAs({ is: 'refused', reason });
  }

  /** Gives way to another one here that uploads the very same. */
  yield(): void {
    this.#artifact = undefined;
    this.#finishAs({ is: 'failed', reason: { code: 'twice' } });
  }

  // What is to be done.

  /** Its turn has come. */
  start(): void {
    this.#isQueued = false;
  }

  /** Everything that it needs done now, except the sending of parts; from here on that is under way. */
  work(now: number): Work[] {
    const callBack = this.callBack();
    if (callBack.length > 0) return callBack;
    if (this.#isQueued || this.#isStill) return [];
    if (this.#step === 'sending') return this.#sending?.work(now, this.#after <= now) ?? [];
    if (this.#isRunning || this.#after > now || this.#sending?.isBusy) return [];
    this.#isRunning = true;
    return [this.#single(this.#step)];
  }

  /** What is on its way is called back, if it is not to go on. */
  callBack(): Work[] {
    const isToGoOn = this.#step === 'sending' && this.#hold !== 'asked' && this.#end === undefined;
    return this.sending > 0 && !isToGoOn ? [{ do: 'call-back', id: this.id }] : [];
  }

  /** The next part to send, if one is ready; from here on it is on its way. */
  toSend(now: number): Work | undefined {
    return this.#isStill || this.#step !== 'sending' ? undefined : this.#sending?.toSend(now);
  }

  /** When to look again, if nothing happens before. */
  nextAt(now: number): number | undefined {
    if (this.#isQueued || this.#isStill) return undefined;
    const part = this.#step === 'sending' ? this.#sending?.nextAt(now) : undefined;
    const step = this.#after > now ? this.#after : undefined;
    return part === undefined || step === undefined ? (part ?? step) : Math.min(part, step);
  }

  // What came of it.

  /** Takes in what came of some work. Answers whether nobody heard a request, so that the connection is in doubt. */
  finish(done: Exclude<Done, { did: 'probe' }>, moment: Moment): boolean {
    switch (done.did) {
      case 'hash':
      case 'sign':
      case 'send': {
        const outcome = this.#sending?.finish(done, moment);
        if (done.did === 'send' && done.sent.is === 'arrived') this.#retries = 0;
        return outcome !== undefined && this.#moved(outcome, moment);
      }
      case 'fingerprint':
        this.#isRunning = false;
        return this.#fingerprinted(done.result);
      case 'begin':
      case 'read':
      case 'complete':
      case 'cancel':
        this.#isRunning = false;
        return this.#answered(done.did, done.answer, moment);
    }
  }

  /** So many bytes of a part are out. */
  progressed(number: number, loaded: number): void {
    this.#sending?.progressed(number, loaded);
  }

  /** Time goes by. */
  tick(now: number): void {
    if (this.#step === 'sending' && !this.#isStill) this.#sending?.tick(now);
  }

  /** What failed on another connection counts no more. */
  forgive(): void {
    this.#retries = 0;
    this.#after = 0;
    this.#sending?.forgive();
  }

  // How it stands.

  /** Whether it takes one of the places for files at work. */
  get isAtWork(): boolean {
    return !this.#isQueued && !this.#isStill && this.#step !== 'complete';
  }

  /** Whether it waits for a place. */
  get isQueued(): boolean {
    return this.#isQueued && !this.#isStill;
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** Whether there is nothing to go on with. */
  get isDone(): boolean {
    return this.#end !== undefined && this.#end.is !== 'failed';
  }

  /** How many of its parts are on their way. */
  get sending(): number {
    return this.#sending?.count ?? 0;
  }

  get artifact(): string | undefined {
    return this.#artifact;
  }

  /** What to show; `isOffline` is whether there is no connection. */
  view(isOffline: boolean): UploadView {
    const { name, mediaType, size } = this.#given;
    const state = this.#state(isOffline);
    return { ...this.#place, id: this.id, artifact: this.#artifact, name, mediaType, size, state };
  }

  #state(isOffline: boolean): State {
    const { size } = this.#given;
    const progress = this.#sending?.progress ?? { size, arrived: 0, sent: 0, speed: undefined, left: undefined };
    if (this.#end?.is === 'failed') return { ...this.#end, remedy: remedyFor(this.#end.reason), progress };
    if (this.#end) return this.#end;
    if (this.#withdrawal === 'end') return { is: 'cancelling' };
    if (this.#hold) return { is: 'paused', because: this.#hold, progress };
    if (this.#isQueued) return { is: 'queued' };
    if (isOffline) return { is: 'waiting-offline', progress };
    if (this.#step === 'complete') return { is: this.#looks > 0 ? 'inspecting' : 'completing' };
    return this.#step === 'sending' ? { is: 'uploading', progress } : { is: 'preparing' };
  }

  get #isStill(): boolean {
    return this.#hold !== undefined || this.#end !== undefined;
  }

  // Steps.

  #single(step: Exclude<Step, 'sending'>): Work {
    const { id } = this;
    if (step === 'fingerprint') return { do: step, id };
    if (step === 'begin') {
      this.#mayExist = true;
      return { do: step, id, announcement: { ...this.#place, ...this.#given, fingerprint: this.#known } };
    }
    return { do: step, id, at: this.#at };
  }

  get #at(): Address {
    if (this.#artifact === undefined) throw new Error('the server does not know of this upload yet');
    return { submission: this.#place.submission, artifact: this.#artifact };
  }

  get #known(): Fingerprint {
    if (this.#fingerprint === undefined) throw new Error('the file was not looked at yet');
    return this.#fingerprint;
  }

  #fingerprinted(result: Read<Fingerprint>): false {
    if (this.#withdrawal) return this.#withdraw(this.#withdrawal);
    if (!result.ok) return this.#fail({ code: result.cause === 'file' ? 'file-unreadable' : 'browser' });
    this.#fingerprint = result.value;
    return this.#go(this.#artifact === undefined ? 'begin' : 'read');
  }

  #answered(asked: Exclude<Asked, 'sign'>, answer: Answer<Upload> | Answer<void>, moment: Moment): boolean {
    const upload = value<Upload | void>(answer) ?? undefined;
    this.#artifact = upload?.artifact ?? this.#artifact;
    const isHeard = answer.ok || meaning(asked, answer).is !== 'later';
    if (isHeard) this.#mayExist = false;
    // Whether there is something to take out is known only when somebody heard that it begins.
    if (this.#withdrawal && asked !== 'cancel' && (isHeard || !this.#mayExist)) return this.#withdraw(this.#withdrawal);
    if (!answer.ok) return this.#denied(asked, answer, moment);
    return upload === undefined ? this.#withdrawn() : this.#follow(upload, moment);
  }

  /** Goes on as the sending of parts went, unless something else is meant by now. */
  #moved(outcome: Outcome, moment: Moment): boolean {
    const isMoot = this.#end !== undefined || this.#withdrawal !== undefined || this.#step !== 'sending';
    switch (outcome.is) {
      case 'going':
        return outcome.isUnheard;
      case 'denied':
        return isMoot ? outcome.answer.status === 0 : this.#denied('sign', outcome.answer, moment);
      case 'all-there':
        return !isMoot && this.#go('complete');
      case 'over':
        this.#isOver = true;
        return !isMoot && this.#go('read');
      case 'failed':
        return !isMoot && this.#fail(outcome.reason);
    }
  }

  #denied(asked: Asked, answer: Refused, moment: Moment): boolean {
    const no = meaning(asked, answer);
    switch (no.is) {
      case 'later':
        return this.#later(answer, moment);
      case 'signed-out':
        this.#hold = 'signed-out';
        return false;
      case 'nothing':
        return asked === 'cancel' ? this.#withdrawn() : this.#finishAs({ is: 'cancelled' });
      case 'read':
        this.#isOver ||= no.isOver;
        this.#step = 'read';
        return this.#later(answer, moment);
      case 'refused':
      case 'failed':
        return this.#finishAs(no);
    }
  }

  /** Goes on as the server says the upload stands. */
  #follow(upload: Upload, { now }: Moment): false {
    const stands = standing(upload, this.#given, this.#fingerprint, this.#isOver);
    switch (stands.is) {
      case 'open':
        return this.#send(upload);
      case 'uninspected':
        // Asking again makes the server look again.
        this.#go('complete');
        this.#after = this.#looks === 0 ? 0 : now + 1_000 * Math.min(30, 2 ** this.#looks);
        this.#looks += 1;
        return false;
      case 'verified':
      case 'cancelled':
      case 'refused':
      case 'failed':
        return this.#finishAs(stands);
    }
  }

  /** Sends what is missing. What the server knows of the upload is what is shown from here on. */
  #send(upload: Upload): false {
    const { part, student, caption, mediaType } = upload;
    this.#place = {
      submission: this.#place.submission,
      part,
      ...(student === undefined ? {} : { student }),
      ...(caption === undefined ? {} : { caption }),
    };
    this.#given = { ...this.#given, mediaType };
    this.#sending = new Sending(this.id, this.#at, this.#known, upload);
    this.#after = 0;
    this.#step = this.#sending.areAllThere ? 'complete' : 'sending';
    return false;
  }

  // Ends and detours.

  #later(answer: Refused, { now, chance }: Moment): boolean {
    this.#retries += 1;
    if (this.#retries > MOST_RETRIES) return this.#fail(failure(answer));
    this.#after = now + delay(this.#retries, chance);
    return answer.status === 0;
  }

  #go(step: Step): false {
    this.#step = step;
    this.#retries = 0;
    this.#after = 0;
    return false;
  }

  /** To the server, if it knows of the upload or may; otherwise there is nothing to take out. */
  #withdraw(then: 'end' | 'anew'): false {
    this.#withdrawal = then;
    this.#isQueued = false;
    this.#hold = undefined;
    this.#end = undefined;
    if (this.#isRunning) return false;
    if (this.#artifact !== undefined) return this.#go('cancel');
    return this.#mayExist ? this.#go('begin') : this.#withdrawn();
  }

  #withdrawn(): false {
    if (this.#withdrawal !== 'anew') return this.#finishAs({ is: 'cancelled' });
    this.#artifact = undefined;
    this.#sending = undefined;
    return this.#revive('fingerprint');
  }

  #revive(step: Step): false {
    this.#hold = undefined;
    this.#end = undefined;
    this.#withdrawal = undefined;
    this.#isOver = false;
    this.#looks = 0;
    return this.#go(step);
  }

  #fail(reason: Failure): false {
    return this.#finishAs({ is: 'failed', reason });
  }

  #finishAs(end: End): false {
    this.#end = end;
    this.#withdrawal = undefined;
    return false;
  }
}
