/**
 * An assessor's scores while she works on them: saved as typed, put together with what another tab saved, and kept
 * in this browser as long as the server doesn't have them.
 */
import { api, told } from '../../api/client';
import { keep, kept } from '../../api/left';
import { isRefused, Unreachable } from '../../api/problem';
import { merge, same, tidy, type Clash } from './merge';
import { plain, type Assessment, type Ending, type Remark, type Score, type Scored } from './work';

/** Where saving stands. `lost`: the session is over. `over`: the assignment is. */
export type Phase = 'saved' | 'unsaved' | 'saving' | 'offline' | 'lost' | 'refused' | 'over';

/** Milliseconds without a change after which it is saved. */
const PAUSE = 900;
/** Milliseconds after which a save that found no server is tried again. */
const AGAIN = 5_000;
/** How often another tab may be first before she is told. */
const TRIES = 4;

export class Sitting {
  readonly assignment: string;
  scored = $state<Scored>({ scores: {}, comments: [] });
  phase = $state<Phase>('saved');
  savedAt = $state.raw<Date>();
  trouble = $state.raw<unknown>();
  ending = $state.raw<Ending>();
  clashes = $state.raw<Clash[]>([]);
  /** Whether handing in recommends an award, as the server says of what it has; `undefined` while something is missing. */
  recommends = $state.raw<boolean>();

  #base: Scored;
  #version: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(assignment: string, assessment: Assessment) {
    this.assignment = assignment;
    this.#version = assessment.version;
    this.#base = tidy(assessment);
    this.recommends = assessment.recommends;
    this.scored = structuredClone(this.#base);
    const left = kept<Left>(place(assignment));
    if (left) this.#join(left.base, left.mine);
    if (this.#isSaved()) keep(place(assignment), undefined);
    else this.touch();
  }

  /** What is said of a criterion. */
  score(part: string, criterion: string): Score {
    return this.scored.scores[part]?.[criterion] ?? {};
  }

  choose(part: string, criterion: string, level: string): void {
    this.#put(part, criterion, { ...this.score(part, criterion), level });
  }

  say(part: string, criterion: string, feedback: string): void {
    this.#put(part, criterion, { ...this.score(part, criterion), feedback: plain(feedback) });
  }

  remark(artifact: string, second: number): Remark {
    this.scored.comments.push({ artifact, second, text: '' });
    return this.scored.comments[this.scored.comments.length - 1] as Remark;
  }

  rephrase(remark: Remark, text: string): void {
    remark.text = plain(text);
    this.touch();
  }

  remove(remark: Remark): void {
    this.scored.comments = this.scored.comments.filter((other) => other !== remark);
    this.touch();
  }

  /** Takes what the other tab says. */
  take(clash: Clash): void {
    this.#put(clash.part, clash.criterion, { ...this.score(clash.part, clash.criterion), [clash.field]: clash.theirs });
    this.settle(clash);
  }

  /** Leaves it as it is here. */
  settle(clash: Clash): void {
    this.clashes = this.clashes.filter((other) => other !== clash);
  }

  /** Something changed: it is kept here at once and sent after a pause. */
  touch(): void {
    if (this.phase === 'over') return;
    keep(place(this.assignment), { base: this.#base, mine: tidy($state.snapshot(this.scored)) });
    if (this.phase !== 'saving' && this.phase !== 'lost') this.phase = 'unsaved';
    this.#later(PAUSE);
  }

  /** Sends what is not saved yet. Ends when all of it is saved or can't be: see `phase`. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.#isSaved() || this.phase === 'over') return;
    this.#running = this.#send().finally(() => (this.#running = undefined));
    await this.#running;
  }

  /** Puts together what stands here and what another tab saved. */
  async refresh(): Promise<void> {
    try {
      await this.#reload();
      if (!this.#isSaved()) this.touch();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The version to hand in; call it when all is saved. */
  get version(): number {
    return this.#version;
  }

  /** The assignment is over: nothing is sent any more. What was not saved stays readable. */
  end(ending: Ending): void {
    clearTimeout(this.#timer);
    this.phase = 'over';
    this.ending = ending;
    keep(place(this.assignment), undefined);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get isSaved(): boolean {
    return this.#isSaved();
  }

  #isSaved(): boolean {
    return same(this.#base, $state.snapshot(this.scored));
  }

  #put(part: string, criterion: string, score: Score): void {
    (this.scored.scores[part] ??= {})[criterion] = score;
    this.touch();
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pause);
  }

  async #send(): Promise<void> {
    this.phase = 'saving';
    this.trouble = undefined;
    try {
      for (let round = 1; ; round++) {
        try {
          await this.#once();
          break;
        } catch (error) {
          if (!isRefused(error, 'stale') || round === TRIES) throw error;
          await this.#reload();
        }
      }
      this.savedAt = new Date();
      this.phase = 'saved';
      if (this.#isSaved()) keep(place(this.assignment), undefined);
      else this.touch();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #once(): Promise<void> {
    const sent = tidy($state.snapshot(this.scored));
    const path = { assignment: this.assignment };
    const body = { version: this.#version, ...sent };
    const kept = await told(api.PUT('/api/assignments/{assignment}/assessment', { params: { path }, body }));
    this.#base = sent;
    this.#version = kept.version;
    this.recommends = kept.recommends;
  }

  /** Another tab was first: what it saved and what was typed here are put together. */
  async #reload(): Promise<void> {
    const path = { assignment: this.assignment };
    const { work } = await told(api.GET('/api/assignments/{assignment}', { params: { path } }));
    if (!work) return;
    const [base, mine] = [this.#base, tidy($state.snapshot(this.scored))];
    this.#base = tidy(work.assessment);
    this.#version = work.assessment.version;
    this.recommends = work.assessment.recommends;
    this.#join(base, mine);
  }

  #join(base: Scored, mine: Scored): void {
    const { scored, clashes } = merge(base, mine, this.#base);
    this.scored = scored;
    this.clashes = clashes;
  }

  #fail(error: unknown): void {
    if (isRefused(error, 'link-over')) return this.end(error.ending ?? 'passed-on');
    if (isRefused(error, 'signed-out', 'not-found')) {
      this.phase = 'lost';
    } else if (error instanceof Unreachable || isRefused(error, 'failure', 'too-many')) {
      this.phase = 'offline';
      this.#later(AGAIN);
    } else {
      this.phase = 'refused';
      this.trouble = error;
    }
  }
}

/** What a tab had typed and the server did not have yet, with what it had grown out of. */
type Left = { base: Scored; mine: Scored };

const place = (assignment: string) => `assessment:${assignment}`;
