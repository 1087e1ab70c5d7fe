/** A section of the plan as several people write it. */
import { answer, api } from '../../api/client';
import { Typed, type Stored, type Storing } from '../../typing/typed.svelte';
import type { Texts } from '../../typing/texts';
import { bodyOf, textsOf, type PlanSection, type SectionName } from './plan';

export class Section extends Typed {
  readonly name: SectionName;
  readonly #organisation: string;

  /** As `person` writes it: what this browser keeps for her isn't taken up by whoever signs in after her. */
  constructor(person: string, organisation: string, section: PlanSection) {
    super(storedOf(section), `plan:${person}:${organisation}:${section.section}`);
    this.name = section.section;
    this.#organisation = organisation;
  }

  /** Takes in what somebody else saved, if that is news. */
  take(section: PlanSection): void {
    this.hear(storedOf(section));
  }

  protected override async read(): Promise<Stored> {
    const params = { path: { organisation: this.#organisation } };
    const { sections } = await answer(api.GET('/api/organisations/{organisation}/plan', { params }));
    const found = sections.find(({ section }) => section === this.name);
    if (!found) throw new Error(`the plan has no section ${this.name}`);
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
    return { version: kept.version, saved: kept.changed?.at, by: kept.changed?.by };
  }
}

function storedOf(section: PlanSection): Stored {
  const { version, changed } = section;
  return { version, saved: changed?.at, by: changed?.by, texts: textsOf(section) };
}
