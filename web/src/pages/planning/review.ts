/** Definitions by the day on which they are to be looked at again. */
import type { Definition } from '../../definition/shapes';

export type Review = {
  id: string;
  title: string;
  by: string | undefined;
  standing: 'overdue' | 'soon' | 'later' | 'unset';
};

/** Days before the day from which on it is soon. */
const SOON = 90;

/** Those that are due first come first, those without a day last. `today` is a day as `2026-11-26`. */
export function reviewsOf(definitions: Definition[], today: string): Review[] {
  const soon = new Date(`${today}T00:00:00Z`);
  soon.setUTCDate(soon.getUTCDate() + SOON);
  const until = soon.toISOString().slice(0, 10);
  const standing = (by: string | undefined) =>
    by === undefined ? 'unset' : by < today ? 'overdue' : by <= until ? 'soon' : 'later';
  const reviews = definitions.map(({ id, title, reviewBy }): Review => {
    const by = reviewBy ?? undefined;
    return { id, title, by, standing: standing(by) };
  });
  return reviews.sort((one, other) => (one.by ?? '9999').localeCompare(other.by ?? '9999'));
}
