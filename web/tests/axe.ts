/** Accessibility, as far as a machine can see it: WCAG 2.2 AA by axe-core, in every look of a page. */
import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { desktop, picture, small } from './browser';
import { judged } from './judged';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the standard demands; a letter is shown inside a page of somebody else's, so that more does not fit it. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ALL = [...WCAG, 'best-practice'];
/** What dark may break where light is good: it is the same page in other colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

type Axe = { axe?: typeof import('axe-core') };

/**
 * Expects no violation on the page as it is now, of these rules or tags, and nothing that axe could not decide unless
 * somebody has looked at it: see `judged.ts`.
 */
export async function expectAccessible(page: Page, state: string, rules = ALL): Promise<void> {
  await looked(page, state, state, rules);
}

async function looked(page: Page, state: string, look: string, rules: string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const results = await page.evaluate((runOnly) => (globalThis as Axe).axe?.run({ runOnly }), rules);
  if (!results) throw new Error('axe did not run');
  const undecided = judged(results.incomplete);
  const line = { state, violations: results.violations.length, ...undecided };
  appendFileSync(inject('looks'), `${JSON.stringify(line)}\n`);
  expect(told(results.violations), look).toEqual([]);
  expect(undecided.open, `${look}: what axe could not decide, and nobody has judged`).toEqual([]);
}

/**
 * Expects no violation, nothing wider than the screen, and keeps a picture, in light and dark, on the smallest phone
 * and on a desktop.
 */
export async function expectAccessibleInEveryLook(page: Page, state: string, rules = ALL): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [small, desktop]) {
      await page.setViewportSize(size);
      await settled(page);
      const look = `${state}-${size.width}-${colorScheme}`;
      await looked(page, state, look, colorScheme === 'light' ? rules : COLOURS);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${look}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
      await picture(page, look);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

/** Waits until the page is drawn as it is now. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function told(found: AxeResults['violations']): string[] {
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`));
}
