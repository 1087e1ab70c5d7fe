/** When a recording that fails is worth a new address, which is not known to be over. */

/** How soon after a new address the next one isn't asked for, in milliseconds: addresses live for minutes. */
const REST = 20_000;

/**
 * Once something was shown, what fails is put down to its address, whatever the clock here says. What fails at once, or
 * again soon after, is broken itself, and a new address doesn't mend it.
 */
export class Renewal {
  #hasLoaded = false;
  #renewed = -Infinity;

  loaded(): void {
    this.#hasLoaded = true;
  }

  /** Whether to ask for a new address, now that it failed; then that one has to show something first. */
  failed(now = performance.now()): boolean {
    if (!this.#hasLoaded || now - this.#renewed < REST) return false;
    [this.#hasLoaded, this.#renewed] = [false, now];
    return true;
  }
}
