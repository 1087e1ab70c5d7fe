/**
 * A definition that is being written: loaded, kept on the server as it is typed, published, thrown away.
 *
 * What could not be saved yet stays in this browser as well, so that a reload loses nothing. What somebody else stored
 * meanwhile is brought together with it, field by field; where both changed the same, the author decides.
 */
import { answer, api, type Shapes } from '../../../api/client';
import { keep, kept } from '../../../api/left';
import { isRefused, Refused } from '../../../api/problem';
import { asBody } from '../definition';
import { printOf, tidied, type Whole } from './edit';
import { isAlike, merged, type Both } from './merge';
import { nothing, read, renew, type Stored } from './stored';

type Fault = Shapes['Fault'];
type Report = Shapes['DesignReport'];

/** How long the author pauses before it is saved, in milliseconds. */
const PAUSE = 900;

export type Standing =
  | { is: 'loading' | 'same' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'discarded' }
  | { is: 'invalid'; faults: Fault[] }
  /** Somebody else stored it: both changed these fields. */
  | { is: 'stale'; both: Both[] }
  /** Somebody else threw it away. */
  | { is: 'gone' }
  | { is: 'failed'; error: unknown };

/** What this browser keeps of what was not saved, and of what that was made. */
interface Kept {
  version: number;
  base: Whole | undefined;
  definition: Whole;
}

export class Draft {
  readonly slug: string;
  readonly organisation: string;
  definition = $state<Whole>();
  /** The newest published version, if any. */
  published = $state.raw<Shapes['Edition']>();
  report = $state.raw<Report>();
  standing = $state.raw<Standing>({ is: 'loading' });
  savedAt = $state.raw<string>();
  /** Whether something that was not saved was found in this browser. */
  restored = $state(false);
  /** Where somebody else's changes came in, by JSON Pointers, until the author has seen them. */
  taken = $state.raw<string[]>([]);

  /** What the server has; 0 when it has no draft. */
  #version = $state(0);
  /** What is stored, to tell what changed since. */
  #base: Whole | undefined;
  /** What somebody else stored meanwhile, until it is decided what counts. */
  #theirs: Stored | undefined;
  /** What was sent and may be stored, though no answer came. */
  #unanswered: Whole | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  constructor(slug: string, organisation: string) {
    this.slug = slug;
    this.organisation = organisation;
  }

  /** Whether what is written differs from what is published. */
  get hasChanges(): boolean {
    return this.definition !== undefined && printOf(tidied(this.definition)) !== printOf(this.published?.definition);
  }

  /** Whether there is a draft on the server. */
  get isKept(): boolean {
    return this.#version > 0 && !['discarded', 'gone'].includes(this.standing.is);
  }

  /** Loads the draft, or what is published for a new one to grow from. */
  async load(): Promise<void> {
    try {
      const stored = await read(this.slug);
      if (stored) this.#take(stored);
      this.taken = [];
      this.#restore(stored);
      if (!this.definition) throw nothing();
    } catch (error) {
      this.standing = { is: 'failed', error };
    }
  }

  /** To be called whenever something was typed. */
  changed(): void {
    if (!this.definition || ['loading', 'discarded'].includes(this.standing.is)) return;
    if (this.standing.is === 'stale' || this.standing.is === 'gone') {
      this.#remember();
      if (this.#theirs) this.#bring(this.#theirs);
      return;
    }
    if (this.#isStored(tidied(this.definition))) {
      if (this.standing.is === 'unsaved' || this.standing.is === 'invalid') this.standing = { is: 'saved' };
      clearTimeout(this.#timer);
      this.#forget();
      return;
    }
    this.#remember();
    if (this.standing.is !== 'saving') this.standing = { is: 'unsaved' };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE);
  }

  /** Saves now. Resolves when what was written is saved, or can't be. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.definition || ['loading', 'stale', 'gone', 'discarded'].includes(this.standing.is)) return;
    const body = tidied(this.#mine);
    if (this.#isStored(body)) {
      if (this.standing.is === 'offline') this.standing = { is: 'saved' };
      return;
    }
    this.#saving = this.#put(body).finally(() => (this.#saving = undefined));
    await this.#saving;
    if (this.standing.is === 'saved') this.changed();
  }

  async #put(body: Whole): Promise<void> {
    this.standing = { is: 'saving' };
    const query = { organisation: this.organisation, ...(this.#version > 0 && { version: this.#version }) };
    try {
      const params = { path: { slug: this.slug }, query };
      const draft = await answer(api.PUT('/api/microcredentials/{slug}', { params, body: asBody(body) }));
      this.#version = draft.version;
      [this.#base, this.#unanswered] = [body, undefined];
      this.report = draft.report;
      this.savedAt = draft.saved;
      this.standing = { is: 'saved' };
      this.restored = false;
      this.#forget();
    } catch (error) {
      if (isRefused(error, 'stale')) await this.#meet();
      else if (isRefused(error, 'invalid')) this.standing = { is: 'invalid', faults: error.faults };
      else if (error instanceof Refused && error.kind !== 'failure' && error.kind !== 'signed-out') {
        this.standing = { is: 'failed', error };
      } else {
        this.#unanswered = body;
        this.standing = { is: 'offline' };
      }
    }
  }

  /** Somebody else saved: brings both together as far as that goes by itself. Never throws. */
  async #meet(): Promise<void> {
    try {
      const stored = await read(this.slug);
      if (!stored?.version) {
        this.standing = { is: 'gone' };
        this.#remember();
        return;
      }
      // What came there without an answer is no change of somebody else's.
      if (isAlike(this.#unanswered, tidied(stored.definition))) this.#base = this.#unanswered;
      this.#bring(stored);
    } catch {
      // Nothing was heard: whatever is tried next finds the same.
      this.standing = { is: 'offline' };
    }
  }

  /**
   * Brings what is stored together with what is written here; that stands here from now on. Where both changed the same, it
   * isn't saved before somebody has decided, nor before both are the same again.
   */
  #bring(stored: Stored, isDecided = false): void {
    const mine = tidied(this.#mine);
    const result = merged(this.#base, mine, tidied(stored.definition));
    // What came may name what is gone here; brought together once more, it stays as it is then.
    const whole = tidied(result.whole);
    this.taken = [...new Set([...this.taken, ...result.taken])];
    if (result.both.length > 0 && !isDecided) {
      this.#theirs = stored;
      this.published = stored.published;
      if (printOf(whole) !== printOf(mine)) this.definition = whole;
      if (!isAlike(this.standing, { is: 'stale', both: result.both })) {
        this.standing = { is: 'stale', both: result.both };
      }
      return;
    }
    this.#theirs = undefined;
    this.#take(stored);
    this.definition = whole;
    this.changed();
  }

  /** After somebody else saved: takes what is stored, and what was written here is gone. */
  async takeTheirs(): Promise<void> {
    const stored = await read(this.slug);
    if (!stored) throw nothing();
    this.#forget();
    this.#theirs = undefined;
    this.#take(stored);
    this.taken = [];
  }

  /**
   * After somebody else saved: where both changed the same it stays as it is here, and the rest as whoever changed it has
   * it.
   */
  async keepMine(): Promise<void> {
    if (this.#theirs) this.#bring(this.#theirs, true);
    await this.save();
  }

  /** Publishes what is written; undefined when that can't be saved, or isn't what is stored: {@link standing} tells. */
  async publish(): Promise<Shapes['Edition'] | undefined> {
    await this.save();
    if (this.isPending || !this.#isStored(tidied(this.#mine))) return undefined;
    const params = { path: { slug: this.slug } };
    const body = { version: this.#version };
    try {
      this.published = await answer(api.POST('/api/microcredentials/{slug}/publish', { params, body }));
    } catch (error) {
      if (!isRefused(error, 'stale') && !isRefused(error, 'not-found')) throw error;
      await this.#meet();
      return undefined;
    }
    await renew(this.slug);
    return this.published;
  }

  /** Throws the draft away; what is written stays here, so that it can be brought back. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    const params = { path: { slug: this.slug }, query: { version: this.#version } };
    await answer(api.DELETE('/api/microcredentials/{slug}', { params }));
    this.#forget();
    this.standing = { is: 'discarded' };
  }

  /** Brings back what was thrown away, here or by somebody else. */
  async bringBack(): Promise<void> {
    this.#version = 0;
    this.#base = undefined;
    this.standing = { is: 'unsaved' };
    await this.save();
  }

  /** Whether leaving the page now would lose something that even this browser does not keep: never saved changes. */
  get isPending(): boolean {
    return ['unsaved', 'saving', 'invalid', 'offline', 'stale', 'gone'].includes(this.standing.is);
  }

  #take({ definition, version, report, saved, published }: Stored): void {
    [this.#base, this.#unanswered] = [tidied(definition), undefined];
    this.#version = version;
    this.definition = definition;
    this.report = report;
    this.savedAt = saved;
    this.published = published;
    this.standing = { is: version > 0 ? 'saved' : 'same' };
  }

  /** What is written here, as it stands now. */
  get #mine(): Whole {
    return $state.snapshot(this.definition) as Whole;
  }

  /** Whether that is known to be what is stored. */
  #isStored(written: Whole): boolean {
    return this.#unanswered === undefined && printOf(written) === printOf(this.#base);
  }

  // ── What this browser keeps ────────────────────────────────────────────────────────────────────────────────

  get #key(): string {
    return `draft ${this.slug}`;
  }

  #remember(): void {
    keep(this.#key, { version: this.#version, base: this.#base, definition: this.#mine } satisfies Kept);
  }

  #forget(): void {
    keep(this.#key, undefined);
  }

  /** Brings back what was not saved, together with what is stored now: nothing, if it was never published and is gone. */
  #restore(stored: Stored | undefined): void {
    const left = kept<Kept>(this.#key);
    if (left?.definition.id !== this.slug) return;
    const isNew = left.version !== this.#version || !isAlike(left.base, this.#base);
    [this.#version, this.#base, this.definition] = [left.version, left.base, left.definition];
    this.restored = true;
    if (!stored || (left.version > 0 && stored.version === 0)) {
      this.report ??= { checks: [], warnings: [] };
      this.standing = { is: 'gone' };
    } else if (isNew) this.#bring(stored);
  }
}
