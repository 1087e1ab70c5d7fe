/** What two tabs made of the same assessment, put together so that neither loses a word. */
import type { Remark, Score, Scored, Scores } from './work';

/** Both tabs changed the same thing: this one's stays, and what the other says is shown beside it. */
export type Clash = { part: string; criterion: string; field: keyof Score; theirs: string };

/** The scores as they are sent: nothing that says nothing. */
export function tidy({ scores, comments }: Scored): Scored {
  const kept: Scores = {};
  for (const [part, criteria] of Object.entries(scores)) {
    for (const [criterion, { level, feedback }] of Object.entries(criteria)) {
      const score = { ...(level && { level }), ...(feedback && { feedback }) };
      if (Object.keys(score).length > 0) (kept[part] ??= {})[criterion] = score;
    }
  }
  const said = comments.filter((remark) => remark.text.trim() !== '');
  return { scores: kept, comments: said.map(({ artifact, second, text }) => ({ artifact, second, text })) };
}

/** Whether both say the same. */
export function same(one: Scored, other: Scored): boolean {
  return print(one) === print(other);
}

/** `mine` and `theirs`, which both grew out of `base`. */
export function merge(base: Scored, mine: Scored, theirs: Scored): { scored: Scored; clashes: Clash[] } {
  const scores: Scores = structuredClone(theirs.scores);
  const clashes: Clash[] = [];
  for (const [part, criterion] of places(base, mine)) {
    for (const field of ['level', 'feedback'] as const) {
      const [was, is, other] = [base, mine, theirs].map((all) => all.scores[part]?.[criterion]?.[field] ?? '');
      if (is === was || is === other) continue;
      if (other !== was) clashes.push({ part, criterion, field, theirs: other ?? '' });
      const score = ((scores[part] ??= {})[criterion] ??= {});
      if (is) score[field] = is;
      else delete score[field];
    }
  }
  return { scored: tidy({ scores, comments: remarks(base, mine, theirs) }), clashes };
}

/** Theirs without what was taken out here, and with what was added here. A changed one is both. */
function remarks(base: Scored, mine: Scored, theirs: Scored): Remark[] {
  const holds = (all: Scored, remark: Remark) => all.comments.some((other) => key(other) === key(remark));
  const left = theirs.comments.filter((remark) => !holds(base, remark) || holds(mine, remark));
  const added = mine.comments.filter((remark) => !holds(base, remark) && !holds(theirs, remark));
  return [...left, ...added];
}

function places(...all: Scored[]): [string, string][] {
  const found = new Map<string, [string, string]>();
  for (const { scores } of all) {
    for (const [part, criteria] of Object.entries(scores)) {
      for (const criterion of Object.keys(criteria)) found.set(`${part}/${criterion}`, [part, criterion]);
    }
  }
  return [...found.values()];
}

function key({ artifact, second, text }: Remark): string {
  return JSON.stringify([artifact, second, text]);
}

function print(scored: Scored): string {
  const { scores, comments } = tidy(scored);
  const said = places({ scores, comments: [] }).map(([part, criterion]) => {
    const score = scores[part]?.[criterion];
    return [part, criterion, score?.level ?? '', score?.feedback ?? ''].map(String);
  });
  return JSON.stringify([said.sort(), comments.map(key).sort()]);
}
