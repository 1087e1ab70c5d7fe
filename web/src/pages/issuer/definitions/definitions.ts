/** An issuer's definitions: published ones and drafts as one list. */
import type { Shapes } from '../../../api/client';

type Published = Shapes['CatalogueLine'];
type Draft = Shapes['DraftLine'];
export type Definition = { id: string; title: string; published?: Published; draft?: Draft; hasChanges: boolean };

/** What is published by the issuer and what is being written, by title. */
export function merged(issuer: string, published: Published[], drafts: Draft[]): Definition[] {
  const own = published.filter((line) => line.issuer === issuer);
  const ids = [...new Set([...own, ...drafts].map(({ id }) => id))];
  const lines = ids.map((id): Definition => {
    const line = own.find((each) => each.id === id);
    const draft = drafts.find((each) => each.id === id);
    // A draft stays after publishing; only what was saved later is a change.
    const hasChanges = draft !== undefined && (line === undefined || draft.saved > line.published);
    return {
      id,
      title: (hasChanges ? draft?.title : line?.title) ?? id,
      hasChanges,
      ...(line && { published: line }),
      ...(draft && { draft }),
    };
  });
  return lines.sort((one, other) => one.title.localeCompare(other.title));
}

/** A name for addresses, made of a title: `Génial, n’est-ce pas?` becomes `genial-n-est-ce-pas`. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}
