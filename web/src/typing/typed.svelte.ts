/**
 * Texts as they are typed: saved a moment later, again and again until they are, and never lost.
 *
 * Until the server has a text, this browser keeps it, so that it survives a reload, the end of the session, and a tab that
 * was closed. When somebody else (or another tab) saved meanwhile, what only one of them changed is brought together; for
 * what both changed the person is asked, and a reload asks again. What was sent without an answer is remembered, so
 * that it is known as the person's own when it turns out that the server has it.
 */
import { keep, kept } from '../api/left';
import { changeKey } from '../api/once';
import { isRefused, Refused } from '../api/problem';
import { areSame, clean, merge, withOwn, type Texts } from './texts';

/** How saving stands. `waiting`: no answer came, it is tried again. `asking`: the same texts were changed elsewhere. */
export type Standing = 'saved' | 'typing' | 'saving' | 'waiting' | 'signed-out' | 'asking' | 'refused' | 'over';

/** What was made elsewhere of a text that was changed here too. */
export type Clash = { key: string; mine: string; theirs: string };

/** What the server has. `saved`: since when; `by`: by whom, where several write. */
export type Stored = { version: number; saved?: string | undefined; by?: string | undefined; texts: Texts };
/** How a version is stored: over which one, under which Idempotency-Key, and whether the page may be left meanwhile. */
export type Storing = { version: number; key: string; keepalive: boolean };

/** Milliseconds without a key pressed until it is saved. */
const PAUSE = 900;
/** Milliseconds between tries when no answer comes: doubled each time up to the second. */
const RETRY = [2_000, 30_000] as const;
/** How many of what was sent last without an answer are remembered, beside the first. */
const LAST = 3;

/** What is kept here of texts that aren't saved: over which version they were typed, and what is open about them. */
type Kept = { version: number; base: Texts; texts: Texts; clashes?: Clash[]; sent?: Texts[] };

export abstract class Typed {
  /** The texts as they stand in the fields. */
  texts = $state<Texts>({});
  standing = $state<Standing>('saved');
  saved = $state<string | undefined>();
  /** Who saved that version, where several write and as far as it is known. */
  by = $state<string | undefined>();
  version = $state(0);
  /** What has to be decided before it is saved again. */
  clashes = $state.raw<Clash[]>([]);
  /** The key of the field that was typed in last. */
  touched = $state('');
  /** That texts from elsewhere were taken in, since the person last heard of it. */
  hasTakenIn = $state(false);
  /** Why the server took it not. */
  refusal = $state.raw<Refused | undefined>();

  #base: Texts;
  /** What was sent since the server last answered: it may have any of these. */
  #sent = $state.raw<Texts[]>([]);
  #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #key = changeKey();
  #tries = 0;

  /** What is `stored`. What isn't saved yet is kept in this browser under the name `place`. */
  constructor(stored: Stored, place: string) {
    this.#place = place;
    this.#base = stored.texts;
    this.texts = { ...this.#base };
    this.#take(stored);
    this.#takeUp();
  }

  /** Reads what the server has now. */
  protected abstract read(): Promise<Stored>;
  /** Has the server store these texts; its answer tells what they are kept as. */
  protected abstract write(texts: Texts, how: Storing): Promise<Omit<Stored, 'texts'>>;
  /** Brings together what was made of `base` in two places, as {@link merge} does. May be called before this is whole. */
  protected together(base: Texts, mine: Texts, theirs: Texts): ReturnType<typeof merge> {
    return merge(base, mine, theirs);
  }

  /** Whether the server has everything that was typed. */
  get isSaved(): boolean {
    return this.#sent.length === 0 && areSame(this.texts, this.#base);
  }

  /** The person typed. */
  type(key: string, text: string): void {
    const mine = clean(text);
    this.touched = key;
    this.hasTakenIn = false;
    this.texts[key] = mine;
    this.clashes = this.clashes.map((clash) => (clash.key === key ? { ...clash, mine } : clash));
    this.#changed();
  }

  /** Decides what becomes of a text that was changed in two places; once all are decided, saving goes on. */
  decide(key: string, text: string): void {
    this.texts[key] = text;
    this.clashes = this.clashes.filter((clash) => clash.key !== key);
    this.#keep();
    if (this.clashes.length > 0) return;
    this.standing = 'typing';
    void this.save();
  }

  /** Saves now whatever is not saved yet. Settles when the server has it, or said why not. */
  async save(how: { keepalive?: boolean } = {}): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.standing === 'asking' || this.standing === 'over') return;
    if (this.isSaved) {
      this.standing = 'saved';
      this.refusal = undefined;
      return;
    }
    this.#saving = this.#send(how.keepalive ?? false).finally(() => (this.#saving = undefined));
    await this.#saving;
  }

  /** Tries again where it waits: the line is back, or somebody signed in again. */
  resume(): void {
    if (this.standing === 'waiting' || this.standing === 'signed-out') void this.save();
  }

  /** Takes in what the server was found to have, if that is news. Not while something is being saved or asked. */
  hear(stored: Stored): void {
    if (stored.version <= this.version || this.#saving || this.standing === 'asking') return;
    this.#meet(stored);
  }

  /** Stops saving later. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #changed(): void {
    this.#keep();
    this.#key = changeKey();
    if (this.standing === 'asking' || this.standing === 'over') return;
    if (this.standing !== 'signed-out') this.standing = 'typing';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE);
  }

  async #send(keepalive: boolean): Promise<void> {
    const sent = { ...this.texts };
    // What says that she must sign in stays, and the button in it under her finger, until something is taken.
    if (this.standing !== 'signed-out') this.standing = 'saving';
    this.#remember(sent);
    try {
      const kept = await this.write(sent, { version: this.version, key: this.#key, keepalive });
      this.standing = 'saving';
      this.#tries = 0;
      this.#sent = [];
      this.#base = sent;
      this.#take(kept);
      this.refusal = undefined;
      this.#settle();
    } catch (error) {
      await this.#failed(error);
    }
  }

  /** One of many tries may have arrived: most likely the first, before the line broke, or one of the last. */
  #remember(sent: Texts): void {
    if (this.#sent.some((earlier) => areSame(earlier, sent))) return;
    this.#sent = [...this.#sent, sent].filter((_, at, all) => at === 0 || at >= all.length - LAST);
    this.#keep();
  }

  /** What was typed while it was being saved is saved in turn. */
  #settle(): void {
    this.#keep();
    if (this.isSaved) this.standing = 'saved';
    else this.#changed();
  }

  async #failed(error: unknown): Promise<void> {
    if (isRefused(error, 'signed-out')) this.standing = 'signed-out';
    else if (isRefused(error, 'stale')) await this.#bringTogether();
    else if (isRefused(error, 'wrong-state', 'not-found')) this.#refused(error, 'over');
    else if (error instanceof Refused && error.status < 500 && error.kind !== 'too-many')
      this.#refused(error, 'refused');
    else this.#later();
  }

  #refused(error: Refused, standing: Standing): void {
    this.refusal = error;
    this.standing = standing;
  }

  #later(): void {
    this.standing = 'waiting';
    const [least, most] = RETRY;
    const wait = Math.min(most, least * 2 ** this.#tries++) * (0.5 + Math.random() / 2);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), wait);
  }

  /** Something newer is stored: somebody else's, or our own whose answer got lost. */
  async #bringTogether(): Promise<void> {
    try {
      this.#meet(await this.read());
    } catch (error) {
      if (isRefused(error, 'signed-out')) this.standing = 'signed-out';
      else this.#later();
    }
  }

  #meet(stored: Stored): void {
    const mine = this.texts;
    const { texts, both } = this.together(withOwn(this.#base, this.#sent, stored.texts), mine, stored.texts);
    this.hasTakenIn ||= !areSame(texts, mine);
    this.#take(stored);
    this.#base = stored.texts;
    this.#sent = [];
    this.#key = changeKey();
    this.texts = texts;
    this.#ask(both);
    if (this.clashes.length === 0) this.#settle();
  }

  #take({ version, saved, by }: Omit<Stored, 'texts'>): void {
    this.version = version;
    this.saved = saved;
    this.by = by;
  }

  /** Asks about these texts, wherever what stands here isn't what is stored. */
  #ask(keys: string[]): void {
    const clashes = keys.map((key) => ({ key, mine: this.texts[key] ?? '', theirs: this.#base[key] ?? '' }));
    this.clashes = clashes.filter(({ mine, theirs }) => mine !== theirs);
    if (this.clashes.length === 0) return;
    this.standing = 'asking';
    this.#keep();
  }

  /** Takes up what was kept when the page was left. What was asked and not decided is asked again. */
  #takeUp(): void {
    const left = kept<Kept>(this.#place);
    if (!left) return;
    const asked = (left.clashes ?? []).map(({ key }) => key);
    const sent = left.sent ?? [];
    this.texts = { ...this.texts, ...left.texts };
    if (left.version === this.version) {
      this.#sent = sent;
      this.#ask(asked);
    } else {
      const { texts, both } = this.together(withOwn(left.base, sent, this.#base), this.texts, this.#base);
      this.texts = texts;
      this.#ask([...new Set([...both, ...asked])]);
    }
    if (this.clashes.length > 0) return;
    if (this.isSaved) this.#keep();
    else this.#changed();
  }

  #keep(): void {
    const { version, texts, clashes } = this;
    const left: Kept = { version, base: this.#base, texts, clashes, sent: this.#sent };
    keep(this.#place, this.isSaved && clashes.length === 0 ? undefined : left);
  }
}
