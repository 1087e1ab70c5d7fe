import { expect, test } from 'vitest';
import { figure, length, perHundred, quarterName, together, type Measure } from './figures';

test('a quarter is told by its months, whatever the time zone', () => {
  expect(quarterName('2026-q1').replace(/\s/g, ' ')).toMatch(/^January . March 2026$/);
  expect(quarterName('2026-q4').replace(/\s/g, ' ')).toMatch(/^October . December 2026$/);
});

test('a figure is told in its unit', () => {
  const told = (measure: Measure, value: number, currency = 'USD') => figure(measure, value, currency);
  expect([told('started', 1200), told('days', 1), told('hours', 9)]).toEqual(['1,200', '1 day', '9 hours']);
  expect([told('cost', 1200), told('cost', 35, 'EUR')]).toEqual(['$1,200', '€35']);
});

test('of many schools the first ones are named', () => {
  const more = (count: number) => `${count} more`;
  expect(together(['A', 'B', 'C', 'D'], more)).toBe('A, B, C, and D');
  expect(together(['A', 'B', 'C', 'D', 'E'], more)).toBe('A, B, C, and 2 more');
});

test('the longest bar is as long as there is room, and nothing divides by nothing', () => {
  const bars = [5, undefined, 20].map((value, at) => ({ key: String(at), name: '', value }));
  expect([length(20, bars), length(5, bars), length(0, [])]).toEqual(['100.00%', '25.00%', '0.00%']);
  expect([perHundred(6, 24), perHundred(6, 0), perHundred(undefined, 24)]).toEqual([25, undefined, undefined]);
});
