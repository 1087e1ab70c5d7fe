/**
 * Which page is shown: the address bar decides.
 *
 * Forty lines instead of a library: links are plain `<a href>`, one table maps paths to pages, and after each
 * change of page the focus moves to its heading, as a browser would start a new page at its top.
 */
import type { Component } from 'svelte';
import { routes } from './routes';
import { isUnsaved, unlessUnsaved } from './unsaved.svelte';

/** A page: what a route loads when it is first opened. */
export type Page = Component<{ parameters: Record<string, string> }>;
/** A page, or one whose path has no variables. */
type AnyPage = Page | Component<Record<string, never>>;
/** A path such as `/work/:submission`, and the page behind it. */
export type Route = {
  path: string;
  page: () => Promise<{ default: AnyPage }>;
  /** Whether it is shown to whoever comes. The others stand behind `shell/Gate.svelte`. */
  isPublic?: true;
  /** What the page will ask the API for first. */
  reads?: (parameters: Record<string, string>) => string;
  /** What it will ask for with the first answer. */
  thenReads?(answer: unknown): string;
};
/** The route that was found for an address. */
export type Found = { route: Route; parameters: Record<string, string> };

let address = $state.raw(new URL(location.href));

/** Where the reader is. */
export const here = {
  get address(): URL {
    return address;
  },
};

/** The route of `path` and what stands in the place of its variables; `undefined` when there is none. */
export function find(path: string, table: Route[] = routes): Found | undefined {
  const given = path.replace(/\/+$/, '').split('/');
  for (const route of table) {
    const parts = route.path.replace(/\/+$/, '').split('/');
    if (parts.length !== given.length) continue;
    const parameters: Record<string, string> = {};
    const fits = parts.every((part, at) => {
      const value = given[at] ?? '';
      if (!part.startsWith(':')) return part === value;
      parameters[part.slice(1)] = decoded(value);
      return value !== '';
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

/** Goes to another page of the portal. `replace` leaves no step back to the present one. */
export function go(to: string, how: { replace?: boolean } = {}): void {
  const next = new URL(to, location.href);
  const isSamePage = next.pathname === address.pathname;
  history[how.replace ? 'replaceState' : 'pushState'](null, '', next);
  address = next;
  if (!isSamePage) scrollTo(0, 0);
}

/** The address of `path` with these parameters; those that are undefined are left out. */
export function addressOf(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

/** Lets clicks on links to the portal's pages and the browser's buttons change the page without loading anew. */
export function followLinks(): () => void {
  const back = () => {
    const to = new URL(location.href);
    const isSamePlace = to.pathname === address.pathname && to.search === address.search;
    if (isSamePlace || !isUnsaved()) {
      address = to;
      return;
    }
    // The browser has gone already: while she is asked, the address is again that of what she sees.
    history.pushState(null, '', address);
    unlessUnsaved(() => go(to.href, { replace: true }));
  };
  addEventListener('popstate', back);
  addEventListener('hashchange', back);
  document.addEventListener('click', click);
  return () => {
    removeEventListener('popstate', back);
    removeEventListener('hashchange', back);
    document.removeEventListener('click', click);
  };
}

function click(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  const isPlaceOnPage = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
  if (isPlaceOnPage || !find(link.pathname)) return;
  event.preventDefault();
  unlessUnsaved(() => go(link.href));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
