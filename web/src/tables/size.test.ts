import { expect, test } from 'vitest';
import { fits, LETTERS_ABOUT_SCHOOLS } from './size';

test('a table fits by its bytes as they travel', () => {
  const table = (row: string, size: number) => row.repeat(size / row.length);
  const tables: [string, string, boolean][] = [
    ['a whole state', `${'a'.repeat(52)}\n`.repeat(100_000), true],
    ['too many of two bytes', table('ñ', 2_800_000), false],
    ['quoted cells', table('"abcdef",\n', 3_200_000), true],
    ['too many quoted cells', table('"abcdef",\n', 4_000_000), false],
  ];
  for (const [name, text, wanted] of tables) expect(fits(text), name).toBe(wanted);
  const schools = 'a'.repeat(LETTERS_ABOUT_SCHOOLS);
  expect(fits(schools, LETTERS_ABOUT_SCHOOLS)).toBe(true);
  expect(fits(`${schools}a`, LETTERS_ABOUT_SCHOOLS)).toBe(false);
}, 30_000);
