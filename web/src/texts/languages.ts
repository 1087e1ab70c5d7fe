/** The languages that there are, and with which a page begins. Nothing more, since it comes before everything else. */
export const languages = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof languages;

/** Where the browser keeps what was chosen. */
export const KEY = 'language';

/** What the reader chose here, else what her browser asks for. */
export function firstLanguage(): Language {
  const wanted = [kept(), ...(globalThis.navigator?.languages ?? [])];
  for (const tag of wanted) {
    const base = tag?.split('-')[0];
    if (base === 'en' || base === 'es') return base;
  }
  return 'en';
}

function kept(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
