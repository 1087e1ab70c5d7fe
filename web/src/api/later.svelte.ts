const SECONDS = 2;

/**
 * Asks again every two seconds while `waits` holds and somebody looks at the page: for what is done in the background.
 * To be called while a component is made. What goes wrong is left to the next time.
 */
export function askWhile(waits: () => boolean, ask: () => Promise<unknown>): void {
  $effect(() => {
    if (!waits()) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask().catch(() => {});
    }, SECONDS * 1000);
    return () => clearInterval(timer);
  });
}
