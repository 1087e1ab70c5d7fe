/** Figures of agreement in words, and as places in a chart. */
import type { Shapes } from '../../../api/client';
import { dates, numbers } from '../../../texts/format';

type Figures = Shapes['Figures'];
type Estimate = Shapes['Estimate'];

/** Figures with what they are about. */
export type Line = { key: string; name: string; figures: Figures };

export const named = (key: string, name: string, figures: Figures): Line => ({ key, name, figures });

/** Where the chart begins: below it nobody needs to tell one from the other. */
export const LOWEST = -0.2;

/**
 * A figure with its interval: `0.78 (0.70 – 0.85)`; a share as `78% (70% – 85%)`; severity with its sign.
 * An interval stays on one line. Nothing where nothing can be said.
 */
export function figure(estimate: Estimate | null, as: 'number' | 'share' | 'signed' = 'number'): string | undefined {
  if (!estimate) return undefined;
  const options: Intl.NumberFormatOptions = {
    ...(as === 'share'
      ? { style: 'percent', maximumFractionDigits: 0 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    ...(as === 'signed' && { signDisplay: 'exceptZero' }),
  };
  const format = numbers(options);
  const { value, interval } = estimate;
  if (!interval) return format.format(value);
  return `${format.format(value)} (${format.format(interval.low)}\u00a0–\u00a0${format.format(interval.high)})`;
}

/** A number of levels, or a kappa: `0.25`. */
export function inLevels(value: number): string {
  return numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** `November 2026` of `2026-11`. */
export function monthName(month: string): string {
  const format = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** Where a kappa stands in the chart, from its left edge. */
export function place(kappa: number): string {
  const inside = Math.min(1, Math.max(LOWEST, kappa));
  return `${(((inside - LOWEST) / (1 - LOWEST)) * 100).toFixed(2)}%`;
}
