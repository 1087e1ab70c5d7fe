/**
 * What two people made of one definition, brought together field by field. Parts, criteria and whatever else has an id is
 * the same thing wherever it stands.
 */
import { printOf } from './edit';

/** A field that both changed. What one of them removed is undefined. */
export interface Both {
  /** A JSON Pointer into what was brought together. */
  pointer: string;
  mine: unknown;
  theirs: unknown;
}

/** What became of it. */
export interface Merged<T> {
  /** What only one changed is as that one has it; what both changed, as it is here. */
  whole: T;
  both: Both[];
  /** Where it is now as it is elsewhere, by JSON Pointers. */
  taken: string[];
}

type Fields = Record<string, unknown>;
type Item = { id: string };

/** Brings together what was made of `base` here and elsewhere. Without it, whatever differs was changed by both. */
export function merged<T>(base: T | undefined, mine: T, theirs: T): Merged<T> {
  const told = { both: [] as Both[], taken: [] as string[] };

  function bring(base: unknown, mine: unknown, theirs: unknown, pointer: string): unknown {
    if (isSame(mine, theirs) || isSame(theirs, base)) return mine;
    if (areItems(base) && areItems(mine) && areItems(theirs)) return bringItems(base, mine, theirs, pointer);
    if (areFields(base) && areFields(mine) && areFields(theirs)) return bringFields(base, mine, theirs, pointer);
    if (isSame(mine, base)) {
      told.taken.push(pointer);
      return theirs;
    }
    told.both.push({ pointer, mine, theirs });
    return mine;
  }

  function bringFields(base: Fields, mine: Fields, theirs: Fields, pointer: string): Fields {
    const keys = Object.keys({ ...mine, ...theirs });
    const pairs = keys.map((key) => [key, bring(base[key], mine[key], theirs[key], `${pointer}/${key}`)] as const);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  function bringItems(base: Item[], mine: Item[], theirs: Item[], pointer: string): Item[] {
    const [old, here, there] = [named(base), named(mine), named(theirs)];
    // One that somebody removed stays only if the other one has changed it meanwhile.
    const stays = (id: string) =>
      (here.has(id) && there.has(id)) || !isSame(here.get(id) ?? there.get(id), old.get(id));
    return orderOf(base, mine, theirs)
      .filter(stays)
      .flatMap((id, at) => {
        const item = bring(old.get(id), here.get(id), there.get(id), `${pointer}/${at}`);
        // Of what was removed here and changed elsewhere there is nothing to show yet.
        return item === undefined ? [] : [item as Item];
      });
  }

  const whole = bring(base ?? {}, mine, theirs, '') as T;
  return { whole, ...told };
}

/** The ids of both, in the order of whoever moved something, else in theirs; what only the other one has comes behind what it stood behind. */
function orderOf(base: Item[], mine: Item[], theirs: Item[]): string[] {
  const [old, here, there] = [base, mine, theirs].map((items) => items.map(({ id }) => id)) as [
    string[],
    string[],
    string[],
  ];
  const kept = old.filter((id) => here.includes(id));
  const hasMoved = !isSame(
    kept,
    here.filter((id) => old.includes(id)),
  );
  const [first, second] = hasMoved ? [here, there] : [there, here];
  const order = [...first];
  second.forEach((id, at) => {
    if (order.includes(id)) return;
    const before = second[at - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

const isSame = (one: unknown, other: unknown) => printOf(one) === printOf(other);
const named = (items: Item[]) => new Map(items.map((item) => [item.id, item]));
const areFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const areItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((each) => areFields(each) && typeof each['id'] === 'string');
