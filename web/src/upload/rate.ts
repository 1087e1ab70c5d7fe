/** How fast bytes go and how long the rest will take, smoothed so that a person can read it. */

/** Milliseconds after which a past speed counts half. */
const HALF_LIFE = 5_000;
/** Milliseconds between two samples, at least: shorter ones are noise. */
const LEAST_STEP = 250;
/** Milliseconds of samples before anything is said. */
const WARM_UP = 2_000;

/** A speedometer. It is told how many bytes are through by now, as often as one likes. */
export class Rate {
  #started: number | undefined;
  #last = { at: 0, bytes: 0 };
  /** Weighted bytes and milliseconds; their quotient is the speed. */
  #bytes = 0;
  #time = 0;

  /** Starts anew: what follows a pause says nothing about what was before it. */
  reset(): void {
    this.#started = undefined;
    this.#bytes = 0;
    this.#time = 0;
  }

  /** `bytes` are through at `now`. They may be fewer than before, when a part has to be sent again. */
  sample(bytes: number, now: number): void {
    if (this.#started === undefined) {
      this.#started = now;
      this.#last = { at: now, bytes };
      return;
    }
    const step = now - this.#last.at;
    if (step < LEAST_STEP) return;
    const fade = 0.5 ** (step / HALF_LIFE);
    this.#bytes = this.#bytes * fade + (bytes - this.#last.bytes);
    this.#time = this.#time * fade + step;
    this.#last = { at: now, bytes };
  }

  /** Bytes in a second; `undefined` as long as it is too early to tell. */
  get speed(): number | undefined {
    if (this.#started === undefined || this.#last.at - this.#started < WARM_UP) return undefined;
    return Math.max(0, (this.#bytes / this.#time) * 1000);
  }

  /** Seconds that `bytes` more will take; `undefined` as long as that can't be told. */
  left(bytes: number): number | undefined {
    const speed = this.speed;
    return speed === undefined || speed < 1 ? undefined : bytes / speed;
  }
}
