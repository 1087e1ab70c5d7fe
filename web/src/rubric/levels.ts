/** What is chosen for a criterion, wherever somebody scores. */
import type { Texts } from '../texts/texts';

/** A criterion with its levels, the lowest first. */
export type Criterion = {
  id: string;
  title: string;
  requiredLevel: string;
  levels: { id: string; title: string; description?: string }[];
};
/** What is said of one criterion. */
export type Score = { level?: string; feedback?: string };
/** By part, then by criterion. */
export type Scores = Record<string, Record<string, Score>>;

/** Whether a level is at or above the one that the criterion requires. */
export function meets(criterion: Criterion, level: string | undefined): boolean {
  const rank = (id: string | undefined) => criterion.levels.findIndex((known) => known.id === id);
  return rank(level) >= 0 && rank(level) >= rank(criterion.requiredLevel);
}

/** The name of a level. */
export function titleOf(criterion: Criterion, level: string | undefined): string {
  return criterion.levels.find((known) => known.id === level)?.title ?? '';
}

/** `scores` with something more said of one criterion. */
export function withScore(scores: Scores, part: string, criterion: string, said: Score): Scores {
  return { ...scores, [part]: { ...scores[part], [criterion]: { ...scores[part]?.[criterion], ...said } } };
}

const en = { meets: 'Meets it' };
const es: typeof en = { meets: 'Lo cumple' };

export const texts: Texts<typeof en> = { en, es };
