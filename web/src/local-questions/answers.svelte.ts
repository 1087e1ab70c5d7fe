/**
 * What an earner answers her district with one submission. Each choice is saved at once; what is chosen while one is
 * being saved goes with the next, and what can't be saved stays chosen on the page.
 */
import { answer, api, type Shapes } from '../api/client';
import { isRefused } from '../api/problem';

type View = Shapes['LocalAnswers'];
export type Asked = View['questions'][number];
/** Choices by question; nothing where an answer is taken back. */
type Choices = Record<string, string | undefined>;

export class LocalAnswers {
  readonly submission: string;
  isBusy = $state(false);
  trouble = $state.raw<unknown>();
  /** Whether something that she chose could not be saved, because the district asks otherwise by now. */
  hasChanged = $state(false);
  /** The questions at which something was saved here. */
  saved = $state.raw<string[]>([]);
  #stored = $state.raw<View>();
  #waiting = $state.raw<Choices>({});

  constructor(submission: string) {
    this.submission = submission;
  }

  /** What can be answered; empty until it was read. */
  get questions(): Asked[] {
    return this.#stored?.questions ?? [];
  }

  /** When she last saved something. */
  get told(): string | undefined {
    return this.#stored?.told;
  }

  get isSaved(): boolean {
    return Object.keys(this.#waiting).length === 0;
  }

  /** Whether her choice at a question is still to be saved. */
  isWaiting(question: Asked): boolean {
    return question.id in this.#waiting;
  }

  /** What she chose, saved or not. */
  chosen(question: Asked): string | undefined {
    return this.isWaiting(question) ? this.#waiting[question.id] : question.chosen;
  }

  /** Reads them. Never throws: what nobody has to answer may be missing from a page. */
  async load(): Promise<void> {
    await this.#read().catch(() => {});
  }

  /** Chooses, or takes the answer back, and saves it. Never throws. */
  async choose(question: string, choice: string | undefined): Promise<void> {
    this.#waiting = { ...this.#waiting, [question]: choice };
    this.saved = this.saved.filter((id) => id !== question);
    this.hasChanged = false;
    await this.save();
  }

  /** Saves what waits. Never throws. */
  async save(): Promise<void> {
    if (this.isBusy || this.isSaved) return;
    [this.isBusy, this.trouble] = [true, undefined];
    try {
      while (!this.isSaved) await this.#put();
    } catch (error) {
      this.trouble = error;
    } finally {
      this.isBusy = false;
    }
  }

  async #put(isAgain = false): Promise<void> {
    const sent = this.#waiting;
    try {
      const params = { path: { submission: this.submission } };
      const body = { version: this.#stored?.version ?? 0, answers: this.#all() };
      this.#stored = await answer(api.PUT('/api/submissions/{submission}/local-answers', { params, body }));
    } catch (error) {
      // Saved in another tab, or asked otherwise by now: what was chosen here goes onto that, as far as it can.
      if (isAgain || !isRefused(error, 'stale', 'invalid')) throw error;
      await this.#read();
      this.#drop();
      if (!this.isSaved) await this.#put(true);
      return;
    }
    this.saved = [...new Set([...this.saved, ...Object.keys(sent)])];
    this.#keep((id) => !(id in sent) || sent[id] !== this.#waiting[id]);
  }

  async #read(): Promise<void> {
    const params = { path: { submission: this.submission } };
    this.#stored = await answer(api.GET('/api/submissions/{submission}/local-answers', { params }));
  }

  /** All answers as they are to be: what is left out is not answered. */
  #all(): Record<string, string> {
    const all = this.questions.map((question) => [question.id, this.chosen(question)] as const);
    return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined));
  }

  /** Lets go of choices that can't be made any more. */
  #drop(): void {
    const before = Object.keys(this.#waiting).length;
    this.#keep((id) => {
      const [question, choice] = [this.questions.find((each) => each.id === id), this.#waiting[id]];
      return question !== undefined && (choice === undefined || question.choices.includes(choice));
    });
    if (Object.keys(this.#waiting).length < before) this.hasChanged = true;
  }

  #keep(which: (id: string) => boolean): void {
    this.#waiting = Object.fromEntries(Object.entries(this.#waiting).filter(([id]) => which(id)));
  }
}
