/** How much room the window has, beside text as large as its reader has set it. */
import { createSubscriber } from 'svelte/reactivity';

/**
 * Whether the window is so many `rem` wide. A media query counts those in the browser's own size of text, not in the
 * page's: where a reader makes that larger, it would leave a column of letters beside one of words.
 */
export class Room {
  readonly #rem: number;
  readonly #subscribe = createSubscriber((update) => {
    // The page changes its size with the window's width and with the size of its text.
    const observer = new ResizeObserver(update);
    observer.observe(document.body);
    return () => observer.disconnect();
  });

  constructor(rem: number) {
    this.#rem = rem;
  }

  get isThere(): boolean {
    this.#subscribe();
    return innerWidth >= this.#rem * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }
}
