import { expect, test } from 'vitest';
import { Rate } from './rate';

function run(rate: Rate, bytesPerSecond: number, seconds: number, from = { at: 0, bytes: 0 }) {
  let { at, bytes } = from;
  for (let step = 0; step <= seconds * 2; step += 1) {
    rate.sample(bytes, at);
    if (step < seconds * 2) [at, bytes] = [at + 500, bytes + bytesPerSecond / 2];
  }
  return { at, bytes };
}

test('nothing is said in the first two seconds', () => {
  const rate = new Rate();
  run(rate, 1000, 1.5);
  expect(rate.speed).toBeUndefined();
  expect(rate.left(1000)).toBeUndefined();
});

test('a steady speed is told as it is, and what is left follows from it', () => {
  const rate = new Rate();
  run(rate, 2_000_000, 10);
  expect(rate.speed).toBeCloseTo(2_000_000, 0);
  expect(rate.left(60_000_000)).toBeCloseTo(30, 3);
});

test('a change shows after some seconds, and not at once', () => {
  const rate = new Rate();
  const then = run(rate, 1_000_000, 20);
  const soon = run(rate, 100_000, 1, then);
  expect(rate.speed).toBeGreaterThan(600_000);
  run(rate, 100_000, 30, soon);
  expect(rate.speed).toBeLessThan(120_000);
});

test('bytes that are sent again make it slower and never negative', () => {
  const rate = new Rate();
  const then = run(rate, 1_000_000, 5);
  rate.sample(then.bytes - 50_000_000, then.at + 1000);
  expect(rate.speed).toBe(0);
  expect(rate.left(1000)).toBeUndefined();
});

test('after a reset it begins anew', () => {
  const rate = new Rate();
  run(rate, 1_000_000, 5);
  rate.reset();
  expect(rate.speed).toBeUndefined();
  run(rate, 500_000, 5, { at: 100_000, bytes: 9_000_000 });
  expect(rate.speed).toBeCloseTo(500_000, 0);
});

test('samples that come too fast are one', () => {
  const rate = new Rate();
  for (let at = 0; at <= 4000; at += 10) rate.sample(at * 1000, at);
  expect(rate.speed).toBeCloseTo(1_000_000, -4);
});
