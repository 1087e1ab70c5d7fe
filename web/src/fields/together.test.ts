import { expect, test } from 'vitest';
import { together } from './together';

type Fields = { name: string; schools: string[]; logo: string | undefined };
const base: Fields = { name: 'Fern', schools: ['Low'], logo: 'a' };

test('what only one changed is taken, also where it was taken out', () => {
  const mine = { ...base, logo: undefined };
  const theirs = { ...base, schools: ['Low', 'High'] };
  expect(together(base, mine, theirs)).toEqual({
    fields: { ...base, schools: ['Low', 'High'], logo: undefined },
    both: [],
  });
});

test('what both changed stays as it is here and is named, unless both made the same of it', () => {
  const mine = { ...base, name: 'Fern Valley', schools: ['High'] };
  const theirs = { ...base, name: 'Fern Hill', schools: ['High'] };
  expect(together(base, mine, theirs)).toEqual({ fields: mine, both: ['name'] });
});
