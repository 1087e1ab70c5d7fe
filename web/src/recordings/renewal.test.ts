import { expect, test } from 'vitest';
import { Renewal } from './renewal';

const MINUTE = 60_000;

test('what has shown something gets a new address when it fails, and again when that has run out', () => {
  const address = new Renewal();
  address.loaded();
  expect(address.failed(5 * MINUTE)).toBe(true);
  address.loaded();
  expect(address.failed(10 * MINUTE)).toBe(true);
});

test('what has shown nothing under its address gets no other', () => {
  const address = new Renewal();
  expect(address.failed(MINUTE)).toBe(false);
  address.loaded();
  expect(address.failed(5 * MINUTE)).toBe(true);
  expect(address.failed(10 * MINUTE)).toBe(false);
});

test('what fails again as soon as it is shown is broken itself', () => {
  const address = new Renewal();
  address.loaded();
  expect(address.failed(5 * MINUTE)).toBe(true);
  address.loaded();
  expect(address.failed(5 * MINUTE + 500)).toBe(false);
});
