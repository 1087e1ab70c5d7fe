/** The shapes of a definition, by the words that people use for them. */
import type { Shapes } from '../api/client';

export type Definition = Shapes['microcredential'];
export type Part = Shapes['part'];
export type Criterion = Part['scoring']['criteria'][number];
export type PassRule = NonNullable<Definition['passRule']>;

/** The labels of so many students: Student A, Student B … as the server writes them. */
export function studentLabels(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `Student ${String.fromCharCode(65 + at)}`);
}
