/** What is wrong with which field, told to the fields by the page that holds them. Fields are named by JSON Pointers. */
import { getContext, setContext } from 'svelte';
import type { Shapes } from '../api/client';

type Fault = Shapes['Fault'];
const KEY = Symbol('faults');

/** Tells all fields within what is wrong. */
export function tellFaults(faults: () => Fault[]): void {
  setContext(KEY, faults);
}

/** Asks what is wrong at a pointer itself. */
export function faultsHere(): (pointer: string) => string[] {
  const faults = getContext<() => Fault[]>(KEY);
  return (pointer) => [
    ...new Set(
      faults()
        .filter((fault) => fault.pointer === pointer)
        .map(({ message }) => message),
    ),
  ];
}

/** The id of the field at a pointer. */
export const fieldId = (pointer: string) => `at${pointer}`;

/** What the field at a pointer is called on the page, with the things that it is one of; empty when there is none. */
export function nameOf(pointer: string): string {
  const field = document.getElementById(fieldId(pointer));
  const names = [document.querySelector(`label[for="${CSS.escape(fieldId(pointer))}"]`)?.textContent?.trim()];
  for (let item = field?.closest('[role="group"]'); item; item = item.parentElement?.closest('[role="group"]')) {
    names.unshift(item.getAttribute('aria-label') ?? undefined);
  }
  return names.filter((name) => name).join(', ');
}

/** Moves the focus to the field at a pointer, or to the nearest thing around it, and opens what hides it. */
export function goTo(pointer: string): void {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = document.getElementById(fieldId(at));
    if (found) {
      for (let within = found.closest('details'); within; within = within.parentElement?.closest('details') ?? null) {
        within.open = true;
      }
      found.focus();
      found.scrollIntoView({ block: 'center' });
      return;
    }
    if (at === '') return;
  }
}

/** Those of `faults` at whose place still stands what was sent: a field that was changed since, or moved, is as yet unjudged. */
export function standing<T extends { pointer: string }>(faults: T[], sent: unknown, now: unknown): T[] {
  const at = (whole: unknown, pointer: string) =>
    JSON.stringify(
      pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], whole),
    );
  return faults.filter(({ pointer }) => at(sent, pointer) === at(now, pointer));
}
