import { expect, test } from 'vitest';
import cases from '../../shared/domain/src/words.json';
import { countWords } from './words';

test('a word is a run that holds a letter or a digit', () => {
  expect(cases.length).toBeGreaterThan(10);
  for (const { text, words } of cases) expect(countWords(text), JSON.stringify(text)).toBe(words);
});

test('two hundred words are two hundred', () => {
  expect(countWords('word '.repeat(200))).toBe(200);
  expect(countWords('word\n\n'.repeat(201))).toBe(201);
});
