/** How far an earner is with a stack: which of its micro-credentials she holds, and which is next. */
import type { Shapes } from '../api/client';

export type Line = Shapes['CatalogueLine'];
export type Award = Shapes['AwardLine'];
/** A micro-credential of a stack. Without an earner nothing is said of holding it. */
export type Member = { slug: string; title: string; language: string | undefined; held: boolean | undefined };

/** Whether an award counts for a stack: it is signed, and wasn't taken back. */
const counts = ({ state }: Award) => state !== 'revoked' && state !== 'being-signed';

/** The micro-credentials of a stack in its order; `awards` are those of the earner, if there is one. */
export function membersOf(stack: string[], catalogue: Line[], awards?: Award[]): Member[] {
  const held = awards && new Set(awards.filter(counts).map(({ microcredential }) => microcredential));
  return stack.map((slug) => {
    const line = catalogue.find(({ id }) => id === slug);
    return { slug, title: line?.title ?? slug, language: line?.language, held: held?.has(slug) };
  });
}

/** How many of them are held. */
export function heldOf(members: Member[]): number {
  return members.filter(({ held }) => held).length;
}

/** The stacks that she has begun and doesn't hold yet, the fullest first. */
export function begun(catalogue: Line[], awards: Award[]): { line: Line; members: Member[] }[] {
  const has = (slug: string) => awards.some(({ microcredential }) => microcredential === slug);
  const stacks = catalogue.filter(({ id, stack }) => stack && !has(id));
  return stacks
    .map((line) => ({ line, members: membersOf(line.stack ?? [], catalogue, awards) }))
    .filter(({ members }) => heldOf(members) > 0)
    .toSorted(
      (one, other) => heldOf(other.members) - heldOf(one.members) || one.line.title.localeCompare(other.line.title),
    );
}
