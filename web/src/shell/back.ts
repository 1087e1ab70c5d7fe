/** Where to go on after signing in: the mailed link opens in a tab of its own, so that the browser remembers it. */
const KEY = 'come-back-to';
const HOUR = 3_600_000;

export function comeBackTo(path: string): void {
  if (path.startsWith('/sign-in')) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ path, at: Date.now() }));
  } catch {
    // Then signing in leads to one's work.
  }
}

/** The remembered place, once, when it is a page of ours and not older than an hour. */
export function placeToComeBackTo(): string | undefined {
  try {
    const { path, at } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { path?: unknown; at?: unknown };
    localStorage.removeItem(KEY);
    return typeof at === 'number' && Date.now() - at < HOUR ? pageOfOurs(path) : undefined;
  } catch {
    return undefined;
  }
}

/** The path, when it is one of the portal and not of another site. */
export function pageOfOurs(path: unknown): string | undefined {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : undefined;
}
