/**
 * The life of one upload: what it needs next, and what it makes of what comes back. No I/O, no clock, no chance: they
 * are arguments.
 */

import { failure, meaning, standing, value, type Asked, type Given } from './answers';
import { Parts, type SignedPart } from './parts';
import { Rate } from './rate';
import { remedyFor, type Failure, type Refusal } from './reasons';
import { delay, judge, MOST_RETRIES, type Sent } from './retry';
import type { Progress, State, UploadView } from './state';
import type { Address, Answer, Done, Fingerprint, Place, Read, Refused, Upload, Work } from './work';

/** What is to be done, one after the other. `sending` is everything about parts. */
type Step = 'fingerprint' | 'begin' | 'read' | 'sending' | 'complete' | 'cancel';

type End =
  { is: 'verified' } | { is: 'refused'; reason: Refusal } | { is: 'failed'; reason: Failure } | { is: 'cancelled' };

/** Where and when something is judged. */
export interface Moment {
  now: number;
  /** From 0 up to 1. */
  chance: number;
}

/** One upload. */
export class Transfer {
  readonly id: string;
  #place: Place;
  #given: Given;
  #artifact: string | undefined;
  #fingerprint: Fingerprint | undefined;
  #parts: Parts | undefined;
  readonly #rate = new Rate();

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
    this.#hold = undefined;
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
    this.#fail({ code: 'twice' });
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
    if (this.#step === 'sending') return this.#workOnParts(now);
    if (this.#isRunning || this.#after > now || this.#parts?.isBusy) return [];
    this.#isRunning = true;
    return [this.#single(this.#step)];
  }

  /** What is on its way is called back, if it is not to go on. */
  callBack(): Work[] {
    return this.sending > 0 && this.#mustCallBack ? [{ do: 'call-back', id: this.id }] : [];
  }

  /** The next part to send, if one is ready; from here on it is on its way. */
  toSend(now: number): Work | undefined {
    const next = this.#isStill || this.#step !== 'sending' ? undefined : this.#parts?.toSend(now);
    if (next === undefined) return undefined;
    const { signed, ...slice } = next;
    return { do: 'send', id: this.id, slice, signed };
  }

  /** When to look again, if nothing happens before. */
  nextAt(now: number): number | undefined {
    if (this.#isQueued || this.#isStill) return undefined;
    const part = this.#step === 'sending' ? this.#parts?.nextAt(now) : undefined;
    const step = this.#after > now ? this.#after : undefined;
    return part === undefined || step === undefined ? (part ?? step) : Math.min(part, step);
  }

  // What came of it.

  /** Takes in what came of some work. Answers whether nobody heard a request, so that the connection is in doubt. */
  finish(done: Exclude<Done, { did: 'probe' }>, moment: Moment): boolean {
    switch (done.did) {
      case 'hash':
        return this.#hashed(done.number, done.result, moment);
      case 'send':
        return this.#sent(done.number, done.sent, moment);
      case 'sign':
        return this.#signed(done.answer, moment);
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
    this.#parts?.progressed(number, loaded);
  }

  /** Time goes by. */
  tick(now: number): void {
    if (this.#step === 'sending' && !this.#isStill) this.#rate.sample(this.#parts?.bytes.sent ?? 0, now);
  }

  /** What failed on another connection counts no more. */
  forgive(): void {
    this.#retries = 0;
    this.#after = 0;
    this.#rate.reset();
    this.#parts?.forgive();
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
    return this.#parts?.sending ?? 0;
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
    const progress = this.#progress();
    if (this.#end?.is === 'failed') {
      const { reason } = this.#end;
      return { is: 'failed', reason, remedy: remedyFor(reason), progress };
    }
    if (this.#end) return this.#end;
    if (this.#withdrawal === 'end') return { is: 'cancelling' };
    if (this.#hold) return { is: 'paused', because: this.#hold, progress };
    if (this.#isQueued) return { is: 'queued' };
    if (isOffline) return { is: 'waiting-offline', progress };
    if (this.#step === 'complete') return { is: this.#looks > 0 ? 'inspecting' : 'completing' };
    return this.#step === 'sending' ? { is: 'uploading', progress } : { is: 'preparing' };
  }

  #progress(): Progress {
    const { size } = this.#given;
    const { arrived, sent } = this.#parts?.bytes ?? { arrived: 0, sent: 0 };
    return { size, arrived, sent, speed: this.#rate.speed, left: this.#rate.left(size - sent) };
  }

  get #isStill(): boolean {
    return this.#hold !== undefined || this.#end !== undefined;
  }

  get #mustCallBack(): boolean {
    return this.#hold === 'asked' || this.#end !== undefined || this.#step !== 'sending';
  }

  // Steps.

  #single(step: Exclude<Step, 'sending'>): Work {
    const { id } = this;
    if (step === 'fingerprint') return { do: step, id };
    if (step === 'begin') {
      this.#mayExist = true;
      const announcement = { ...this.#place, ...this.#given, fingerprint: this.#known };
      return { do: step, id, announcement };
    }
    return { do: step, id, at: this.#at };
  }

  #workOnParts(now: number): Work[] {
    const { id } = this;
    const works: Work[] = (this.#parts?.toHash(now) ?? []).map((slice) => ({ do: 'hash', id, slice }));
    const parts = this.#after > now ? [] : (this.#parts?.toSign(now) ?? []);
    if (parts.length > 0) works.push({ do: 'sign', id, at: this.#at, parts, fingerprint: this.#known });
    return works;
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
    if (this.#withdrawal && asked !== 'cancel' && (isHeard || !this.#mayExist)) {
      return this.#withdraw(this.#withdrawal);
    }
    if (!answer.ok) return this.#denied(asked, answer, moment);
    return upload === undefined ? this.#withdrawn() : this.#follow(upload, moment);
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
        return this.#finishAs(no);
      case 'failed':
        return this.#fail(no.reason);
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
    this.#parts = new Parts(upload);
    this.#rate.reset();
    this.#after = 0;
    this.#step = this.#parts.areAllThere ? 'complete' : 'sending';
    return false;
  }

  // Parts.

  #hashed(number: number, result: Read<string>, { now }: Moment): false {
    if (result.ok) {
      this.#parts?.hashed(number, result.value);
      return false;
    }
    this.#parts?.again(number, now, () => 0);
    const isMoot = this.#end !== undefined || this.#withdrawal !== undefined;
    return isMoot ? false : this.#fail({ code: result.cause === 'file' ? 'file-unreadable' : 'browser' });
  }

  #signed(answer: Answer<readonly SignedPart[]>, moment: Moment): boolean {
    if (answer.ok) {
      this.#parts?.signed(answer.value, moment.now);
      return false;
    }
    this.#parts?.unsigned();
    const isMoot = this.#end !== undefined || this.#withdrawal !== undefined || this.#step !== 'sending';
    return isMoot ? answer.status === 0 : this.#denied('sign', answer, moment);
  }

  #sent(number: number, sent: Sent, moment: Moment): boolean {
    const parts = this.#parts;
    if (parts === undefined) return false;
    if (sent.is === 'aborted') {
      parts.calledBack(number);
      return false;
    }
    if (sent.is !== 'arrived') return this.#missed(parts, number, sent, moment);
    parts.arrived(number);
    this.#retries = 0;
    return parts.areAllThere && this.#step === 'sending' && !this.#end ? this.#go('complete') : false;
  }

  #missed(parts: Parts, number: number, sent: Exclude<Sent, { is: 'arrived' | 'aborted' }>, moment: Moment): boolean {
    const verdict = judge(sent);
    const wait = (retry: number) => delay(retry, moment.chance);
    const retries =
      verdict.is === 'sign-again'
        ? // That an address got too old says nothing about the way.
          parts.signAgain(number, moment.now, (retry) => (retry === 1 ? 0 : wait(retry)))
        : parts.again(number, moment.now, wait);
    if (this.#end || this.#step !== 'sending') return verdict.is === 'lost';

    if (verdict.is === 'stop') return this.#fail(verdict.failure);
    if (verdict.is === 'gone') {
      this.#isOver = true;
      return this.#go('read');
    }
    if (retries <= MOST_RETRIES) return verdict.is === 'lost';
    const unheard: Failure = { code: 'storage-unreachable' };
    return this.#fail(sent.is === 'lost' ? unheard : { ...sent, code: 'storage-refused' });
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
    this.#parts = undefined;
    return this.#revive('fingerprint');
  }

  #revive(step: Step): false {
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
