/** The language of the texts on the page. */
import { firstLanguage, KEY, languages, type Language } from './languages';

export { languages, type Language };

/** A language with its region, of two letters or, as in `es-419`, of three digits; a script may stand between. */
const REGION = /^([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2}|\d{3})(?![a-z\d])/i;

let chosen = $state<Language>(firstLanguage());
let isTurned = $state(false);

export const language = {
  get now(): Language {
    return chosen;
  },
  /** Whether it was chosen on this page, and nothing has come of that yet. */
  get isTurned(): boolean {
    return isTurned;
  },
  /** What could come of it has come, or isn't wanted. */
  settle(): void {
    isTurned = false;
  },
};

/** The texts of the present language. In a component: `const t = $derived(say(texts))`. */
export function say<T>(texts: Record<Language, T>): T {
  return texts[chosen];
}

/** Chooses a language, on this browser from now on. */
export function choose(wanted: Language): void {
  chosen = wanted;
  isTurned = true;
  keep(wanted);
}

/**
 * How numbers and dates are written: as in the region that the browser names for that language, else as in the United
 * States, where most readers are, of Spanish too.
 */
export function localeOf(wanted: Language, listed = globalThis.navigator?.languages ?? []): string {
  for (const tag of listed) {
    const [, base, region] = REGION.exec(tag) ?? [];
    if (region && base?.toLowerCase() === wanted) return `${wanted}-${region.toUpperCase()}`;
  }
  return `${wanted}-US`;
}

/** Speaks as the page around this one asks, which is no choice of its reader's: nothing is kept. */
export function follow(wanted: Language): void {
  chosen = wanted;
}

function keep(wanted: Language): void {
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
