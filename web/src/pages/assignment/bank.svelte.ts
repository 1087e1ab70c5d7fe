/** The assessor's own bank of comments, read when it is first opened. */
import { api, told } from '../../api/client';
import { isRefused } from '../../api/problem';
import { plain } from './work';

/** How often another tab may be first before she is told. */
const TRIES = 4;

export class Bank {
  comments = $state.raw<string[]>();
  /** What went wrong where it is shown: with reading it, or with taking a comment out. */
  trouble = $state.raw<unknown>();
  isBusy = $state(false);

  #path: { assignment: string };
  #version = 0;

  constructor(assignment: string) {
    this.#path = { assignment };
  }

  async open(): Promise<void> {
    await this.#show(() => this.#read());
  }

  /** Puts a comment in front; one that is there already moves there. Throws when it can't: that is told where it is done. */
  async add(comment: string): Promise<void> {
    const said = plain(comment).trim();
    await this.#busy(() => this.#change((known) => [said, ...known.filter((other) => other !== said)]));
  }

  async remove(comment: string): Promise<void> {
    await this.#show(() => this.#change((known) => known.filter((other) => other !== comment)));
  }

  /** Makes the change on what is stored, also when another tab changed it meanwhile. */
  async #change(change: (known: string[]) => string[]): Promise<void> {
    if (!this.comments) await this.#read();
    for (let round = 1; ; round++) {
      try {
        return await this.#write(change(this.comments ?? []));
      } catch (error) {
        if (!isRefused(error, 'stale') || round === TRIES) throw error;
        await this.#read();
      }
    }
  }

  async #read(): Promise<void> {
    this.#note(await told(api.GET('/api/assignments/{assignment}/comment-bank', { params: { path: this.#path } })));
  }

  async #write(comments: string[]): Promise<void> {
    const body = { version: this.#version, comments };
    this.#note(
      await told(api.PUT('/api/assignments/{assignment}/comment-bank', { params: { path: this.#path }, body })),
    );
  }

  #note({ version, comments }: { version: number; comments: string[] }): void {
    this.#version = version;
    this.comments = comments;
  }

  async #show(work: () => Promise<void>): Promise<void> {
    this.trouble = undefined;
    try {
      await this.#busy(work);
    } catch (error) {
      this.trouble = error;
    }
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
    } finally {
      this.isBusy = false;
    }
  }
}
