/**
 * Which page is shown: the address bar decides.
 *
 * Forty lines instead of a library: links are plain `<a href>`, one table maps paths to pages, and after each
 * change of page the focus moves to its heading, as a browser would start a new page at its top.
 */
import { find } from './route';
import { isUnsaved, unlessUnsaved } from './unsaved.svelte';

let address = $state.raw(new URL(location.href));

/** Where the reader is. */
export const here = {
  get address(): URL {
    return address;
  },
};

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
