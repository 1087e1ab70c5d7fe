/** Whom the earner asked to coach her draft, and what was said: one for the whole workspace. */
import { answer, api, type Shapes } from '../api/client';
import { Answers } from './answers.svelte';
import { end, say, type Comment, type Said } from './say';

export type Coaching = Shapes['Coaching'];

export class Coachings {
  readonly submission: string;
  /** What is typed, by the number of the coaching: it stays while she looks at another part. */
  readonly #answers: Record<number, Answers> = {};
  /** Nothing until it was read. */
  items = $state.raw<Coaching[]>();
  trouble = $state.raw<unknown>();

  constructor(submission: string) {
    this.submission = submission;
  }

  /** Reads them. Never throws. */
  readonly load = async (): Promise<void> => {
    this.trouble = undefined;
    try {
      const path = { submission: this.submission };
      this.items = (await answer(api.GET('/api/submissions/{submission}/coaches', { params: { path } }))).items;
    } catch (error) {
      this.trouble = error;
    }
  };

  /** What was said of a part, with the coaching in which it was. */
  of(part: string): { coaching: Coaching; comments: Comment[] }[] {
    const all = (this.items ?? []).map((coaching) => ({
      coaching,
      comments: coaching.comments.filter((comment) => comment.part === part),
    }));
    return all.filter(({ comments }) => comments.length > 0);
  }

  /** What she is answering to that coach. */
  answersTo({ number }: Coaching): Answers {
    return (this.#answers[number] ??= new Answers());
  }

  /** Whether every answer that she began, and can still send, was sent. */
  get isAnswered(): boolean {
    return (this.items ?? []).every((coaching) => coaching.ended || this.answersTo(coaching).isEmpty);
  }

  /** How many comments she isn't done with. */
  get left(): number {
    return (this.items ?? []).flatMap(({ comments }) => comments).filter(({ done }) => !done).length;
  }

  async invite(name: string, email: string): Promise<void> {
    const params = { path: { submission: this.submission } };
    const body = { name, email };
    this.#take(await answer(api.POST('/api/submissions/{submission}/coaches', { params, body })));
  }

  async say(coaching: Coaching, said: Said): Promise<void> {
    this.#take({ ...coaching, comments: await say(this.submission, coaching.number, said) });
  }

  async end(coaching: Coaching): Promise<void> {
    await end(this.submission, coaching.number);
    await this.load();
  }

  #take(changed: Coaching): void {
    const others = (this.items ?? []).filter(({ number }) => number !== changed.number);
    this.items = [...others, changed].sort((one, other) => one.number - other.number);
  }
}
