/**
 * What was typed and the server doesn't have yet, kept in this browser: by the tab itself, so that two tabs don't take each
 * other's, and beside it for whoever opens the page anew, since phones close tabs by themselves. Kept no longer than it
 * takes to save it; signing out forgets it.
 */

/** How the names begin under which it stands for other tabs. */
const ELSEWHERE = 'left:';

/** Keeps it under a name, or nothing once there is nothing. */
export function keep(place: string, left: unknown): void {
  each((storage, name) => {
    if (left === undefined) storage.removeItem(name);
    else storage.setItem(name, JSON.stringify(left));
  }, place);
}

/** What this tab left under that name, else what another did. */
export function kept<Left>(place: string): Left | undefined {
  const found: string[] = [];
  each((storage, name) => {
    const text = storage.getItem(name);
    if (text !== null) found.push(text);
  }, place);
  try {
    return found[0] === undefined ? undefined : (JSON.parse(found[0]) as Left);
  } catch {
    return undefined;
  }
}

/** Forgets what any tab left for others: whoever comes next at this machine finds nothing. */
export function forgetAll(): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(ELSEWHERE));
    names.forEach((name) => localStorage.removeItem(name));
  } catch {
    // Then nothing was kept.
  }
}

function each(does: (storage: Storage, name: string) => void, place: string): void {
  const places = [
    [() => sessionStorage, place],
    [() => localStorage, ELSEWHERE + place],
  ] as const;
  for (const [storage, name] of places) {
    try {
      does(storage(), name);
    } catch {
      // A browser that keeps nothing: then the server alone does.
    }
  }
}
