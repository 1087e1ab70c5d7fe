/** While files are under way: the screen stays on, and the browser asks before the page is left. */

/** Keeps watch while it is told that something is under way. */
export class Watch {
  #isOn = false;
  #lock: WakeLockSentinel | undefined;

  /** Whether something is under way. */
  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    const listen = isOn ? 'addEventListener' : 'removeEventListener';
    window[listen]('beforeunload', ask);
    document[listen]('visibilitychange', this.#seen);
    if (isOn) void this.#keepAwake();
    else void this.#lock?.release().catch(() => {});
    if (!isOn) this.#lock = undefined;
  }

  /** The browser takes the lock away with every look elsewhere. */
  #seen = (): void => {
    if (document.visibilityState === 'visible') void this.#keepAwake();
  };

  async #keepAwake(): Promise<void> {
    if (!('wakeLock' in navigator) || (this.#lock && !this.#lock.released)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (this.#isOn) this.#lock = lock;
      else await lock.release();
    } catch {
      // Low battery, or not in sight: the upload goes on all the same.
    }
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
