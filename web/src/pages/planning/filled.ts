/** What the plan is filled with, as blocks of its document. */
import type { Definition } from '../../definition/shapes';
import { day, list, moment, money, number } from '../../texts/format';
import { figure, quarterName, type Measure } from '../reports/figures';
import { heading, table, text, type Block } from './blocks';
import { CURRENCY, monthly, type Use } from './cost';
import type { Capacity, Report } from './live';
import { matrixOf, type Cell } from './matrix';
import { reviewsOf } from './review';
import type { Words } from './texts';

/** How many quarters the last year has. */
const YEAR = 4;

/** The matrix of each definition, and what is missing in it. */
export function matrices(definitions: Definition[], t: Words): Block[] {
  if (definitions.length === 0) return [text(t.noDefinitions, { soft: true })];
  const all = definitions.flatMap((definition) => {
    const matrix = matrixOf(definition);
    const caption = t.matrix(definition.title);
    const title = [heading(3, definition.title), ...(definition.competency ? [text(definition.competency)] : [])];
    if (matrix.columns.length === 0) return [...title, text(t.stack, { soft: true })];
    const said = (cell: Cell | undefined) =>
      cell ? [...cell.scored, ...(cell.asked ? [`(${t.asked})`] : [])].join('\n') : '–';
    const head = [t.component, ...matrix.columns.map((column, at) => `${at + 1}. ${column}`)];
    const rows = matrix.rows.map((row) => [row.title, ...row.cells.map(said)]);
    const missing = [
      { what: t.unshown, names: matrix.unshown },
      { what: t.unscored, names: matrix.unscored },
      { what: t.idle, names: matrix.idle },
    ].filter(({ names }) => names.length > 0);
    const notes = missing.map(({ what, names }) => text(`${what}: ${list(names)}`, { warns: true }));
    return [...title, table(caption, head, rows), ...(notes.length > 0 ? notes : [text(t.complete, { soft: true })])];
  });
  return [text(t.legend, { soft: true }), ...all];
}

/** What can be scored in the weeks to come. */
export function forecast(capacity: Capacity | undefined, t: Words): Block[] {
  if (!capacity) return [heading(3, t.capacity), text(t.noCapacity, { soft: true })];
  const rows = capacity.weeks.map(({ from, come, fit, left }) => [day(from), number(come), number(fit), number(left)]);
  return [
    heading(3, t.capacity),
    text(capacity.fallsShort ? t.short : t.enough, { warns: capacity.fallsShort }),
    text(t.counted(moment(capacity.counted)), { soft: true }),
    table(t.capacity, [t.week, t.come, t.fit, t.left], rows),
  ];
}

/** What attempts of the last year took, as far as it may be told. */
export function taken(report: Report | undefined, t: Words): Block[] {
  if (!report) return [heading(3, t.taken), text(t.noReports, { soft: true })];
  const quarters = report.trend.slice(-YEAR);
  if (quarters.length === 0) return [heading(3, t.taken), text(t.noReport, { soft: true })];
  const told = (measure: Measure, value: number | undefined, currency: string) =>
    value === undefined ? t.untold : figure(measure, value, currency);
  const measures = ['started', 'hours', 'cost', 'coaching'] as const;
  const rows = quarters.map(({ quarter, totals, currency }) => [
    quarterName(quarter),
    ...measures.map((measure) => told(measure, totals[measure], currency)),
  ]);
  return [
    heading(3, t.taken),
    text(t.takenMore(report.fewest), { soft: true }),
    table(t.taken, [t.quarter, ...measures.map((measure) => t[measure])], rows),
  ];
}

/** What the platform costs a month. */
export function bill(use: Use, t: Words): Block[] {
  const costs = monthly(use);
  const lines = ['control', 'kept', 'watched', 'scanned', 'all'] as const;
  return [
    table(
      t.platform,
      [t.columns.what, t.cost],
      lines.map((line) => [t[line], money(costs[line], CURRENCY, 'exact')]),
    ),
  ];
}

/** What the bill is of. */
export function useOf(use: Use, t: Words): Block {
  const figures = ['submissions', 'gigabytes', 'months', 'views'] as const;
  return text(list(figures.map((each) => `${t[each]}: ${number(use[each])}`)));
}

/** When definitions are looked at again. */
export function reviews(definitions: Definition[], today: string, t: Words): Block[] {
  if (definitions.length === 0) return [heading(3, t.reviews), text(t.noDefinitionsOf, { soft: true })];
  const rows = reviewsOf(definitions, today).map(({ title, by, standing }) => [
    title,
    by ? day(`${by}T12:00:00`) : t.unset,
    t.standings[standing],
  ]);
  return [heading(3, t.reviews), table(t.reviews, [t.definition, t.by, t.standing], rows)];
}

/** Submissions a month, by what is known of the last year or weeks; nothing while nothing is. */
export function submissionsOf(
  report: Report | undefined,
  capacity: Capacity | undefined,
): { value: number; from: 'fromReport' | 'fromCapacity' } | undefined {
  const year = report?.trend.slice(-YEAR).map(({ totals }) => totals.submitted) ?? [];
  const told = year.filter((count) => count !== undefined);
  if (told.length === YEAR) {
    return { value: Math.round(told.reduce((sum, count) => sum + count, 0) / 12), from: 'fromReport' };
  }
  const come = capacity?.weeks[0]?.come;
  return come ? { value: Math.round((come * 52) / 12), from: 'fromCapacity' } : undefined;
}
