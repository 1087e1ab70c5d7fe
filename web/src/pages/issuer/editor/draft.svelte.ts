/**
 * A definition that is being written: loaded, kept on the server as it is typed, published, thrown away.
 *
 * What could not be saved yet stays in this browser as well, so that a reload loses nothing. A version that somebody
 * else stored is never written over unless the author says so.
 */
import { answer, api, type Shapes } from '../../../api/client';
import { isRefused, Refused } from '../../../api/problem';
import { asBody } from '../definition';
import { printOf, tidied, type Whole } from './edit';

type Fault = Shapes['Fault'];
type Report = Shapes['DesignReport'];

/** How long the author pauses before it is saved, in milliseconds. */
const PAUSE = 900;

export type Standing =
  | { is: 'loading' | 'same' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'discarded' }
  | { is: 'invalid'; faults: Fault[] }
  | { is: 'stale' }
  | { is: 'failed'; error: unknown };

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

  /** What the server has; 0 when it has no draft. */
  #version = $state(0);
  /** What is stored, to tell whether anything changed. */
  #stored = '';
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
    return this.#version > 0 && this.standing.is !== 'discarded';
  }

  /** Loads the draft, or what is published for a new one to grow from. */
  async load(): Promise<void> {
    const path = { slug: this.slug };
    // What was published a minute ago counts, not what this browser has kept since before.
    const read = (query: { version?: string }) =>
      answer(api.GET('/api/microcredentials/{slug}', { params: { path, query }, cache: 'reload' })).catch(
        (error: unknown) => {
          if (isRefused(error, 'not-found')) return undefined;
          throw error;
        },
      );
    try {
      const [draft, published] = await Promise.all([read({ version: 'draft' }), read({})]);
      const found = draft ?? published;
      if (!found) throw new Refused(nothing);
      this.published = published && 'published' in published ? published : undefined;
      this.#take(found.definition, draft ? draft.version : 0, found.report);
      this.savedAt = draft && 'saved' in draft ? draft.saved : undefined;
      this.#restore();
    } catch (error) {
      this.standing = { is: 'failed', error };
    }
  }

  /** To be called whenever something was typed. */
  changed(): void {
    if (!this.definition || ['loading', 'stale', 'discarded'].includes(this.standing.is)) return;
    if (printOf(tidied(this.definition)) === this.#stored) {
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
    if (!this.definition || this.standing.is === 'stale' || this.standing.is === 'discarded') return;
    const body = tidied($state.snapshot(this.definition) as Whole);
    if (printOf(body) === this.#stored) return;
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
      this.#stored = printOf(body);
      this.report = draft.report;
      this.savedAt = draft.saved;
      this.standing = { is: 'saved' };
      this.restored = false;
      this.#forget();
    } catch (error) {
      if (isRefused(error, 'stale')) this.standing = { is: 'stale' };
      else if (isRefused(error, 'invalid')) this.standing = { is: 'invalid', faults: error.faults };
      else if (error instanceof Refused && error.kind !== 'failure' && error.kind !== 'signed-out') {
        this.standing = { is: 'failed', error };
      } else this.standing = { is: 'offline' };
    }
  }

  /** After somebody else saved: takes what is stored, and what was written here is gone. */
  async takeTheirs(): Promise<void> {
    this.#forget();
    this.standing = { is: 'loading' };
    await this.load();
  }

  /** After somebody else saved: stores what is written here over it. */
  async keepMine(): Promise<void> {
    const mine = this.definition;
    const query = { version: 'draft' };
    const stored = await answer(
      api.GET('/api/microcredentials/{slug}', { params: { path: { slug: this.slug }, query } }),
    );
    this.#version = stored.version;
    this.definition = mine;
    // What this page had stored before isn't what is stored now.
    this.#stored = '';
    this.standing = { is: 'unsaved' };
    await this.save();
  }

  /** Publishes what is written; undefined when that can't be saved, or isn't what is stored: {@link standing} tells. */
  async publish(): Promise<Shapes['Edition'] | undefined> {
    await this.save();
    if (this.isPending) return undefined;
    const params = { path: { slug: this.slug } };
    const body = { version: this.#version };
    try {
      this.published = await answer(api.POST('/api/microcredentials/{slug}/publish', { params, body }));
    } catch (error) {
      if (!isRefused(error, 'stale')) throw error;
      this.standing = { is: 'stale' };
      return undefined;
    }
    await this.#showPublished();
    return this.published;
  }

  /** Its page in this browser shows it at once, not only when what is kept of it has aged; a slow line waits for nothing. */
  async #showPublished(): Promise<void> {
    const params = { path: { slug: this.slug } };
    const renewed = api.GET('/api/microcredentials/{slug}', { params, cache: 'reload' }).catch(() => {});
    await Promise.race([renewed, new Promise((over) => setTimeout(over, 2_000))]);
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

  /** Brings back what was thrown away. */
  async bringBack(): Promise<void> {
    this.#version = 0;
    this.#stored = '';
    this.standing = { is: 'unsaved' };
    await this.save();
  }

  /** Whether leaving the page now would lose something that even this browser does not keep: never saved changes. */
  get isPending(): boolean {
    return ['unsaved', 'saving', 'invalid', 'offline', 'stale'].includes(this.standing.is);
  }

  #take(definition: Shapes['microcredential'], version: number, report: Report): void {
    const whole = definition as Whole;
    this.#stored = printOf(tidied(whole));
    this.#version = version;
    this.definition = whole;
    this.report = report;
    this.standing = { is: version > 0 ? 'saved' : 'same' };
  }

  // ── What this browser keeps ────────────────────────────────────────────────────────────────────────────────

  get #key(): string {
    return `draft ${this.slug}`;
  }

  #remember(): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ version: this.#version, definition: this.definition }));
    } catch {
      // A browser that keeps nothing still saves to the server.
    }
  }

  #forget(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Then there is nothing to forget.
    }
  }

  #restore(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null') as {
        version: number;
        definition: Whole;
      } | null;
      if (!kept || kept.version !== this.#version || kept.definition.id !== this.slug) return;
      this.definition = kept.definition;
      this.restored = true;
    } catch {
      this.#forget();
    }
  }
}

const nothing = {
  type: '/problems/not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is no definition of that name, or it is not yours to change.',
  requestId: '',
} as const;
