/**
 * Forms that don't save by themselves: before a page is left with something unsaved in one, she is asked.
 *
 * Within the portal the router asks through {@link unlessUnsaved}, and `shell/Leaving.svelte` shows the question. Where
 * another document would take the page's place, the browser asks itself.
 */
import { onMount } from 'svelte';

const forms = new Set<() => boolean>();
let waiting = $state.raw<() => void>();

/** Asks before the page is left while `isUnsaved`. To be called while a component is made. */
export function askBeforeLeaving(isUnsaved: () => boolean): void {
  onMount(() => {
    const closing = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    forms.add(isUnsaved);
    addEventListener('beforeunload', closing);
    return () => {
      forms.delete(isUnsaved);
      removeEventListener('beforeunload', closing);
    };
  });
}

/** Whether something would be lost. */
export function isUnsaved(): boolean {
  return [...forms].some((form) => form());
}

/** Leaves the page: at once, or when she says that she wants to in spite of what isn't saved. */
export function unlessUnsaved(leave: () => void): void {
  if (isUnsaved()) waiting = leave;
  else leave();
}

/** The question, while it is asked. */
export const leaving = {
  get isAsked(): boolean {
    return waiting !== undefined;
  },
  /** She leaves all the same. */
  leave(): void {
    const leave = waiting;
    waiting = undefined;
    leave?.();
  },
  stay(): void {
    waiting = undefined;
  },
};
