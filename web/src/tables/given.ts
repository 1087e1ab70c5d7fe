/** A table as somebody gives it, and what can be sent of it. */
import { decoded, lined } from '../texts/decoded';
import { fits } from './size';

/** A file that was chosen or dropped, or what was pasted. */
export type Given = Blob | string;
/** Why nothing can be sent: nothing was given, it is too large, or its file can't be read any more. */
export type Lack = 'nothing' | 'tooLarge' | 'unreadable';

/** The most bytes of a file that is worth reading: in UTF-16, each letter has two. */
const LARGEST = 12_000_000;

/** The text of what was given, of at most so many letters, or why there is none. Never throws. */
export async function textOf(given: Given | undefined, most?: number): Promise<{ text: string } | { lacks: Lack }> {
  if (given === undefined) return { lacks: 'nothing' };
  if (typeof given !== 'string' && given.size > LARGEST) return { lacks: 'tooLarge' };
  const text = await read(given);
  if (text === undefined) return { lacks: 'unreadable' };
  return fits(text, most) ? { text } : { lacks: 'tooLarge' };
}

/** A file that was saved anew after it was chosen is another one to the browser, which no longer reads it. */
async function read(given: Given): Promise<string | undefined> {
  if (typeof given === 'string') return lined(given);
  try {
    return decoded(await given.arrayBuffer());
  } catch {
    return undefined;
  }
}
