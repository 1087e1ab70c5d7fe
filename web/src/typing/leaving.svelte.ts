/** That nothing which is typed on a page is lost when it is left, hidden or without a line or session. */
import { onMount, untrack } from 'svelte';
import { session } from '../api/session.svelte';
import type { Typed } from './typed.svelte';

/**
 * Saves `all` whenever the page is hidden or left, tries again when the line or the session is back, and has the browser
 * ask before it closes what isn't saved. Only for who is signed in now: whoever signs in after her on the same page saves
 * nothing of hers. To be called while a component is made.
 */
export function guard(all: readonly Typed[]): void {
  let who: string | undefined;
  const isHers = () => {
    const now = session.person?.id;
    who ??= now;
    return now === undefined || now === who;
  };
  untrack(isHers);

  onMount(() => {
    const save = (how: { keepalive?: boolean }) => {
      if (isHers()) for (const typed of all) void typed.save(how);
    };
    const resume = () => {
      if (isHers()) for (const typed of all) typed.resume();
    };
    const turned = () => (document.visibilityState === 'hidden' ? save({ keepalive: true }) : resume());
    const left = () => save({ keepalive: true });
    const leaving = (event: BeforeUnloadEvent) => {
      if (all.some((typed) => !typed.isSaved && typed.standing !== 'over')) event.preventDefault();
    };
    document.addEventListener('visibilitychange', turned);
    addEventListener('online', resume);
    addEventListener('pagehide', left);
    addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('visibilitychange', turned);
      removeEventListener('online', resume);
      removeEventListener('pagehide', left);
      removeEventListener('beforeunload', leaving);
      if (isHers()) save({});
      else for (const typed of all) typed.stop();
    };
  });
  $effect(() => {
    if (session.standing === 'in' && isHers()) untrack(() => all.forEach((typed) => typed.resume()));
  });
}
