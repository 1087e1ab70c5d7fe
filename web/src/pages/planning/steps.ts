/** Next steps: in which order they are read, and which of them are late. */
import { cellsOf, DONE, lineKey, linesOf, type Cells } from './plan';
import type { Texts } from '../../typing/texts';

export type Counts = { all: number; done: number; overdue: number };

/** Whether a step should have been done before `today`, a day as `2026-11-26`. */
export function isOverdue({ due, done }: Cells, today: string): boolean {
  return done !== DONE && !!due && due < today;
}

/** Those to be done by their date, then those without a date, then what is done; otherwise as they came. */
export function inOrder(ids: string[], texts: Texts): string[] {
  const place = (id: string) => {
    const { due, done } = cellsOf('steps', texts[lineKey(id)]);
    return `${done === DONE ? 2 : due ? 0 : 1} ${due ?? ''}`;
  };
  return [...ids].sort((one, other) => place(one).localeCompare(place(other)));
}

/** How many there are, how many are done and how many late. */
export function counted(texts: Texts, today: string): Counts {
  const steps = linesOf(texts).map((id) => cellsOf('steps', texts[lineKey(id)]));
  const count = (wanted: (step: Cells) => boolean) => steps.filter(wanted).length;
  return {
    all: steps.length,
    done: count(({ done }) => done === DONE),
    overdue: count((step) => isOverdue(step, today)),
  };
}

/** The day that it is here: `2026-11-26`. */
export function dayOf(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
