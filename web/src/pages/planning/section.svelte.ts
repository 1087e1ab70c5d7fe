/** A section of the plan as several people write it. */
import { answer, api } from '../../api/client';
import { Typed, type Stored, type Storing } from '../../typing/typed.svelte';
import type { Texts } from '../../typing/texts';
import { bodyOf, textsOf, type PlanSection, type SectionName } from './plan';

export class Section extends Typed {
  readonly name: SectionName;
  /** Who saved it last, as far as that is known. */
  by = $state<string | undefined>();
  readonly #organisation: string;

  constructor(organisation: string, section: PlanSection) {
    super(storedOf(section), `plan:${organisation}:${section.section}`);
    this.name = section.section;
    this.by = section.changed?.by;
    this.#organisation = organisation;
  }

  /** Takes in what somebody else saved, if that is news. */
  take(section: PlanSection): void {
    if (section.version > this.version) this.by = section.changed?.by;
    this.hear(storedOf(section));
  }

  protected override async read(): Promise<Stored> {
    const params = { path: { organisation: this.#organisation } };
    const { sections } = await answer(api.GET('/api/organisations/{organisation}/plan', { params }));
    const found = sections.find(({ section }) => section === this.name);
    if (!found) throw new Error(`the plan has no section ${this.name}`);
    this.by = found.changed?.by;
    return storedOf(found);
  }

  protected override async write(texts: Texts, how: Storing): Promise<Omit<Stored, 'texts'>> {
    const kept = await answer(
      api.PUT('/api/organisations/{organisation}/plan', {
        params: { path: { organisation: this.#organisation }, header: { 'Idempotency-Key': how.key } },
        body: bodyOf(this.name, how.version, texts),
        keepalive: how.keepalive,
      }),
    );
    this.by = kept.changed?.by;
    return { version: kept.version, saved: kept.changed?.at };
  }
}

function storedOf(section: PlanSection): Stored {
  return { version: section.version, saved: section.changed?.at, texts: textsOf(section) };
}
