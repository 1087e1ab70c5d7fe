/**
 * What the header of this browser showed last time, so that it can have the same room before the server has told who is
 * signed in. It names pages and nobody, and is forgotten when nobody is signed in.
 */
const PLACE = 'header';

export type Room = {
  /** The paths of the pages that it led to. */
  pages: string[];
  /** Pixels across of the corner with one's name. */
  corner: number;
};

export const room = {
  lastTime(): Room | undefined {
    try {
      const kept = localStorage.getItem(PLACE);
      return kept === null ? undefined : (JSON.parse(kept) as Room);
    } catch {
      return undefined;
    }
  },
  keep(now: Room): void {
    try {
      localStorage.setItem(PLACE, JSON.stringify(now));
    } catch {
      // Then the header grows when she is known.
    }
  },
  forget(): void {
    try {
      localStorage.removeItem(PLACE);
    } catch {
      // Then there is nothing to forget.
    }
  },
};
