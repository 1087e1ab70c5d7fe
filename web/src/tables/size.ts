/** The most letters of a table, as `import-facts.json` and `save-roster.json` have it. */
const LETTERS = 5_400_000;
/** The most letters of a table about schools, as `save-schools.json` has it. */
export const LETTERS_ABOUT_SCHOOLS = 400_000;
/** What of a request its function takes, with room for what isn't the table. */
const BODY = 5_490_000;
/** What of the event the request travels in. */
const EVENT = 6_000_000;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/**
 * Whether a table of at most so many letters fits into one request. It is written as JSON, and once more in the event that brings it to its function:
 * a line's end takes three bytes there, and a quotation mark four.
 */
export function fits(table: string, most = LETTERS): boolean {
  if (table.length > most) return false;
  const body = JSON.stringify(table);
  return bytes(body) <= BODY && bytes(JSON.stringify(body)) <= EVENT;
}
