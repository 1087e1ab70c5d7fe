/** What an assessor has before her, in the words of this page. */
import type { Shapes } from '../../api/client';
import type { Fault, Problem } from '../../api/problem';
import { meets, type Scores } from '../../rubric/levels';

export { clock } from '../../recordings/clock';
export { meets, type Score, type Scores } from '../../rubric/levels';

export type Assignment = Shapes['Assignment'];
export type Work = NonNullable<Assignment['work']>;
export type Part = Work['parts'][number];
export type Criterion = Part['scoring']['criteria'][number];
export type Artifact = Work['artifacts'][number];
export type Responses = Shapes['PartResponses'];
export type Formerly = Work['formerly'][string];
export type Assessment = Work['assessment'];
/** How a link came to its end. */
export type Ending = NonNullable<Problem['ending']>;

/** A comment pinned to a second of a recording. */
export type Remark = { artifact: string; second: number; text: string };
/** All that an assessor writes. */
export type Scored = { scores: Scores; comments: Remark[] };

/** What still has to be said before the scores can be handed in. */
export type Gap = { part: Part; criterion: Criterion; what: 'level' | 'feedback' };

/** Everything that is missing, in the order of the page: a level for each criterion, feedback for each unmet one. */
export function gaps(parts: Part[], scores: Scores): Gap[] {
  return parts.flatMap((part) =>
    part.scoring.criteria.flatMap((criterion): Gap[] => {
      const score = scores[part.id]?.[criterion.id];
      if (!score?.level) return [{ part, criterion, what: 'level' }];
      const isOpen = !meets(criterion, score.level) && !score.feedback?.trim();
      return isOpen ? [{ part, criterion, what: 'feedback' }] : [];
    }),
  );
}

/** Something to give before scores can be handed in: in which part, at which place of the page, and in a sentence. */
export type Missing = { part: string; at: string; says: string };

/** What the server misses, each where its pointer leads; what leads to no part is at the beginning. */
export function missed(faults: Fault[], parts: Part[]): Missing[] {
  return faults.map(({ pointer, message }) => {
    const at = pointer.replace(/^\/scores\//, '');
    const part = parts.find(({ id }) => at.startsWith(`${id}/`)) ?? parts[0];
    return { part: part?.title ?? '', at, says: message };
  });
}

/** How many criteria have a level and say nothing to the earner: allowed where they are met, and a pity. */
export function silent(parts: Part[], scores: Scores): number {
  const all = parts.flatMap((part) => part.scoring.criteria.map((criterion) => scores[part.id]?.[criterion.id]));
  return all.filter((score) => score?.level && !score.feedback?.trim()).length;
}

/** A text without the characters that no schema of ours takes: controls and hidden turns of direction. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '');
}
