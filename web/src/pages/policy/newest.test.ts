import { expect, test } from 'vitest';

import { newest } from './newest';

test('only the newest asking counts, and none after it is dropped', () => {
  const asking = newest();
  const first = asking.begin();
  expect(first()).toBe(true);
  const second = asking.begin();
  expect([first(), second()]).toEqual([false, true]);
  asking.drop();
  expect(second()).toBe(false);
  expect(asking.begin()()).toBe(true);
});
