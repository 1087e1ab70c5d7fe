/** The address under which one file can be read. It lives some minutes, and each one that is issued is on record. */
import { answer, api, type Shapes } from '../api/client';

/** Milliseconds that an address is trusted, whatever this machine's clock says. */
const SHORTEST = 60_000;
const LONGEST = 290_000;
/** The frame that the last file was saved through. */
const SAVING = 'saving';

export class Address {
  /** Another thing with each address that is issued, also where the address reads the same. */
  reading = $state.raw<Shapes['Reading']>();
  trouble = $state.raw<unknown>();
  isBusy = $state(false);

  #path: { submission: string; artifact: string };
  #hear: typeof answer;
  #until = 0;

  /** `hear`: how answers are heard; with another session than the person's, by `told`. */
  constructor(submission: string, artifact: string, hear = answer) {
    this.#path = { submission, artifact };
    this.#hear = hear;
  }

  get url(): string | undefined {
    return this.reading?.url;
  }

  /** Whether it may no longer be used. */
  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** An address that works now; `undefined` when none was given: see `trouble`. */
  async fresh(): Promise<string | undefined> {
    return this.url && !this.isOver ? this.url : this.renewed();
  }

  /** A new address. */
  async renewed(): Promise<string | undefined> {
    const issued = await this.#issued();
    if (!issued) return undefined;
    const life = new Date(issued.expires).getTime() - Date.now();
    this.#until = performance.now() + Math.min(Math.max(life, SHORTEST), LONGEST);
    this.reading = issued;
    return issued.url;
  }

  /**
   * Saves the file, whatever it is. It comes through a frame out of sight: the page itself is not left, so that nothing
   * that it does is asked about or ends.
   */
  async save(): Promise<void> {
    const issued = await this.#issued({ presentation: 'attachment' });
    if (!issued) return;
    document.getElementById(SAVING)?.remove();
    const frame = document.createElement('iframe');
    frame.id = SAVING;
    frame.hidden = true;
    frame.src = issued.url;
    document.body.append(frame);
  }

  async #issued(query: { presentation?: 'attachment' } = {}): Promise<Shapes['Reading'] | undefined> {
    this.isBusy = true;
    this.trouble = undefined;
    try {
      return await this.#hear(
        api.POST('/api/submissions/{submission}/artifacts/{artifact}/reading', {
          params: { path: this.#path, query },
        }),
      );
    } catch (error) {
      this.trouble = error;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
