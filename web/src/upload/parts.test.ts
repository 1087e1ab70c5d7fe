import { expect, test } from 'vitest';
import { Parts, type Plan } from './parts';

const MIB = 1024 * 1024;
const SIZE = 16 * MIB;

function plan(partCount: number, arrived: number[] = [], last = 5): Plan {
  const lengthOf = (number: number) => (number === partCount ? last : SIZE);
  return {
    size: (partCount - 1) * SIZE + last,
    partSize: SIZE,
    partCount,
    arrived: arrived.map((number) => ({ number, size: lengthOf(number) })),
  };
}

const urls = (numbers: number[]) =>
  numbers.map((number) => ({ number, url: `https://storage/${number}`, headers: {} }));
const numbers = (parts: { number: number }[]) => parts.map((part) => part.number);

/** Hashes and signs what is due. */
function prepare(parts: Parts, now = 0): number[] {
  for (const { number } of parts.toHash(now)) parts.hashed(number, `sum ${number}`);
  const due = numbers(parts.toSign(now));
  parts.signed(urls(due), now);
  return due;
}

test('the slices are the whole file, each byte once', () => {
  const slices = new Parts(plan(4)).toHash(0);
  expect(slices.map(({ from, to }) => [from, to])).toEqual([
    [0, SIZE],
    [SIZE, 2 * SIZE],
    [2 * SIZE, 3 * SIZE],
    [3 * SIZE, 3 * SIZE + 5],
  ]);
});

test('what has arrived whole is not touched again', () => {
  const parts = new Parts({
    ...plan(4, [1, 4]),
    arrived: [
      { number: 1, size: SIZE },
      { number: 2, size: 7 },
      { number: 4, size: 5 },
    ],
  });
  expect(numbers(parts.toHash(0))).toEqual([2, 3]);
  expect(parts.bytes).toEqual({ arrived: SIZE + 5, sent: SIZE + 5 });
});

test('twelve parts are prepared ahead and more when there is room', () => {
  const parts = new Parts(plan(40));
  expect(parts.toHash(0)).toHaveLength(12);
  expect(parts.toHash(0)).toEqual([]);
  parts.hashed(1, 'sum');
  expect(parts.toHash(0)).toEqual([]);
  parts.signed(urls(numbers(parts.toSign(0))), 0);
  parts.toSend(0);
  expect(numbers(parts.toHash(0))).toEqual([13]);
});

test('parts are signed just in time: the first at once, then when the stock gets low', () => {
  const parts = new Parts(plan(20));
  parts.toHash(0);
  parts.hashed(1, 'a');
  expect(numbers(parts.toSign(0))).toEqual([1]);
  for (let number = 2; number <= 12; number += 1) parts.hashed(number, 'b');
  expect(parts.toSign(0), 'one request at a time').toEqual([]);
  parts.signed(urls([1]), 0);
  expect(numbers(parts.toSign(0))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  parts.signed(urls([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), 0);
  expect(parts.toSign(0)).toEqual([]);
});

test('parts go out in order, each once', () => {
  const parts = new Parts(plan(3, [2]));
  prepare(parts);
  expect([parts.toSend(0), parts.toSend(0), parts.toSend(0)].map((part) => part?.number)).toEqual([1, 3, undefined]);
  expect(parts.sending).toBe(2);
  parts.progressed(1, 1000);
  parts.progressed(3, 99);
  expect(parts.bytes).toEqual({ arrived: SIZE, sent: SIZE + 1005 });
  parts.arrived(1);
  parts.arrived(3);
  expect(parts.areAllThere).toBe(true);
});

test('an address that got old in stock is not used but signed again', () => {
  const parts = new Parts(plan(2));
  prepare(parts, 0);
  const late = 11 * 60_000;
  expect(parts.toSend(late)).toBeUndefined();
  expect(numbers(parts.toSign(late))).toEqual([1, 2]);
});

test('a part that failed waits, and is read again before it goes', () => {
  const parts = new Parts(plan(1));
  prepare(parts);
  parts.toSend(0);
  expect(parts.again(1, 1000, (retry) => retry * 500)).toBe(1);
  expect(parts.nextAt(1000)).toBe(1500);
  expect(parts.toHash(1499)).toEqual([]);
  expect(numbers(parts.toHash(1500))).toEqual([1]);
  expect(parts.nextAt(1500)).toBeUndefined();
});

test('a part with an old address is signed again without being read', () => {
  const parts = new Parts(plan(1));
  prepare(parts);
  parts.toSend(0);
  expect(parts.signAgain(1, 1000, () => 0)).toBe(1);
  expect(parts.toHash(1000)).toEqual([]);
  expect(parts.toSign(1000)).toEqual([{ number: 1, sha256: 'sum 1' }]);
});

test('a part that is called back goes again under its address and counts no retry', () => {
  const parts = new Parts(plan(1));
  prepare(parts);
  parts.toSend(0);
  parts.progressed(1, 3);
  parts.calledBack(1);
  expect(parts.bytes.sent).toBe(0);
  expect(parts.toSend(0)?.number).toBe(1);
  parts.calledBack(1);
  expect(parts.toSend(11 * 60_000), 'unless that is old by now').toBeUndefined();
  prepare(parts, 11 * 60_000);
  parts.toSend(11 * 60_000);
  expect(parts.again(1, 0, () => 0)).toBe(1);
});

test('what could not be signed is asked for again', () => {
  const parts = new Parts(plan(2));
  parts.toHash(0);
  parts.hashed(1, 'a');
  parts.toSign(0);
  expect(parts.isBusy).toBe(true);
  parts.unsigned();
  expect(numbers(parts.toSign(0))).toEqual([1]);
});

test('another connection forgives', () => {
  const parts = new Parts(plan(1));
  prepare(parts);
  parts.toSend(0);
  parts.again(1, 0, () => 30_000);
  parts.forgive();
  expect(numbers(parts.toHash(0))).toEqual([1]);
});
