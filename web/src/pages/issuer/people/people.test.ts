import { expect, test } from 'vitest';
import { asDays, asRecords, matching, type Member } from './people';

const member = (name: string, email: string): Member => ({
  id: name,
  version: 1,
  name,
  email,
  language: 'en',
  memberships: [],
});

test('people are found by any words of their name and address, by name', () => {
  const people = [member('Bo Li', 'bo@one.example'), member('Ana Li', 'ana@two.example')];
  expect(matching(people, 'li').map(({ name }) => name)).toEqual(['Ana Li', 'Bo Li']);
  expect(matching(people, 'LI one').map(({ name }) => name)).toEqual(['Bo Li']);
  expect(matching(people, 'nobody')).toEqual([]);
});

test('a training that is not touched stays to the second, and one that is not shown stays at all', () => {
  const before = [
    { microcredential: 'a', trained: '2026-01-05T08:01:02Z', expires: '2027-01-05T08:01:02Z' },
    { microcredential: 'retired', trained: '2026-01-05T08:01:02Z' },
  ];
  const days = asDays(before, ['a', 'b', 'c'], '2026-11-25');
  expect(days.b).toEqual({ trained: false, since: '2026-11-25', until: '' });
  expect(asRecords(days, before, '2026-11-25')).toEqual([before[1], before[0]]);

  days.a!.until = '2028-06-30';
  days.b!.trained = true;
  days.c = { trained: true, since: '2026-10-01', until: '' };
  expect(asRecords(days, before, '2026-11-25')).toEqual([
    before[1],
    { microcredential: 'a', trained: '2026-01-05T08:01:02Z', expires: '2028-06-30T23:59:59Z' },
    { microcredential: 'b' },
    { microcredential: 'c', trained: '2026-10-01T00:00:00Z' },
  ]);
});
