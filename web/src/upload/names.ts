/**
 * What a file is called here, before the server has made its name safe: one visible line. A name can turn what follows
 * it around (`lesson\u202Egpj.exe` reads as `lessonexe.jpg`), so what the server takes out is taken out at once.
 */

/** Controls, turns of direction and what has no width, as the server takes them out; joiners and marks stay. */
const HIDDEN = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** What the server takes for white space: a mark of byte order is none. */
const SPACE = /(?:[^\S\uFEFF]|\u0085)+/g;

/** The name as it is shown and announced. */
export function shownName(name: string): string {
  const line = name.replace(SPACE, ' ').replace(HIDDEN, '').trim();
  return line === '' ? 'file' : line;
}
