/** What a report tells, in words and as lengths of bars. */
import type { Shapes } from '../../api/client';
import { dates, list, money, number, numbers } from '../../texts/format';

export type Totals = Shapes['Totals'];
export type Measure = keyof Totals;
export type Dimension = 'school' | 'microcredential' | 'district';

/** A bar and a row of the table beside it; without a value it can't be told. */
export type Bar = { key: string; name: string; value: number | undefined };

export const MEASURES = [
  'started',
  'submitted',
  'awarded',
  'not-yet',
  'days',
  'hours',
  'cost',
  'coaching',
] as const satisfies readonly Measure[];

export const COUNTS = ['started', 'submitted', 'awarded', 'not-yet'] as const satisfies readonly Measure[];

/** `July – September 2026` of `2026-q3`, as the reader's language has it. */
export function quarterName(quarter: string): string {
  const [year = '', at = ''] = quarter.split('-q');
  const month = (Number(at) - 1) * 3;
  const format = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(Date.UTC(Number(year), month), Date.UTC(Number(year), month + 2));
}

/** A figure with its unit: days and hours are told as such, costs in their currency. */
export function figure(measure: Measure, value: number, currency: string): string {
  if (measure === 'cost') return money(value, currency, 'whole');
  const unit = measure === 'days' ? 'day' : measure === 'hours' || measure === 'coaching' ? 'hour' : undefined;
  if (!unit) return number(value);
  return numbers({ style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** The members of a line, each by its name: all of a few, of many the first ones. */
export function together(names: string[], more: (count: number) => string): string {
  return names.length > 4
    ? list([...names.slice(0, 3), more(names.length - 3)], 'conjunction')
    : list(names, 'conjunction');
}

/** How long the bar of `value` is beside the longest of `bars`. */
export function length(value: number, bars: Bar[]): string {
  const longest = Math.max(1, ...bars.map((bar) => bar.value ?? 0));
  return `${((value / longest) * 100).toFixed(2)}%`;
}

/** How many there are for each hundred teachers. */
export function perHundred(value: number | undefined, teachers: number | undefined): number | undefined {
  return value === undefined || !teachers ? undefined : Math.round((value / teachers) * 100);
}
