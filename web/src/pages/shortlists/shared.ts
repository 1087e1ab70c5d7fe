/** A shortlist as its adviser sees it. */
import type { Shapes } from '../../api/client';

/** `over`: it ended while she had it before her, and the server no longer tells it. */
export type Shared = Shapes['SharedShortlist'] & { over?: true };

/**
 * What is shared `now`, beside what was when she looked before: whoever writes a remark doesn't lose it because the list
 * is no longer shared. What was said and what she types stays in sight until she leaves the page; the list itself goes.
 */
export function beside(before: Shared[], now: Shared[]): Shared[] {
  const gone = before.filter(({ share }) => now.every((each) => each.share !== share));
  const over = gone.map(({ aim, ...each }): Shared => ({ ...each, items: [], over: true }));
  // The newest share comes first, as from the server: so nothing moves under her hands.
  return [...now, ...over].sort((one, other) => (one.share < other.share ? 1 : -1));
}
