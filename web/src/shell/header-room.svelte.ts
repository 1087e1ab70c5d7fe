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

function kept(): Room | undefined {
  try {
    const found = localStorage.getItem(PLACE);
    return found === null ? undefined : (JSON.parse(found) as Room);
  } catch {
    return undefined;
  }
}

let isKnown = $state(kept() !== undefined);

export const room = {
  /** Whether the header has its room, from last time or because it is settled: what is below it moves no more. */
  get isKnown(): boolean {
    return isKnown;
  },
  lastTime: kept,
  keep(now: Room): void {
    isKnown = true;
    try {
      localStorage.setItem(PLACE, JSON.stringify(now));
    } catch {
      // Then the header grows when she is known.
    }
  },
  forget(): void {
    isKnown = true;
    try {
      localStorage.removeItem(PLACE);
    } catch {
      // Then there is nothing to forget.
    }
  },
};
