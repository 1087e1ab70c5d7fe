/** The address under which one file can be read. It lives some minutes, and each one that is issued is on record. */
import { api, told } from '../../api/client';

/** Milliseconds that an address is trusted, whatever this machine's clock says. */
const SHORTEST = 60_000;
const LONGEST = 290_000;

export class Address {
  url = $state.raw<string>();
  trouble = $state.raw<unknown>();
  isBusy = $state(false);

  #path: { submission: string; artifact: string };
  #until = 0;

  constructor(submission: string, artifact: string) {
    this.#path = { submission, artifact };
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
    this.isBusy = true;
    this.trouble = undefined;
    try {
      const issued = await told(
        api.POST('/api/submissions/{submission}/artifacts/{artifact}/reading', { params: { path: this.#path } }),
      );
      const life = new Date(issued.expires).getTime() - Date.now();
      this.#until = performance.now() + Math.min(Math.max(life, SHORTEST), LONGEST);
      this.url = issued.url;
      return issued.url;
    } catch (error) {
      this.trouble = error;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
