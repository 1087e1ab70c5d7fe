/** What reads right in Spanish, as a teacher in the United States would say it. */
import { expect, test } from 'vitest';
import { texts as assignment } from '../pages/assignment/texts';
import { atHour, ended } from './format';

const sources = import.meta.glob<string>(['../**/*texts.ts', '../**/*texts.es.ts', '../**/states.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('an hour takes its article, in either clock', () => {
  expect(['1:05', '1:05 p.m.', '10:05', '13:05'].map(atHour)).toEqual([
    'a la 1:05',
    'a la 1:05 p.m.',
    'a las 10:05',
    'a las 13:05',
  ]);
});

test('a day in a sentence takes its article', () => {
  const { es } = assignment;
  expect(es.ends('17 oct 2026, 1:05 p.m.')).toContain('antes del 17 oct');
  expect(es.overdue('17 oct 2026, 1:05 p.m.')).toContain('hasta el 17 oct');
});

test('no sentence that ends in an hour has two points', () => {
  expect(ended('25 nov 2026, 1:05 p.m.')).toBe('25 nov 2026, 1:05 p.m.');
  const all = Object.values(sources).join('\n');
  expect(all.match(/.*\$\{(moment|hour)(\([^}]*\))?\}\..*/g)).toBeNull();
});

test('one word for a video, and an e-mail is no letter on paper', () => {
  const all = Object.values(sources).join('\n');
  expect(all.length).toBeGreaterThan(100_000);
  expect(all.match(/.*vídeo.*/gi)).toBeNull();
  // A key may come on paper.
  expect(all.match(/.*(?<!o por )\bcartas?\b.*/gi)).toBeNull();
});
