/** Dates and numbers as readers of the present language write them. */
import { language } from './language.svelte';

/** A day: `Nov 25, 2026`. */
export function day(time: string | Date): string {
  return date(time, { dateStyle: 'medium' });
}

/** A day with its hour: `Nov 25, 2026, 9:41 PM`. */
export function moment(time: string | Date): string {
  return date(time, { dateStyle: 'medium', timeStyle: 'short' });
}

/** An hour of today: `9:41 PM`. */
export function hour(time: string | Date): string {
  return date(time, { timeStyle: 'short' });
}

/** How long ago or until then, in the largest whole unit: `3 days ago`, `in 2 hours`. */
export function distance(time: string | Date, from: Date = new Date()): string {
  const seconds = (new Date(time).getTime() - from.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language.now, { numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'minute');
}

/** A number: `1,234`. */
export function number(value: number): string {
  return new Intl.NumberFormat(language.now).format(value);
}

/** An amount of money in a currency of ISO 4217, in whole units of it or in hundredths too: `$12`, `$12.50`. */
export function money(value: number, currency: string, as: 'whole' | 'exact'): string {
  const digits = as === 'whole' ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language.now, { style: 'currency', currency, ...options }).format(value);
}

/** A size of a file, in units of 1,024 as most file managers count: `3.4 MB`. */
export function bytes(value: number): string {
  const at = SIZES.find(([size]) => value >= size) ?? SIZES[SIZES.length - 1];
  const [size, unit] = at as (typeof SIZES)[number];
  const maximumFractionDigits = value / size < 100 && size > 1 ? 1 : 0;
  // "469 byte" is what the short form makes of a few bytes.
  const unitDisplay = size === 1 ? 'long' : 'short';
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits } as const;
  return new Intl.NumberFormat(language.now, options).format(value / size);
}

/** Several things in a row: `mp4, mov and webm`. */
export function list(items: string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(language.now, { type }).format(items);
}

/** What a language is called: `Spanish`, `inglés`. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames(language.now, { type: 'language' }).of(tag) ?? tag;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const SIZES: [number, string][] = [
  [1024 ** 3, 'gigabyte'],
  [1024 ** 2, 'megabyte'],
  [1024, 'kilobyte'],
  [1, 'byte'],
];

function date(time: string | Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.now, options).format(new Date(time));
}
