/**
 * Texts as they are typed: saved a moment later, again and again until they are, and never lost.
 *
 * Until the server has a text, this tab keeps it in its own storage, so that it survives a reload and the end of the
 * session. When somebody else (or another tab) saved meanwhile, what only one of them changed is brought together; for
 * what both changed the person is asked.
 */
import { changeKey } from '../api/client';
import { isRefused, Refused } from '../api/problem';
import { areSame, clean, merge, type Texts } from './texts';

/** How saving stands. `waiting`: no answer came, it is tried again. `asking`: the same texts were changed elsewhere. */
export type Standing = 'saved' | 'typing' | 'saving' | 'waiting' | 'signed-out' | 'asking' | 'refused' | 'over';

/** What was made elsewhere of a text that was changed here too. */
export type Clash = { key: string; mine: string; theirs: string };

/** What the server has. `saved`: since when. */
export type Stored = { version: number; saved?: string | undefined; texts: Texts };
/** How a version is stored: over which one, under which Idempotency-Key, and whether the page may be left meanwhile. */
export type Storing = { version: number; key: string; keepalive: boolean };

/** Milliseconds without a key pressed until it is saved. */
const PAUSE = 900;
/** Milliseconds between tries when no answer comes: doubled each time up to the second. */
const RETRY = [2_000, 30_000] as const;

export abstract class Typed {
  /** The texts as they stand in the fields. */
  texts = $state<Texts>({});
  standing = $state<Standing>('saved');
  saved = $state<string | undefined>();
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
  #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #key = changeKey();
  #tries = 0;

  /** What is `stored`. What isn't saved yet is kept in this tab under the name `place`. */
  constructor(stored: Stored, place: string) {
    this.#place = place;
    this.#base = stored.texts;
    this.texts = { ...this.#base };
    this.version = stored.version;
    this.saved = stored.saved;
    this.#takeUp();
  }

  /** Reads what the server has now. */
  protected abstract read(): Promise<Stored>;
  /** Has the server store these texts; its answer tells what they are kept as. */
  protected abstract write(texts: Texts, how: Storing): Promise<Omit<Stored, 'texts'>>;

  /** Whether the server has everything that was typed. */
  get isSaved(): boolean {
    return areSame(this.texts, this.#base);
  }

  /** The person typed. */
  type(key: string, text: string): void {
    this.touched = key;
    this.texts[key] = clean(text);
    this.#changed();
  }

  /** Decides between texts that were changed in two places, and goes on saving. */
  decide(texts: Texts): void {
    this.texts = { ...this.texts, ...texts };
    this.clashes = [];
    this.standing = 'typing';
    this.#keep();
    void this.save();
  }

  /** Saves now whatever is not saved yet. Settles when the server has it, or said why not. */
  async save(how: { keepalive?: boolean } = {}): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.isSaved || this.standing === 'asking' || this.standing === 'over') return;
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
    this.standing = 'saving';
    try {
      const { version, saved } = await this.write(sent, { version: this.version, key: this.#key, keepalive });
      this.#tries = 0;
      this.#base = sent;
      this.version = version;
      this.saved = saved;
      this.refusal = undefined;
      this.#settle();
    } catch (error) {
      await this.#failed(error);
    }
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
    const theirs = stored.texts;
    const mine = this.texts;
    const { texts, both } = merge(this.#base, mine, theirs);
    this.hasTakenIn ||= !areSame(texts, mine);
    this.version = stored.version;
    this.saved = stored.saved;
    this.#base = theirs;
    this.#key = changeKey();
    this.texts = texts;
    this.clashes = both.map((key) => ({ key, mine: mine[key] ?? '', theirs: theirs[key] ?? '' }));
    if (this.clashes.length > 0) {
      this.standing = 'asking';
      this.#keep();
    } else this.#settle();
  }

  /** Takes up what this tab kept when it was left. */
  #takeUp(): void {
    const kept = this.#kept();
    if (!kept) return;
    const stored = { version: this.version, texts: this.#base };
    this.texts = { ...this.texts, ...kept.texts };
    if (kept.version !== stored.version) {
      const { texts, both } = merge(kept.base, this.texts, stored.texts);
      this.clashes = both.map((key) => ({ key, mine: this.texts[key] ?? '', theirs: stored.texts[key] ?? '' }));
      this.texts = texts;
    }
    if (this.clashes.length > 0) this.standing = 'asking';
    else if (!this.isSaved) this.#changed();
    else this.#keep();
  }

  #keep(): void {
    try {
      if (this.isSaved) sessionStorage.removeItem(this.#place);
      else {
        const kept = { version: this.version, base: this.#base, texts: this.texts };
        sessionStorage.setItem(this.#place, JSON.stringify(kept));
      }
    } catch {
      // A browser that keeps nothing: then the server alone does.
    }
  }

  #kept(): { version: number; base: Texts; texts: Texts } | undefined {
    try {
      const kept = sessionStorage.getItem(this.#place);
      return kept === null ? undefined : (JSON.parse(kept) as { version: number; base: Texts; texts: Texts });
    } catch {
      return undefined;
    }
  }
}
