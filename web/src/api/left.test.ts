import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storage } from './storage.testing';

type Tab = typeof import('./left');
let browser: Record<string, string>;
/** What each tab has of its own, by the tab. */
const owns = new Map<Tab, Record<string, string>>();

/** A tab, opened or loaded again with what it had. */
async function open(own: Record<string, string> = storage({})): Promise<Tab> {
  vi.resetModules();
  const tab = await import('./left');
  owns.set(tab, own);
  return within(tab);
}

/** Turns to a tab. */
function within(tab: Tab): Tab {
  vi.stubGlobal('sessionStorage', owns.get(tab));
  return tab;
}

beforeEach(() => {
  browser = storage({});
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', browser);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const copies = () => Object.keys(browser);

test('what a tab left is there for another once it is closed, and gone once that has saved it', async () => {
  (await open()).keep('draft', 'typed');
  const next = await open();
  expect(next.kept('draft')).toBe('typed');
  next.keep('draft', undefined);
  expect(copies()).toEqual([]);
});

test('two tabs take nothing of each other: a copy is neither written over nor taken away', async () => {
  const before = await open();
  const one = await open();
  one.keep('draft', 'of one');
  within(before).keep('draft', 'of the other');
  expect(before.kept('draft')).toBe('of the other');
  before.keep('draft', undefined);
  const next = await open();
  expect(next.kept('draft'), 'one was closed meanwhile').toBe('of one');
});

test('a tab that is loaded again still knows its copy', async () => {
  const tab = await open();
  tab.keep('draft', 'typed');
  const again = await open(owns.get(tab));
  expect(again.kept('draft')).toBe('typed');
  again.keep('draft', undefined);
  expect(copies()).toEqual([]);
});

test('signing out forgets all copies and makes none, until somebody signs in', async () => {
  const tab = await open();
  tab.keep('draft', 'typed');
  tab.forgetCopies();
  tab.keep('draft', 'typed on');
  expect(copies()).toEqual([]);
  expect(tab.kept('draft'), 'the tab has it').toBe('typed on');
  tab.allowCopies();
  tab.keep('draft', 'typed again');
  expect(copies()).toEqual(['left:draft']);
});

test('after two weeks nobody comes back to it', async () => {
  (await open()).keep('draft', 'typed');
  vi.setSystemTime(Date.now() + 15 * 24 * 3_600_000);
  const next = await open();
  expect([next.kept('draft'), copies()]).toEqual([undefined, []]);
});

test('a browser that keeps nothing, or something else, is no trouble', async () => {
  browser['left:draft'] = '{';
  expect((await open()).kept('draft')).toBeUndefined();
  vi.stubGlobal('localStorage', undefined);
  const tab = await open();
  tab.keep('draft', 'typed');
  expect(tab.kept('draft')).toBe('typed');
});
