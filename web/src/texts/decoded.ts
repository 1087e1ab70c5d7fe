/**
 * The text of a table's file: UTF-8 with or without its mark, UTF-16 with its mark, or else what spreadsheets on Windows
 * write (Windows-1252, of which Latin-1 is the greater part). Its lines end in one way, so that everybody counts them alike.
 */
export function decoded(file: ArrayBuffer): string {
  return lined(letters(file));
}

/** The text with all its lines ending in one way. */
export function lined(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function letters(file: ArrayBuffer): string {
  const [first, second] = new Uint8Array(file, 0, Math.min(2, file.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(file);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}
