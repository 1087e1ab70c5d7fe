/** Which part of a definition is evidence for what of its competency, from the definition's own data. */
import type { Definition, Part } from '../../definition/shapes';

/** What of a part shows a component: the criteria that score it, and whether the part's task asks for it. */
export type Cell = { scored: string[]; asked: boolean };
export type Row = { component: string; title: string; cells: (Cell | undefined)[] };
export type Matrix = {
  /** One for each method component. */
  rows: Row[];
  /** The titles of the parts. */
  columns: string[];
  /** Components that nothing in any part shows. */
  unshown: string[];
  /** Components that are asked for, and that no criterion scores. */
  unscored: string[];
  /** Parts that are evidence for nothing. */
  idle: string[];
};

/** The matrix of a definition; of a stack, for which nothing is handed in, it has no columns. */
export function matrixOf(definition: Definition): Matrix {
  const parts = definition.parts ?? [];
  const components = definition.methodComponents ?? [];
  const rows = components.map(({ id, title }) => ({
    component: id,
    title: title ?? id,
    cells: parts.map((part) => cellOf(part, id)),
  }));
  const shown = ({ cells }: Row) => cells.some((cell) => cell !== undefined);
  const scored = ({ cells }: Row) => cells.some((cell) => cell !== undefined && cell.scored.length > 0);
  return {
    rows,
    columns: parts.map(({ title }) => title),
    unshown: rows.filter((row) => !shown(row)).map(({ title }) => title),
    unscored: rows.filter((row) => shown(row) && !scored(row)).map(({ title }) => title),
    idle: parts.filter((_, at) => rows.every(({ cells }) => cells[at] === undefined)).map(({ title }) => title),
  };
}

function cellOf(part: Part, component: string): Cell | undefined {
  const scored = part.scoring.criteria.filter(({ shows }) => shows?.includes(component)).map(({ title }) => title);
  const tasks = [...(part.questions ?? []), part.artifacts, part.reflections];
  const asked = tasks.some((task) => task?.shows?.includes(component));
  return scored.length > 0 || asked ? { scored, asked } : undefined;
}
