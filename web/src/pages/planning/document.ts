/** The whole plan as a document: what was written, and what it is filled with. */
import type { Definition } from '../../definition/shapes';
import { day, moment } from '../../texts/format';
import type { Texts } from '../../typing/texts';
import { heading, table, text, type Block } from './blocks';
import type { Use } from './cost';
import { bill, forecast, matrices, reviews, taken, useOf } from './filled';
import type { Capacity, Report } from './live';
import { answerKey, cellsOf, COLUMNS, DONE, lineKey, linesOf, TABLES, type Cells, type SectionName } from './plan';
import { dayOf, inOrder, isOverdue } from './steps';
import type { Words } from './texts';

/** What was read; there may be none of it for the reader. */
type Told<T> = { told: T | undefined };

/** What a document is made of: the sections as they stand on the page, and what was read of the platform so far. */
export type Contents = {
  name: string;
  sections: { name: SectionName; texts: Texts; isSaved: boolean }[];
  definitions: Definition[] | undefined;
  capacity: Told<Capacity> | undefined;
  report: Told<Report> | undefined;
  use: Use;
};

/** The blocks of the document, as of `now`. */
export function documentOf(contents: Contents, t: Words, now: Date): Block[] {
  const today = dayOf(now);
  return [
    heading(1, t.planOf(contents.name)),
    text(t.asOf(moment(now)), { soft: true }),
    ...contents.sections.flatMap(({ name, texts, isSaved }) => [
      heading(2, t.sections[name].title),
      ...(isSaved ? [] : [text(t.notSaved, { warns: true })]),
      ...answers(name, texts, t),
      ...lines(name, texts, today, t),
      ...filled(name, contents, today, t),
    ]),
  ];
}

function answers(name: SectionName, texts: Texts, t: Words): Block[] {
  return Object.entries(t.sections[name].questions).flatMap(([question, asked]) => {
    const said = texts[answerKey(question)];
    return [heading(3, asked), said ? text(said) : text(t.none, { soft: true })];
  });
}

function lines(name: SectionName, texts: Texts, today: string, t: Words): Block[] {
  const of = TABLES[name];
  if (!of) return [];
  const ids = linesOf(texts);
  const ordered = of === 'steps' ? inOrder(ids, texts) : ids;
  const rows = ordered.map((id) => {
    const cells = cellsOf(of, texts[lineKey(id)]);
    return COLUMNS[of].map((column) => said(cells, column, today, t));
  });
  const columns = COLUMNS[of].map((column) => t.columns[column]);
  const title = t.tables[of].title;
  return [heading(3, title), rows.length > 0 ? table(title, columns, rows) : text(t.none, { soft: true })];
}

function said(cells: Cells, column: keyof Cells, today: string, t: Words): string {
  const cell = cells[column] ?? '';
  if (column === 'done') return cell === DONE ? t.yes : t.no;
  if (column !== 'due' || cell === '') return cell;
  // Noon here, so that it is the same day wherever that is.
  const until = day(`${cell}T12:00:00`);
  return isOverdue(cells, today) ? `${until} (${t.overdue})` : until;
}

function filled(name: SectionName, contents: Contents, today: string, t: Words): Block[] {
  const { definitions, capacity, report, use } = contents;
  const missing = (title: string) => [heading(3, title), text(t.notRead, { warns: true })];
  if (name === 'evidence') return definitions ? matrices(definitions, t) : [text(t.notRead, { warns: true })];
  if (name === 'sustainability') return definitions ? reviews(definitions, today, t) : missing(t.reviews);
  if (name !== 'capacity') return [];
  return [
    ...(capacity ? forecast(capacity.told, t) : missing(t.capacity)),
    ...(report ? taken(report.told, t) : missing(t.taken)),
    heading(3, t.platform),
    useOf(use, t),
    ...bill(use, t),
  ];
}
