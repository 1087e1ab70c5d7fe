/** Places in the workspace that a link of a list can lead to: a step, and in it a field or a group of files. */
import type { Definition } from '../../definition/shapes';
import type { Fault } from '../../api/problem';
import { fieldsOf, keyOf } from './responses';

/** The id of the element at a place. */
export function idOf(place: string): string {
  return `at${place.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** The step and the place that a fault's pointer leads to. Statements are in the last step. */
export function placeOf(fault: Fault, definition: Definition, parts: string[]): { step: string; place: string } {
  const [, root, part] = fault.pointer.split('/');
  if (root !== 'parts' || part === undefined) return { step: 'hand-in', place: fault.pointer };
  const key = keyOf(fault.pointer, fieldsOf(definition, parts));
  return { step: part, place: key ?? `/parts/${part}/items` };
}

/** Puts the focus on a place once it is on the page: the field itself, or what it begins with. */
export function focusOn(place: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(idOf(place)) ?? document.querySelector(`[id^="${idOf(place)}"]`);
    if (!(element instanceof HTMLElement)) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'center' });
  });
}
