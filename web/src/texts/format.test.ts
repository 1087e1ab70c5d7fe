import { expect, test } from 'vitest';
import { bytes, distance, list, number } from './format';
import { choose } from './language.svelte';

test('sizes are said in the unit that fits', () => {
  expect([1, 999, 1_536, 20 * 1024 ** 2, 1.25 * 1024 ** 3, 10 * 1024 ** 3, 11e9].map(bytes)).toEqual([
    '1 byte',
    '999 bytes',
    '1.5 kB',
    '20 MB',
    '1.3 GB',
    '10 GB',
    '10.2 GB',
  ]);
});

test('a distance is said in its largest whole unit', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  const said = (time: string) => distance(time, now);
  expect(said('2026-11-25T11:59:40Z')).toBe('this minute');
  expect(said('2026-11-25T14:30:00Z')).toBe('in 2 hours');
  expect(said('2026-11-22T11:00:00Z')).toBe('3 days ago');
});

test('lists are read as sentences', () => {
  expect(list(['mp4', 'mov', 'webm'], 'disjunction')).toBe('mp4, mov, or webm');
});

test('numbers are written as in the language that is read, also after it was changed', () => {
  const said = () => [0, 7, 999, 1000, 12_345, 0.5, -3].map(number);
  expect(said()).toEqual(['0', '7', '999', '1,000', '12,345', '0.5', '-3']);
  choose('es');
  expect(said()).toEqual(['0', '7', '999', '1000', '12.345', '0,5', '-3']);
  choose('en');
  expect(number(12_345)).toBe('12,345');
});
