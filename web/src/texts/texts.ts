import type { Language } from './language.svelte';

/** The texts of a page in every language, of one shape. */
export type Texts<T> = Record<Language, T>;
