import { expect, test } from 'vitest';
import { begun, heldOf, membersOf, type Award, type Line } from './progress';

const line = (id: string, stack?: string[]) =>
  ({ id, title: id.toUpperCase(), language: 'en', ...(stack && { stack }) }) as Line;
const award = (microcredential: string, state = 'valid') => ({ microcredential, state }) as Award;
const catalogue = [line('a'), line('b'), line('c'), line('ab', ['a', 'b']), line('abc', ['a', 'b', 'c'])];

test('of a stack each member is told with its title, and held only when it is signed and holds', () => {
  const awards = [award('a'), award('b', 'revoked'), award('c', 'being-signed')];
  expect(membersOf(['a', 'b', 'gone'], catalogue, awards)).toEqual([
    { slug: 'a', title: 'A', language: 'en', held: true },
    { slug: 'b', title: 'B', language: 'en', held: false },
    { slug: 'gone', title: 'gone', language: undefined, held: false },
  ]);
  expect(membersOf(['a'], catalogue)[0]?.held).toBeUndefined();
  expect(heldOf(membersOf(['a', 'b', 'c'], catalogue, awards))).toBe(1);
});

test('a stack is begun with its first award, and over when it is awarded; the fullest comes first', () => {
  const ids = (awards: Award[]) => begun(catalogue, awards).map(({ line: { id } }) => id);
  expect(ids([])).toEqual([]);
  expect(ids([award('a')])).toEqual(['ab', 'abc']);
  expect(ids([award('c'), award('a')])).toEqual(['abc', 'ab']);
  expect(ids([award('a'), award('b'), award('ab', 'being-signed')])).toEqual(['abc']);
});
