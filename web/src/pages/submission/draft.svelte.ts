/**
 * A draft as it is typed: saved a moment later, again and again until it is, and never lost.
 *
 * Until the server has a text, this tab keeps it in its own storage, so that it survives a reload and the end of the
 * session. When another tab saved meanwhile, what only one of them changed is brought together; for what both changed
 * the earner is asked.
 */
import { answer, api, changeKey, type Shapes } from '../../api/client';
import { isRefused, Refused } from '../../api/problem';
import { areSame, clean, merge, responsesOf, textsOf, type Field, type Texts } from './responses';

type Submission = Shapes['Submission'];

/** How saving stands. `waiting`: no answer came, it is tried again. `asking`: another tab changed the same texts. */
export type Standing = 'saved' | 'typing' | 'saving' | 'waiting' | 'signed-out' | 'asking' | 'refused' | 'over';

/** What another tab made of a text that was changed here too. */
export type Clash = { key: string; mine: string; theirs: string };

/** Milliseconds without a key pressed until it is saved. */
const PAUSE = 900;
/** Milliseconds between tries when no answer comes: doubled each time up to the second. */
const RETRY = [2_000, 30_000] as const;

export class Draft {
  readonly submission: string;
  readonly fields: Field[];
  /** The texts as they stand in the fields. */
  texts = $state<Texts>({});
  standing = $state<Standing>('saved');
  saved = $state<string | undefined>();
  version = $state(0);
  /** What has to be decided before it is saved again. */
  clashes = $state.raw<Clash[]>([]);
  /** The key of the field that was typed in last. */
  touched = $state('');
  /** That another tab's texts were taken in, since the earner last heard of it. */
  hasTakenIn = $state(false);
  /** Why the server took it not. */
  refusal = $state.raw<Refused | undefined>();

  #base: Texts;
  #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #key = changeKey();
  #tries = 0;

  constructor(submission: Submission, fields: Field[]) {
    this.submission = submission.id;
    this.fields = fields;
    this.#place = `draft:${submission.id}:${submission.attempt}`;
    this.#base = textsOf(submission.responses, fields);
    this.texts = { ...this.#base };
    this.version = submission.responsesVersion;
    this.saved = submission.saved;
    this.#takeUp();
  }

  /** Whether the server has everything that was typed. */
  get isSaved(): boolean {
    return areSame(this.texts, this.#base);
  }

  /** The earner typed. */
  type(key: string, text: string): void {
    this.touched = key;
    this.texts[key] = clean(text);
    this.#changed();
  }

  /** Decides between texts that two tabs changed, and goes on saving. */
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
      const { version, saved } = await answer(
        api.PUT('/api/submissions/{submission}/responses', {
          params: { path: { submission: this.submission }, header: { 'Idempotency-Key': this.#key } },
          body: { version: this.version, parts: responsesOf(sent, this.fields) },
          keepalive,
        }),
      );
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

  /** Something newer is stored: another tab's, or our own whose answer got lost. */
  async #bringTogether(): Promise<void> {
    try {
      const path = { submission: this.submission };
      this.#meet(await answer(api.GET('/api/submissions/{submission}', { params: { path } })));
    } catch (error) {
      if (isRefused(error, 'signed-out')) this.standing = 'signed-out';
      else this.#later();
    }
  }

  #meet(stored: Submission): void {
    const theirs = textsOf(stored.responses, this.fields);
    const mine = this.texts;
    const { texts, both } = merge(this.#base, mine, theirs);
    this.hasTakenIn ||= !areSame(texts, mine);
    this.version = stored.responsesVersion;
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
