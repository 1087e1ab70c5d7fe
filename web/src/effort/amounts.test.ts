import { expect, test } from 'vitest';
import { kept, typedOf } from './amounts';

test('hours are kept in minutes and money in cents, with a point or a comma', () => {
  expect([kept('minutes', ' 7.5 '), kept('coachingMinutes', '0,25'), kept('cents', '12.30')]).toEqual([450, 15, 1230]);
  expect([kept('minutes', ''), kept('cents', '0')]).toEqual([undefined, 0]);
  for (const text of ['-1', 'seven', '1e3', '1.234', '1,000', '1,000.50'])
    expect(kept('cents', text), text).toBe('wrong');
  expect([kept('minutes', '1000'), kept('minutes', '1000.01'), kept('cents', '100001')]).toEqual([
    60000,
    'wrong',
    'wrong',
  ]);
});

test('what is kept is typed as it was', () => {
  expect(typedOf({ attempt: 1, version: 2, minutes: 450, cents: 0, currency: 'USD' })).toEqual({
    minutes: '7.5',
    cents: '0',
    coachingMinutes: '',
  });
});
