import { expect, test } from 'vitest';
import { countingFor, standingOf, type Prospect, type Told } from './counting';

const use = (changed: Partial<Prospect>): Prospect => ({
  id: 'use',
  title: 'Use',
  grants: { designation: 'lead' },
  says: 'Designation: Lead',
  times: 0,
  timesNow: 0,
  trace: [],
  asides: [],
  concerned: true,
  eligible: true,
  needed: 2,
  counted: [],
  ...changed,
});
const held = { award: 'awd_1', microcredential: 'generating-ideas', awarded: '2026-09-01' };
const hours = { hours: { of: 'practice', each: '4', per: 'calendar-year' as const } };

test.each([
  ['open', {}],
  ['none', { asides: ['It was revoked.'] }],
  ['counted', { counted: [held] }],
  ['conditional', { counted: [held], eligible: false }],
  ['completed', { counted: [held], times: 1 }],
  ['granted', { counted: [held], times: 1, timesNow: 1 }],
  ['added', { counted: [held], times: 2, timesNow: 1, grants: hours }],
  ['granted', { counted: [held], times: 1, timesNow: 1, grants: hours }],
] as const)('a use stands as %s', (standing, changed) => {
  expect(standingOf(use(changed as Partial<Prospect>))).toBe(standing);
});

test('of an award only the uses are told for which it counts', () => {
  const policy = { id: 'policy' } as Told['policy'];
  const told = [{ policy, uses: [use({ id: 'one', counted: [held] }), use({ id: 'other' })] }];
  expect(countingFor('awd_1', told).map(({ uses }) => uses.map(({ id }) => id))).toEqual([['one']]);
  expect(countingFor('awd_2', told)).toEqual([]);
});
