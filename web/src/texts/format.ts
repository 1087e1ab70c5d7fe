/** Dates and numbers as readers of the present language write them. */
import { language, localeOf } from './language.svelte';

/** What makes formats of one kind, and keeps them: to make one takes a phone some twenty milliseconds. */
function kept<Options, Format>(Kind: new (locale: string, options: Options) => Format): (options: Options) => Format {
  const made = new Map<string, Format>();
  return (options) => {
    const locale = localeOf(language.now);
    const key = locale + JSON.stringify(options);
    const format = made.get(key) ?? new Kind(locale, options);
    made.set(key, format);
    return format;
  };
}

/** The format of numbers with these options. */
export const numbers = kept<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat);
/** The format of dates and times with these options. */
export const dates = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat);
const distances = kept<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(Intl.RelativeTimeFormat);
const lists = kept<Intl.ListFormatOptions, Intl.ListFormat>(Intl.ListFormat);
const names = kept<Intl.DisplayNamesOptions, Intl.DisplayNames>(Intl.DisplayNames);

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

/** At an hour, in a Spanish sentence: `a la 1:05`, `a las 13:05`. */
export function atHour(hour: string): string {
  return /^1\D/.test(hour) ? `a la ${hour}` : `a las ${hour}`;
}

/** A sentence to its end: one that closes with `p.m.` has its point already. */
export function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** How long ago or until then, in the largest whole unit: `3 days ago`, `in 2 hours`. */
export function distance(time: string | Date, from: Date = new Date()): string {
  const seconds = (new Date(time).getTime() - from.getTime()) / 1000;
  const format = distances({ numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'minute');
}

/** A number: `1,234`. */
export function number(value: number): string {
  // Most are counts that are their digits; nobody waits for a format to be made for these.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return numbers({}).format(value);
}

/** So many hundredths: `95%`, `95 %`. */
export function percent(hundredths: number): string {
  return numbers({ style: 'percent', maximumFractionDigits: 0 }).format(hundredths / 100);
}

/**
 * A number that somebody typed, as the API takes it: a comma is a point, unless it may stand between thousands. `1,000`
 * stays as it is, and is refused, where it would have been one.
 */
export function decimal(typed: string): string {
  const text = typed.trim();
  return /,\d{3}$/.test(text) ? text : text.replace(',', '.');
}

/** An amount of money in a currency of ISO 4217, in whole units of it or in hundredths too: `$12`, `$12.50`. */
export function money(value: number, currency: string, as: 'whole' | 'exact'): string {
  const digits = as === 'whole' ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numbers({ style: 'currency', currency, ...options }).format(value);
}

/** A size of a file, in units of 1,024 as most file managers count: `3.4 MB`. */
export function bytes(value: number): string {
  const at = SIZES.find(([size]) => value >= size) ?? SIZES[SIZES.length - 1];
  const [size, unit] = at as (typeof SIZES)[number];
  const maximumFractionDigits = value / size < 100 && size > 1 ? 1 : 0;
  // "469 byte" is what the short form makes of a few bytes.
  const unitDisplay = size === 1 ? 'long' : 'short';
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits } as const;
  return numbers(options).format(value / size);
}

/** Several things in a row: `mp4, mov and webm`. */
export function list(items: string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return lists({ type }).format(items);
}

/** What a language is called: `Spanish`, `inglés`. */
export function languageName(tag: string): string {
  return names({ type: 'language' }).of(tag) ?? tag;
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
  return dates(options).format(new Date(time));
}

/** What tells one submission from others of its kind where people speak of it: the end of its id, which is chance. */
export function reference(id: string): string {
  return id.slice(-5);
}
