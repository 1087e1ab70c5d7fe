import { afterEach, expect, test, vi } from 'vitest';
import { bytes, distance, ended, list, moment, money, number, percent } from './format';
import { choose, localeOf, type Language } from './language.svelte';

afterEach(() => vi.unstubAllGlobals());

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
  expect(said()).toEqual(['0', '7', '999', '1,000', '12,345', '0.5', '-3']);
  choose('en');
  expect(number(12_345)).toBe('12,345');
});

test('numbers and dates are those of the browser’s region where it has one for the language, else of the United States', () => {
  const cases: [Language, string[], string][] = [
    ['en', [], 'en-US'],
    ['es', [], 'es-US'],
    ['es', ['en-US', 'en'], 'es-US'],
    ['es', ['es'], 'es-US'],
    ['es', ['es-MX', 'es', 'en-US'], 'es-MX'],
    ['es', ['en-GB', 'es-ES'], 'es-ES'],
    ['es', ['es', 'es-PR', 'es-MX'], 'es-PR'],
    ['es', ['es-419'], 'es-419'],
    ['en', ['es-MX', 'en-GB'], 'en-GB'],
    ['en', ['en-latn-ca-x-old'], 'en-CA'],
    ['en', ['en-u-ca-gregory', 'enm-GB', 'en_US', '*', ''], 'en-US'],
  ];
  for (const [wanted, listed, locale] of cases) expect(localeOf(wanted, listed), listed.join()).toBe(locale);
});

test('in every language a thousand, a share, a price and an afternoon are written as in its region', () => {
  const cases: [Language, string[], string][] = [
    ['en', ['en-US'], '12,345.5 · 95% · $12.50 · Nov 25, 2026, 1:05 PM.'],
    ['en', ['en-GB'], '12,345.5 · 95% · US$12.50 · 25 Nov 2026, 13:05.'],
    ['es', ['en-US'], '12,345.5 · 95% · $12.50 · 25 nov 2026, 1:05 p.m.'],
    ['es', ['es-MX'], '12,345.5 · 95% · USD 12.50 · 25 nov 2026, 1:05 p.m.'],
    ['es', ['es-ES'], '12.345,5 · 95 % · 12,50 US$ · 25 nov 2026, 13:05.'],
  ];
  const at = new Date(2026, 10, 25, 13, 5);
  for (const [wanted, languages, written] of cases) {
    vi.stubGlobal('navigator', { languages });
    choose(wanted);
    const said = [number(12_345.5), percent(95), money(12.5, 'USD', 'exact'), ended(moment(at))].join(' · ');
    expect(said.replace(/\s/g, ' ')).toBe(written);
  }
  choose('en');
});
