/** The language of the letters to whoever is signed in. It is kept by the server; that of the page is this browser's. */
import type { Language } from '../texts/language.svelte';
import { answer, api } from './client';
import { isRefused } from './problem';
import { session, type Person } from './session.svelte';

/** Has her letters come in `language` from now on. `version` is that of her record as it was seen. */
export async function sendLettersIn(language: Language, version: number): Promise<Person> {
  const save = (seen: number) => answer(api.PUT('/api/me', { body: { version: seen, language } }));
  const saved = await save(version).catch(async (error: unknown) => {
    // Somebody placed her elsewhere meanwhile: that says nothing about her letters.
    if (!isRefused(error, 'stale')) throw error;
    return save((await answer(api.GET('/api/me'))).version);
  });
  session.changed(saved);
  return saved;
}
