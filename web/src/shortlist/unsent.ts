/** A remark that is typed and wasn't sent. This tab keeps it, so that a link or a reload takes nothing. */
export type Unsent = { text: string; about: string };

/** Where it is kept: whoever signs in after her doesn't find it. */
export const placeOf = (person: string | undefined, share: string) => `remark:${person}:${share}`;

/** What was left there. */
export function unsent(place: string): Unsent {
  try {
    const kept = sessionStorage.getItem(place);
    if (kept !== null) return JSON.parse(kept) as Unsent;
  } catch {
    // A browser that keeps nothing has nothing.
  }
  return { text: '', about: '' };
}

/** Keeps it, or nothing once it says nothing. */
export function keep(place: string, typed: Unsent): void {
  try {
    if (typed.text) sessionStorage.setItem(place, JSON.stringify(typed));
    else sessionStorage.removeItem(place);
  } catch {
    // A browser that keeps nothing.
  }
}
