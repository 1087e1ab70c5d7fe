import { expect, test } from 'vitest';
import { figure, monthName, place } from './figures';

test('a figure stands with its interval, and nothing stands for what nobody knows', () => {
  const interval = { low: 0.704, high: 0.851 };
  expect(figure({ value: 0.7777, interval })).toBe('0.78 (0.70\u00a0–\u00a00.85)');
  expect(figure({ value: 0.7777, interval }, 'share')).toBe('78% (70%\u00a0–\u00a085%)');
  expect(figure({ value: 0.25 }, 'signed')).toBe('+0.25');
  expect(figure({ value: -0.25 }, 'signed')).toBe('-0.25');
  expect(figure(null)).toBeUndefined();
});

test('a month is told in words, whatever the time zone', () => {
  expect(monthName('2026-01')).toBe('January 2026');
});

test('a place in the chart never leaves it', () => {
  expect([-1, -0.2, 0.4, 1, 2].map(place)).toEqual(['0.00%', '0.00%', '50.00%', '100.00%', '100.00%']);
});
