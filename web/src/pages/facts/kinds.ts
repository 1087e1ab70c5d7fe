/** The kinds of facts that policies ask for, and the fields of each: one table for the form, what is sent and its faults. */
import type { Shapes } from '../../api/client';
import { decimal } from '../../texts/format';

export type Facts = Shapes['Facts'];
export type Stated = Facts['facts'];
export type Kind = 'licences' | 'exams' | 'employers' | 'careerLevels' | 'requirements';
export type Field = { name: string; type: 'term' | 'date' | 'number'; optional?: boolean };
/** What is typed for one fact, by the names of its fields. */
export type Row = Record<string, string>;
/** What is typed, by kind. */
export type Typed = { enrolled: string } & Record<Kind, Row[]>;

export const KINDS: Record<Kind, Field[]> = {
  licences: [
    { name: 'type', type: 'term' },
    { name: 'issued', type: 'date' },
    { name: 'expires', type: 'date', optional: true },
  ],
  exams: [
    { name: 'exam', type: 'term' },
    { name: 'taken', type: 'date' },
    { name: 'score', type: 'number' },
    { name: 'qualifying', type: 'number' },
    { name: 'sem', type: 'number' },
  ],
  employers: [
    { name: 'employer', type: 'term' },
    { name: 'from', type: 'date' },
    { name: 'until', type: 'date', optional: true },
  ],
  careerLevels: [
    { name: 'level', type: 'term' },
    { name: 'since', type: 'date' },
  ],
  requirements: [
    { name: 'requirement', type: 'term' },
    { name: 'met', type: 'date' },
  ],
};
const NAMES = Object.keys(KINDS) as Kind[];

/** The kinds that a recognizer's policies ask for, or of which something is stated. */
export function kindsOf({ asked, facts }: Facts): Kind[] {
  return NAMES.filter((kind) => Object.keys(asked[kind]).length > 0 || (facts[kind]?.length ?? 0) > 0);
}

/** What is recorded, by its kinds. */
export function recordedKinds(facts: Stated): [Kind, Row[]][] {
  const rows = (kind: Kind): [Kind, Row[]] => [kind, (facts[kind] ?? []) as Row[]];
  return NAMES.map(rows).filter(([, recorded]) => recorded.length > 0);
}

/** What is stated, to be typed into. */
export function typedOf(facts: Stated): Typed {
  const rows = (kind: Kind) => (facts[kind] ?? []).map((fact) => ({ ...fact }) as Row);
  const { licences, exams, employers, careerLevels, requirements } = Object.fromEntries(
    NAMES.map((kind) => [kind, rows(kind)]),
  ) as Record<Kind, Row[]>;
  return { enrolled: facts.enrolled ?? '', licences, exams, employers, careerLevels, requirements };
}

/** A fact of that kind with nothing in it but its first term. */
export function emptyRow(kind: Kind, terms: Record<string, string>): Row {
  const value = ({ type }: Field) => (type === 'term' ? (Object.keys(terms)[0] ?? '') : '');
  return Object.fromEntries(KINDS[kind].map((field) => [field.name, value(field)]));
}

/** What is typed, as it is sent: optional fields that are empty are left out, decimals have a point. */
export function statedOf(typed: Typed): Stated {
  const sent = (kind: Kind) =>
    typed[kind].map((row) => {
      const fields = KINDS[kind].filter(({ name, optional }) => !optional || (row[name] ?? '').trim() !== '');
      const value = ({ name, type }: Field) => {
        const text = (row[name] ?? '').trim();
        return type === 'number' ? decimal(text) : text;
      };
      return Object.fromEntries(fields.map((field) => [field.name, value(field)]));
    });
  const all = Object.fromEntries(NAMES.map((kind) => [kind, sent(kind)]));
  return { ...all, ...(typed.enrolled && { enrolled: typed.enrolled }) } as Stated;
}
