/**
 * Forms that don't save by themselves: before a page is left with something unsaved in one, she is asked.
 *
 * Within the portal the router asks through {@link unlessUnsaved}, and `shell/Leaving.svelte` shows the question. Where
 * another document would take the page's place, the browser asks itself.
 */
import { onMount } from 'svelte';

const forms = new Set<() => boolean>();
let waiting = $state.raw<{ leave: () => void; stay: (() => void) | undefined }>();

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

/**
 * Leaves the page: at once, or when she says that she wants to in spite of what isn't saved. `stay` is done when she says
 * that she doesn't.
 */
export function unlessUnsaved(leave: () => void, stay?: () => void): void {
  if (isUnsaved()) waiting = { leave, stay };
  else leave();
}

/**
 * Takes what was chosen in a list, where that begins the page anew: with the question before, as {@link unlessUnsaved}.
 * Whoever stays sees in the list what stood there: `before`.
 */
export function chooseUnlessUnsaved(
  { currentTarget: list }: { currentTarget: HTMLSelectElement },
  before: string | number | undefined,
  take: (chosen: string) => void,
): void {
  const chosen = list.value;
  unlessUnsaved(
    () => take(chosen),
    () => (list.value = String(before)),
  );
}

/** The question, while it is asked. */
export const leaving = {
  get isAsked(): boolean {
    return waiting !== undefined;
  },
  /** She leaves all the same. */
  leave(): void {
    const asked = waiting;
    waiting = undefined;
    asked?.leave();
  },
  stay(): void {
    const asked = waiting;
    waiting = undefined;
    asked?.stay?.();
  },
};
