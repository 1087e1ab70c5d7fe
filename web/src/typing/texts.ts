/** Texts by name, and what several people or tabs make of the same ones. An empty text and none are the same. */
export type Texts = Record<string, string>;

/** What the server takes no text with: control characters, and marks that turn the direction of what follows. */
const FORBIDDEN = /[\u0000-\u0008\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** The text as the server takes it. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
}

/**
 * Brings together what was made of the same texts in two places. What only one of them changed is taken; where both did,
 * `mine` stays for now and the text is named.
 */
export function merge(base: Texts, mine: Texts, theirs: Texts): { texts: Texts; both: string[] } {
  const texts: Texts = {};
  const both: string[] = [];
  for (const key of Object.keys({ ...theirs, ...mine })) {
    const [old, here, there] = [base[key] ?? '', mine[key] ?? '', theirs[key] ?? ''];
    texts[key] = here === old ? there : here;
    if (here !== old && there !== old && here !== there) both.push(key);
  }
  return { texts, both };
}

/**
 * `base`, as far as `stored` isn't known better: a text that is stored just as it was sent, without an answer, is the
 * sender's own. Whatever she made of it since is a change of that, and not of what was there before.
 */
export function withOwn(base: Texts, sent: Texts[], stored: Texts): Texts {
  const own = (key: string) => sent.some((texts) => (texts[key] ?? '') === (stored[key] ?? ''));
  const keys = sent.flatMap((texts) => Object.keys(texts)).filter(own);
  return { ...base, ...Object.fromEntries(keys.map((key) => [key, stored[key] ?? ''])) };
}

/** Whether both say the same under every name. */
export function areSame(one: Texts, other: Texts): boolean {
  return Object.keys({ ...one, ...other }).every((key) => (one[key] ?? '') === (other[key] ?? ''));
}
