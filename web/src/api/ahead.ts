/**
 * What a page reads first, asked for while the page's script is still on its way: over a slow line that is a whole
 * trip less. The page's own request takes the answer that is there or coming.
 */
import { language } from '../texts/language.svelte';

let ahead: { url: string; answer: Promise<Response> } | undefined;

/** Asks for `path` of this origin. What was asked for before and not taken since is forgotten. */
export function readAhead(path: string): void {
  const { href: url } = new URL(path, location.origin);
  const answer = fetch(url, { headers: { 'accept-language': language.now } });
  const asked = { url, answer };
  ahead = asked;
  answer
    .then(({ status, body }) => {
      // It is of no use to whoever signs in meanwhile; what nobody reads keeps its connection.
      if (status !== 401 || ahead !== asked) return;
      ahead = undefined;
      return body?.cancel();
    })
    // Whoever takes it hears of it; if nobody does, it doesn't matter.
    .catch(() => {});
}

/** The answer to this very request, if it was asked for ahead. It is given once. */
export function taken({ method, url, headers }: Request): Promise<Response> | undefined {
  if (method !== 'GET' || url !== ahead?.url || headers.has('authorization')) return undefined;
  const { answer } = ahead;
  ahead = undefined;
  return answer;
}
