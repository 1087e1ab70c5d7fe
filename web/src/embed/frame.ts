/** The frame around the form: how tall it is to be, and where its links lead. */
import { go } from '../router.svelte';

/**
 * Tells the page around it, and nobody else, how tall the form is. Without knowing whose page that is, it says
 * nothing; then the frame keeps its height and scrolls.
 */
export function tellHeight(): () => void {
  const site = siteAround();
  if (!site || parent === window) return () => {};
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ touchstone: 'height', height }, site);
  };
  const watch = new ResizeObserver(tell);
  watch.observe(document.documentElement);
  tell();
  return () => watch.disconnect();
}

/** The origin of the page around this one, as the browser tells it. */
function siteAround(): string | undefined {
  const ancestor = location.ancestorOrigins?.[0];
  if (ancestor) return ancestor;
  try {
    return new URL(document.referrer).origin;
  } catch {
    return undefined;
  }
}

/**
 * Links to places of the form move there, and so do the browser's own buttons; all others open a tab of their own, since
 * no other page of the portal may stand in a frame.
 */
export function followPlaces(): () => void {
  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) {
      link.target = '_blank';
      link.rel = 'noopener';
      return;
    }
    event.preventDefault();
    if (link.search !== location.search) go(link.href);
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    place?.scrollIntoView({ block: 'center' });
    place?.focus();
  };
  const back = () => go(location.href, { replace: true });
  document.addEventListener('click', click);
  addEventListener('popstate', back);
  return () => {
    document.removeEventListener('click', click);
    removeEventListener('popstate', back);
  };
}
