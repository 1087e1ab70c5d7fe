/**
 * What was typed and the server doesn't have yet, kept in this browser: by the tab itself, and a copy for whoever opens the
 * page anew, since phones close tabs by themselves. Signing out forgets the copies, and so do two weeks.
 */

/** How the names of copies begin. */
const COPY = 'left:';
/** Milliseconds after which nobody comes back to a copy. */
const LONGEST = 14 * 24 * 3_600_000;

/** The copies that this tab made or took up. Another's is another's: it is neither written over nor taken away. */
const ours = new Map<string, string>();
/** Nobody is signed in: what is typed still is this tab's alone. */
let isTabOnly = false;

/** Keeps it under a name, or nothing once there is nothing. */
export function keep(place: string, left: unknown): void {
  const text = left === undefined ? undefined : JSON.stringify({ at: Date.now(), left });
  put(() => sessionStorage, place, text);
  if (isTabOnly) return;
  const name = COPY + place;
  const there = get(() => localStorage, name);
  if (there !== undefined && there !== ours.get(name)) return;
  put(() => localStorage, name, text);
  if (text === undefined) ours.delete(name);
  else ours.set(name, text);
}

/** What this tab left under that name, else what another did. */
export function kept<Left>(place: string): Left | undefined {
  sweep((at) => at < Date.now() - LONGEST);
  const own = get(() => sessionStorage, place);
  const copy = get(() => localStorage, COPY + place);
  if (copy !== undefined && (own ?? copy) === copy) ours.set(COPY + place, copy);
  return read<Left>(own ?? copy)?.left;
}

/** Somebody signed out: whoever comes next at this machine finds no copy. */
export function forgetCopies(): void {
  isTabOnly = true;
  sweep(() => true);
}

/** Somebody is signed in: from now on there are copies. */
export function allowCopies(): void {
  isTabOnly = false;
}

function sweep(isOver: (at: number) => boolean): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(COPY));
    const old = names.filter((name) => isOver(read(localStorage.getItem(name) ?? undefined)?.at ?? 0));
    old.forEach((name) => localStorage.removeItem(name));
  } catch {
    // Then nothing was kept.
  }
}

function read<Left>(text: string | undefined): { at: number; left: Left } | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as { at: number; left: Left });
  } catch {
    return undefined;
  }
}

function get(storage: () => Storage, name: string): string | undefined {
  try {
    return storage().getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function put(storage: () => Storage, name: string, text: string | undefined): void {
  try {
    if (text === undefined) storage().removeItem(name);
    else storage().setItem(name, text);
  } catch {
    // A browser that keeps nothing: then the server alone does.
  }
}
