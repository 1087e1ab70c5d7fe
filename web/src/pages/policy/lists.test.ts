import { expect, test } from 'vitest';
import { choicesOf } from './lists';

test('a micro-credential that was approved twice stands once, with both times', () => {
  const microcredentials = [{ id: 'a', until: '2027-06-30' }, { id: 'b' }, { id: 'a', from: '2028-07-01' }];
  const choices = choicesOf({ id: 'all', title: 'All', microcredentials }, { a: 'First' });
  expect(choices.map(({ id, title, approved }) => [id, title, approved.length])).toEqual([
    ['a', 'First', 2],
    ['b', 'b', 1],
  ]);
});
