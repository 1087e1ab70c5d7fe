/** Every page as axe sees it: as it comes, to a stranger, when the server fails, without a connection, without scripts. */
import type { Page } from 'playwright-core';
import { expect, inject, test, vi } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectBadLine, expectComplaint, person } from './browser';
import { everyPage, Visitors } from './pages';

vi.setConfig({ testTimeout: 900_000 });
expectBadLine();

/** The page's name among its states. */
const named = (path: string) => (path === '/' ? 'catalogue' : path.slice(1).replaceAll(/[/:]+/g, '-'));

async function come(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

test('every page as it comes, in every look', async () => {
  const visitors = new Visitors();
  for (const { path, address, who } of await everyPage()) {
    const page = await (await visitors.of(who)).newPage();
    await come(page, address);
    await expectAccessibleInEveryLook(page, `page-${named(path)}`);
    await page.close();
  }
});

test('every page to somebody who is not signed in', async () => {
  const page = await (await person()).newPage();
  for (const { path, address } of await everyPage()) {
    await come(page, address);
    await expectAccessible(page, `stranger-${named(path)}`);
  }
});

test.each([
  ['when the server fails', 'failed'],
  ['when no answer comes', 'unreachable'],
] as const)('every page %s', async (_, how) => {
  expectComplaint(/status of 500/);
  const visitors = new Visitors();
  const json = {
    type: '/problems/failure',
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'Nothing was changed. Try again; if it stays, tell us the request id.',
    requestId: 'r-1',
  };
  for (const { path, address, who } of await everyPage()) {
    const page = await (await visitors.of(who)).newPage();
    // Who she is was known before it failed.
    await page.route(
      (url) => url.pathname.startsWith('/api/') && url.pathname !== '/api/me',
      (route) => (how === 'failed' ? route.fulfill({ status: 500, json }) : route.abort()),
    );
    await page.goto(address, { waitUntil: 'networkidle' });
    await expectAccessible(page, `${how}-${named(path)}`);
    await page.close();
  }
});

test('without scripts, what stands in their place', async () => {
  const context = await person({ javaScriptEnabled: false });
  const addresses = { portal: '/', work: '/work', missing: '/nothing/here', district: inject('district') };
  for (const [name, address] of Object.entries(addresses)) {
    const page = await context.newPage();
    await page.goto(address);
    const heading = page.getByRole('heading', { level: 1 }).first();
    await heading.waitFor();
    // What was parsed stays. Axe is a script itself, and its timers run only where scripts may; a session of Chromium's
    // protocol enables nothing but what it has disabled itself.
    const session = await context.newCDPSession(page);
    for (const value of [true, false]) await session.send('Emulation.setScriptExecutionDisabled', { value });
    expect(await page.evaluate(() => new Promise((done) => setTimeout(done, 0, 'it runs')))).toBe('it runs');
    // Where scripts run, what stands for them is hidden: it is looked at in its own place.
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('noscript')) each.replaceWith(...each.childNodes);
    });
    await expectAccessible(page, `without-scripts-${name}`);
    expect(await heading.isVisible(), 'what axe saw is what is shown without scripts').toBe(true);
    await page.close();
  }
  expect(await context.cookies()).toEqual([]);
}, 120_000);
