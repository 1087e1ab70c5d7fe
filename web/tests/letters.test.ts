/** Every letter of every kind as its reader sees it, in both languages: `cargo test` lays them into target/letters. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook, WCAG } from './axe';
import { person } from './browser';

const folder = resolve(import.meta.dirname, '../../target/letters');
const rules = { rules: WCAG };

/** The kind and the language in a file's name, such as `002-invitation.es.html`. */
const kindOf = (name: string) => name.replace(/^\d+-/, '').replace(/\.html$/, '');

test('every letter is accessible, and each kind in every look', async () => {
  expect(existsSync(folder), 'cargo xtask test lays them there').toBe(true);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .sort();
  const kinds = new Set(names.map(kindOf));
  expect(new Set([...kinds].map((kind) => kind.replace(/\..*/, ''))).size, 'kinds').toBeGreaterThanOrEqual(30);

  const page = await (await person()).newPage();
  const seen = new Set<string>();
  for (const name of names) {
    await page.setContent(readFileSync(join(folder, name), 'utf8'));
    const kind = kindOf(name);
    if (seen.has(kind)) await expectAccessible(page, `letter-${name}`, rules);
    else await expectAccessibleInEveryLook(page, `letter-${kind}`, rules);
    seen.add(kind);
  }
});
