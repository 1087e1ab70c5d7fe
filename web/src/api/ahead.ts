/**
 * What a page reads first, asked for while the page's script is still on its way: over a slow line that is a whole
 * trip less, and another one for what can be told from the first answer. The page's own request takes the answer that
 * is there or coming.
 */
import type { Language } from '../texts/languages';

/** The path to read next, from what was answered. */
type Next = (answer: unknown) => string;

/** What was asked for and not taken yet, by its address. */
let ahead = new Map<string, Promise<Response>>();

/**
 * Asks for `path` of this origin in that language, and then for what `next` reads from the answer. What was asked for
 * before and not taken since is forgotten.
 */
export function readAhead(path: string, language: Language, next?: Next): void {
  const asked = new Map<string, Promise<Response>>();
  ahead = asked;
  const ask = asking(language, asked);
  const { url, answer } = ask(path);
  if (!next) return;
  // It is given to the page once the next is asked for, so that the page doesn't ask for that as well.
  const first = answer.then((response) => followed(response, (read) => asked === ahead && ask(next(read))));
  // As below.
  first.catch(() => {});
  asked.set(url, first);
}

/** The answer to this very request, if it was asked for ahead. It is given once. */
export function taken({ method, url, headers }: Request): Promise<Response> | undefined {
  if (method !== 'GET' || headers.has('authorization')) return undefined;
  const answer = ahead.get(url);
  ahead.delete(url);
  return answer;
}

/** Asks for paths, and keeps the answers in `asked`. */
function asking(language: Language, asked: typeof ahead) {
  return (path: string) => {
    const { href: url } = new URL(path, location.origin);
    const answer = fetch(url, { headers: { 'accept-language': language } });
    asked.set(url, answer);
    answer
      .then(({ status, body }) => {
        // It is of no use to whoever signs in meanwhile; what nobody reads keeps its connection.
        if (status !== 401 || !asked.delete(url)) return;
        return body?.cancel();
      })
      // Whoever takes it hears of it; if nobody does, it doesn't matter.
      .catch(() => {});
    return { url, answer };
  };
}

async function followed(response: Response, read: (answer: unknown) => void): Promise<Response> {
  try {
    if (response.ok) read(await response.clone().json());
  } catch {
    // What isn't as expected is the page's to tell.
  }
  return response;
}
