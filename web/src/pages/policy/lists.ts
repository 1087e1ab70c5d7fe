/** The micro-credentials of a policy, as they are read and chosen. */
import type { Shapes } from '../../api/client';

export type Policy = Shapes['PolicyEdition']['policy'];
export type Listed = Policy['lists'][number]['microcredentials'][number];

/** A micro-credential of a list with the times in which it is approved; often one without an end. */
export type Choice = { id: string; title: string; approved: Listed[] };

/** What a list holds, each micro-credential once, by the titles that are known. */
export function choicesOf(list: Policy['lists'][number], titles: Record<string, string>): Choice[] {
  const choices = new Map<string, Choice>();
  for (const listed of list.microcredentials) {
    const choice = choices.get(listed.id) ?? { id: listed.id, title: titles[listed.id] ?? listed.id, approved: [] };
    choices.set(listed.id, { ...choice, approved: [...choice.approved, listed] });
  }
  return [...choices.values()];
}
