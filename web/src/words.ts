/**
 * Counting words, for limits such as "at most 200 words".
 *
 * A word is a maximal run of characters without white space (Unicode White_Space) that holds at least one letter or
 * digit. The server counts the same way; both read shared/domain/src/words.json as their table of cases.
 */
export function countWords(text: string): number {
  return text.split(/\p{White_Space}+/u).filter((run) => /[\p{Alphabetic}\p{N}]/u.test(run)).length;
}
