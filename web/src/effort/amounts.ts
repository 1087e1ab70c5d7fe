/** What an attempt took, as it is typed and as it is kept. */
import type { Shapes } from '../api/client';
import { decimal } from '../texts/format';

export const FIELDS = ['minutes', 'cents', 'coachingMinutes'] as const;
export type Field = (typeof FIELDS)[number];
/** What is typed in each field; empty for what isn't said. */
export type Typed = Record<Field, string>;

/** How many of what is kept are one of what is typed. */
const UNIT: Record<Field, number> = { minutes: 60, cents: 100, coachingMinutes: 60 };

export function typedOf(effort: Shapes['Effort']): Typed {
  const typed = (field: Field) => {
    const kept = effort[field];
    return kept === undefined ? '' : String(Math.round((kept / UNIT[field]) * 100) / 100);
  };
  return { minutes: typed('minutes'), cents: typed('cents'), coachingMinutes: typed('coachingMinutes') };
}

/** The most that may be typed. */
export const MOST: Record<Field, number> = { minutes: 1000, cents: 100_000, coachingMinutes: 1000 };

/**
 * The whole units of a number with a point or a comma, nothing for an empty text, and `'wrong'` for any other or one above
 * {@link MOST}.
 */
export function kept(field: Field, text: string): number | undefined | 'wrong' {
  const digits = decimal(text);
  if (digits === '') return undefined;
  const isFit = /^\d{1,6}(\.\d{1,2})?$/.test(digits) && Number(digits) <= MOST[field];
  return isFit ? Math.round(Number(digits) * UNIT[field]) : 'wrong';
}
