import { expect, test } from 'vitest';
import { delay, judge, MOST_RETRIES, patience } from './retry';

test('retries wait from nothing up to a bound that grows from half a second to half a minute', () => {
  const bounds = [1, 2, 3, 4, 5, 6].map((retry) => delay(retry, 1));
  expect(bounds[0]).toBe(500);
  expect(bounds[MOST_RETRIES - 1]).toBe(30_000);
  expect(bounds[5]).toBe(30_000);
  expect([...bounds].sort((one, other) => one - other)).toEqual(bounds);
  expect(delay(5, 0)).toBe(0);
  expect(delay(1, 0.5)).toBe(250);
});

test.each([
  [403, 'AccessDenied', 'sign-again'],
  [403, undefined, 'sign-again'],
  [404, 'NoSuchUpload', 'gone'],
  [400, 'BadDigest', 'again'],
  [400, 'IncompleteBody', 'again'],
  [400, 'RequestTimeout', 'again'],
  [503, 'SlowDown', 'again'],
  [500, undefined, 'again'],
  [429, undefined, 'again'],
  [400, 'InvalidArgument', 'stop'],
  [411, undefined, 'stop'],
  [413, 'EntityTooLarge', 'stop'],
])('the storage answers %i %s: %s', (status, error, wanted) => {
  expect(judge({ is: 'answered', status, error }).is).toBe(wanted);
});

test('a part that nobody heard is lost', () => {
  expect(judge({ is: 'lost' })).toEqual({ is: 'lost' });
});

test('a long part may be still for longer than a short one', () => {
  expect(patience(1)).toBe(32_000);
  expect(patience(16 * 1024 * 1024)).toBe(62_000);
});
