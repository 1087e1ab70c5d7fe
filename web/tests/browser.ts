/** Chromium as Debian ships it, one for each file of tests, and pages in it that fail a test by what they log. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const phone = { width: 390, height: 844 };
export const small = { width: 320, height: 640 };
export const desktop = { width: 1280, height: 900 };

let browser: Promise<Browser> | undefined;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const contexts: BrowserContext[] = [];
const profiles: string[] = [];
const logged: string[] = [];
let isLineBad = false;

afterAll(async () => {
  await (await browser)?.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map(leave));
  expected.length = 0;
  expect(logged.splice(0), 'what pages complained of').toEqual([]);
});

/** Closes it. What is still being answered by the test's own routes is of no use to anybody then. */
async function leave(context: BrowserContext): Promise<void> {
  const over = { behavior: 'ignoreErrors' } as const;
  // One that the test has closed itself has none.
  await Promise.all([context, ...context.pages()].map((it) => it.unrouteAll(over).catch(() => {})));
  await context.close();
}

/** One more flag for Chromium in this file of tests. Before the first person comes. */
export function flag(text: string): void {
  FLAGS.push(text);
}

/** In this file of tests the line is bad on purpose: that something could not be loaded is no complaint. */
export function expectBadLine(): void {
  isLineBad = true;
}

const expected: RegExp[] = [];

/** In this test Chromium complains of that, which is what is tested. */
export function expectComplaint(about: RegExp): void {
  expected.push(about);
}

const usual = (): BrowserContextOptions => ({
  baseURL: inject('origin'),
  viewport: desktop,
  locale: 'en-US',
  reducedMotion: 'reduce',
});

/** A browser of its own for one person: no cookies, nothing stored. Texts are English unless said otherwise. */
export async function person(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= chromium.launch({ executablePath, args: FLAGS });
  return followed(await (await browser).newContext({ ...usual(), ...options }));
}

/** Somebody whose Chromium is set to block third parties' cookies, or to take them: its own setting, in her profile. */
export async function personWhoseBrowser(thirdPartyCookies: 'blocks' | 'takes'): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-profile-'));
  mkdirSync(join(profile, 'Default'));
  const mode = { blocks: 1, takes: 0 }[thirdPartyCookies];
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ profile: { cookie_controls_mode: mode } }));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, ...usual() });
  profiles.push(profile);
  return followed(context);
}

/** Hears what goes wrong in the pages of `context`, and closes it after the test. */
function followed(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(30_000);
  context.on('weberror', (error) => logged.push(String(error.error())));
  context.on('console', (message) => {
    // A refusal is an answer like any other; Chromium logs its status all the same.
    const isRefusal = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
    const isLost = isLineBad && message.text().startsWith('Failed to load resource: net::ERR_');
    const isExpected = expected.some((about) => about.test(message.text()));
    if (message.type() === 'error' && !isRefusal && !isLost && !isExpected)
      logged.push(`${message.page()?.url()}: ${message.text()}`);
  });
  contexts.push(context);
  return context;
}

/** Keeps a picture of the whole page, or of what its window shows, in web/output/, for people to look at. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = resolve(import.meta.dirname, '../output');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
