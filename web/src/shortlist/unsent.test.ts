import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keep, placeOf, unsent } from './unsent';

const stored = new Map<string, string>();

beforeEach(() =>
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  }),
);
afterEach(() => vi.unstubAllGlobals());

test('what is typed is kept for whoever typed it, until it says nothing', () => {
  const hers = placeOf('per_1', 'shr_1');
  keep(hers, { text: 'An hour of work.', about: 'a' });
  expect(unsent(hers)).toEqual({ text: 'An hour of work.', about: 'a' });
  expect(unsent(placeOf('per_2', 'shr_1')).text).toBe('');
  keep(hers, { text: '', about: 'a' });
  expect(stored.size).toBe(0);
  vi.stubGlobal('sessionStorage', undefined);
  keep(hers, { text: 'Kept nowhere.', about: '' });
  expect(unsent(hers).text).toBe('');
});
