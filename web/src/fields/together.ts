/** What two people made of the same fields, of whom one saved first. */

/** Whether both say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Brings together what was made of `base` here and elsewhere. A field that only one of them changed is as that one has it;
 * one that both changed stays as it is here, and is named.
 */
export function together<T extends object>(base: T, mine: T, theirs: T): { fields: T; both: (keyof T)[] } {
  const fields = { ...theirs };
  const both: (keyof T)[] = [];
  for (const key of Object.keys({ ...theirs, ...mine }) as (keyof T)[]) {
    if (isSame(mine[key], base[key])) continue;
    fields[key] = mine[key];
    if (!isSame(theirs[key], base[key]) && !isSame(theirs[key], mine[key])) both.push(key);
  }
  return { fields, both };
}
