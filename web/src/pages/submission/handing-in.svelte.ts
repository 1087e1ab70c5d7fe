/** Handing in as it stands, kept while she looks at other steps: what she states, and why the server refused. */
import type { Shapes } from '../../api/client';
import type { Fault } from '../../api/problem';
import type { Definition } from '../../definition/shapes';
import type { Draft } from './draft.svelte';
import type { Evidence } from './evidence.svelte';
import { placeOfFiles } from './missing';
import { placeOf } from './places';

/** What the server found: in which step, at which place of it, and what stood there. */
type Found = { step: string; place: string; message: string; was: string };

export class HandingIn {
  /** What she states of her work. */
  statements = $state({ ownWork: false, studentPermission: false, noStudentNames: false });

  #found = $state.raw<Found[]>([]);
  readonly #submission: Shapes['Submission'];
  readonly #definition: Definition;
  readonly #draft: Draft;
  readonly #evidence: Evidence;

  constructor(submission: Shapes['Submission'], definition: Definition, draft: Draft, evidence: Evidence) {
    this.#submission = submission;
    this.#definition = definition;
    this.#draft = draft;
    this.#evidence = evidence;
  }

  /** Why it was refused, each as long as what it speaks of is as it was then. */
  get faults(): Found[] {
    return this.#found.filter(({ place, was }) => this.#at(place) === was);
  }

  /** The server refused it, for these. */
  async refused(faults: Fault[]): Promise<void> {
    // What another tab took out or added is a reason that should be seen in the list of files.
    await this.#evidence.refresh();
    this.#found = faults.map((fault) => {
      const { step, place } = placeOf(fault, this.#definition, this.#submission.toHandIn);
      return { step, place, message: fault.message, was: this.#at(place) };
    });
  }

  /** It is asked for anew. */
  forget(): void {
    this.#found = [];
  }

  /** The text or the files at a place, to be compared. */
  #at(place: string): string {
    const files = this.#evidence.artifacts.filter(({ part }) => placeOfFiles(part) === place);
    return this.#draft.texts[place] ?? files.map(({ artifact, state }) => `${artifact} ${state}`).join();
  }
}
