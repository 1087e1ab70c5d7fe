/** What a form holds of an organisation, what it sends of it, and at which field a fault is told. */
import type { Organisation } from '../api/administered';
import { isRefused, type Fault } from '../api/problem';

/** The schools stand one on a line. */
export type Typed = { name: string; url: string; contact: string; schools: string };

/** Of an organisation that isn't there yet. */
export const nothing: Typed = { name: '', url: '', contact: '', schools: '' };

/** An organisation as its form begins. */
export function asTyped({ name, url, contact, schools }: Organisation): Typed {
  return { name, url, contact, schools: schools.join('\n') };
}

/** As it was typed, without what says nothing: so the server's pointers fit the lines that are shown. */
export function tidied({ name, url, contact, schools }: Typed): Typed {
  return { name: name.trim(), url: url.trim(), contact: contact.trim(), schools: linesOf(schools).join('\n') };
}

/** Whether two forms hold the same. */
export function isSame(one: Typed, other: Typed): boolean {
  return (['name', 'url', 'contact', 'schools'] as const).every((field) => one[field] === other[field]);
}

/**
 * What a form is typed onto, and what it holds, once `now` was read. Where nothing was typed it begins anew; where a
 * colleague changed what it holds, it still stands on what it was typed onto, and saving it will be refused as stale.
 */
export function broughtUp(base: Organisation, typed: Typed, now: Organisation): [Organisation, Typed] {
  if (isSame(asTyped(now), asTyped(base))) return [now, typed];
  return isSame(typed, asTyped(base)) ? [now, asTyped(now)] : [base, typed];
}

/** What is sent of it. Only a district has schools. */
export function asSaid(typed: Typed, kind: Organisation['kind']) {
  const { name, url, contact, schools } = tidied(typed);
  return { name, url, contact, ...(kind === 'district' && { schools: linesOf(schools) }) };
}

/** What is wrong with what was typed: a name that another organisation has is told at the name. */
export function faultsOf(trouble: unknown): Fault[] {
  if (isRefused(trouble, 'invalid')) return trouble.faults;
  return isRefused(trouble, 'exists') ? [{ pointer: '/name', message: trouble.message }] : [];
}

/** What is wrong with the field that `pointer` leads to. Of a line in it, `line` says which. */
export function errorsAt(faults: Fault[], pointer: string, line: (number: number, says: string) => string): string[] {
  const said = faults.flatMap((fault) => {
    if (fault.pointer === pointer) return [fault.message];
    if (!fault.pointer.startsWith(`${pointer}/`)) return [];
    const at = Number(fault.pointer.slice(pointer.length + 1));
    return [Number.isInteger(at) ? line(at + 1, fault.message) : fault.message];
  });
  return [...new Set(said)];
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
