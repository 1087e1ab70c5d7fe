/**
 * What two people made of one definition, brought together field by field. Parts, criteria and whatever else has an id is
 * the same thing wherever it stands. (For forms without parts within parts, `together` of `fields/` is enough.)
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
    if (isAlike(mine, theirs) || isAlike(theirs, base)) return mine;
    if (areItems(base) && areItems(mine) && areItems(theirs)) return bringItems(base, mine, theirs, pointer);
    if (areFields(base) && areFields(mine) && areFields(theirs) && !isOfAnotherKind(base, mine, theirs)) {
      return bringFields(base, mine, theirs, pointer);
    }
    if (isAlike(mine, base)) {
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
    const order = orderOf(base, mine, theirs).filter((id) => {
      if (here.has(id) && there.has(id)) return true;
      // One that they removed stays only if it was changed here; one that was removed here is gone.
      if (here.has(id)) return !isAlike(here.get(id), old.get(id));
      return !old.has(id);
    });
    const changed = theirs.filter(({ id }) => !here.has(id) && old.has(id) && !isAlike(there.get(id), old.get(id)));
    if (changed.length > 0) told.both.push({ pointer, mine: undefined, theirs: changed });
    const stayed = order.filter((id) => here.has(id));
    if (!isAlike(stayed, [...here.keys()])) told.taken.push(pointer);
    return order.map((id, at) => bring(old.get(id), here.get(id), there.get(id), `${pointer}/${at}`) as Item);
  }

  const whole = bring(base ?? {}, mine, theirs, '') as T;
  return { whole, ...told };
}

/**
 * The ids of both, in the order of whoever moved something, else in theirs. What only the other one has comes behind what it
 * stood behind.
 */
function orderOf(base: Item[], mine: Item[], theirs: Item[]): string[] {
  const [old, here, there] = [base, mine, theirs].map((items) => items.map(({ id }) => id)) as [
    string[],
    string[],
    string[],
  ];
  const kept = old.filter((id) => here.includes(id));
  const hasMoved = !isAlike(
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

/** Whether both say the same: what is null, empty or left out is nothing. */
export function isAlike(one: unknown, other: unknown): boolean {
  return printOf(bare(one)) === printOf(bare(other));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => bare(each) ?? null) : undefined;
  if (!areFields(value)) return value ?? undefined;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bare(each)]));
}

/** Whether it has become of different kinds, so that what one says of it makes no sense in the other. */
function isOfAnotherKind(base: Fields, mine: Fields, theirs: Fields): boolean {
  const kind = (of: Fields) => of['kind'] ?? of['type'] ?? RULES.find((rule) => rule in of);
  const haveBothTurned = [mine, theirs].every((one) => kind(one) !== kind(base));
  return kind(mine) !== kind(theirs) && (haveBothTurned || RULES.some((rule) => rule in base));
}

/** What a pass rule is one of. */
const RULES = ['all', 'anyOf', 'passes', 'yes'];

const named = (items: Item[]) => new Map(items.map((item) => [item.id, item]));
const areFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const areItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((each) => areFields(each) && typeof each['id'] === 'string');
