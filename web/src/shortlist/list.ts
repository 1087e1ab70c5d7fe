/**
 * A shortlist as texts: its aim, its order with one micro-credential a line, and the reason for each. So whoever adds in
 * one tab and gives reasons in another isn't asked about it.
 */
import type { Shapes } from '../api/client';
import { merge, type Texts } from '../typing/texts';

export type View = Shapes['Shortlist'];
/** As it is kept: without what is said of it. */
export type KeptView = Shapes['KeptShortlist'];
export type Item = Shapes['ShortlistItem'];
export type Share = Shapes['ShortlistShare'];
export type Remark = Shapes['ShortlistRemark'];
export type Body = Shapes['save-shortlist'];
export type Kept = Body['items'][number];

/** The most characters of an aim or a reason, and of a remark, as the schemas say. */
export const [LONGEST, LONGEST_REMARK] = [500, 2_000];

export const AIM = 'aim';
export const ORDER = 'order';
const WHY = 'why/';

/** The key of the reason for a micro-credential. */
export const whyKey = (slug: string) => WHY + slug;
/** The micro-credential that a key has the reason for, if it is one's. */
export const reasonOf = (key: string) => (key.startsWith(WHY) ? key.slice(WHY.length) : undefined);

/** The micro-credentials of an order. */
export const listIn = (order: string | undefined) => (order ?? '').split('\n').filter(Boolean);
/** The order that a list has. */
export const orderOf = (list: string[]) => list.join('\n');

/** What stands in a shortlist, as texts. */
export function textsOf({ aim = '', items }: Pick<View, 'aim' | 'items'>): Texts {
  const reasons = items.map(({ microcredential, why = '' }) => [whyKey(microcredential), why]);
  return {
    [AIM]: aim,
    [ORDER]: orderOf(items.map(({ microcredential }) => microcredential)),
    ...Object.fromEntries(reasons),
  };
}

/** The texts as they are saved. */
export function bodyOf(version: number, texts: Texts): Body {
  const items = listIn(texts[ORDER]).map((slug) => kept(slug, texts[whyKey(slug)]));
  const aim = texts[AIM];
  return { version, ...(aim && { aim }), items };
}

/** An item as it is saved. */
export function kept(microcredential: string, why: string | undefined): Kept {
  return { microcredential, ...(why && { why }) };
}

/** The list with one micro-credential a place further up (-1) or down (1); the same list where there is no such place. */
export function moved(list: string[], slug: string, by: -1 | 1): string[] {
  const from = list.indexOf(slug);
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return list;
  return inserted(
    list.filter((each) => each !== slug),
    slug,
    to,
  );
}

/** The list with `item` at that place, or at its end where it has become shorter. */
export function inserted<T>(list: T[], item: T, at: number): T[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

/** What is in `list`, as `like` has it in order; what that doesn't know comes last. */
export function arranged(list: string[], like: string[]): string[] {
  return [...like.filter((slug) => list.includes(slug)), ...list.filter((slug) => !like.includes(slug))];
}

/**
 * Brings together what was made of a shortlist in two places. What either added is in it, and what either took out is
 * not, unless the other gave a reason for it meanwhile. Only who moved things apart is asked about the order.
 */
export function together(base: Texts, mine: Texts, theirs: Texts): { texts: Texts; both: string[] } {
  // It is kept without blanks around it, of which nobody is asked.
  const bare = Object.entries(base).map(([key, text]) => [key, text.trim()]);
  const { texts, both } = merge(Object.fromEntries(bare), mine, theirs);
  const [old, here, there] = [listIn(base[ORDER]), listIn(mine[ORDER]), listIn(theirs[ORDER])];
  const asked = new Set(both);
  asked.delete(ORDER);

  const isIn = (slug: string) => {
    if (here.includes(slug) && there.includes(slug)) return true;
    if (!old.includes(slug)) return true;
    const left = here.includes(slug) ? mine : theirs;
    return (left[whyKey(slug)] ?? '').trim() !== (base[whyKey(slug)] ?? '').trim();
  };
  const all = [...new Set([...here, ...there])].filter(isIn);

  // The reason for what only one of them has is that one's.
  for (const slug of new Set([...old, ...all])) {
    if (here.includes(slug) && there.includes(slug)) continue;
    asked.delete(whyKey(slug));
    texts[whyKey(slug)] = (here.includes(slug) ? mine : theirs)[whyKey(slug)] ?? '';
  }

  const common = old.filter((slug) => here.includes(slug) && there.includes(slug));
  const sequence = (list: string[]) => orderOf(list.filter((slug) => common.includes(slug)));
  const [before, now, elsewhere] = [sequence(old), sequence(here), sequence(there)];
  texts[ORDER] = orderOf(arranged(all, now === before ? there : here));
  if (now !== before && elsewhere !== before && now !== elsewhere) asked.add(ORDER);
  return { texts, both: [...asked] };
}

/** The hours of what is on a list, as far as they are told, and of how many they aren't. */
export function hoursOf(items: Item[]): { hours: number; untold: number } {
  const told = items.flatMap(({ hours }) => hours ?? []);
  return { hours: told.reduce((sum, hours) => sum + hours, 0), untold: items.length - told.length };
}
