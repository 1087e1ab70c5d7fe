/** Accessibility, as far as a machine can see it: WCAG 2.2 AA by axe-core, in every look of a page. */
import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { desktop, picture, small } from './browser';
import { lookUncovered } from './covered';
import { judge } from './judged';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the standard demands; a letter is shown inside a page of somebody else's, so that more does not fit it. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ALL = [...WCAG, 'best-practice'];
/** What dark may break where light is good: it is the same page in other colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

type Axe = { axe?: typeof import('axe-core') };

/** What is looked at: which rules or tags, and of what, if not of the page itself. */
type Asked = { rules?: string[]; within?: Frame };

/** Expects no violation on the page as it is now, and that `judged.ts` knows whatever axe could not decide. */
export async function expectAccessible(page: Page, state: string, asked: Asked = {}): Promise<void> {
  await look(asked.within ?? page, state, state, asked.rules ?? ALL);
}

/**
 * Expects the same, nothing wider than the screen, and keeps a picture, in light and dark, on the smallest phone
 * and on a desktop.
 */
export async function expectAccessibleInEveryLook(page: Page, state: string, asked: Asked = {}): Promise<void> {
  const { within = page, rules = ALL } = asked;
  const before = page.viewportSize() ?? desktop;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [small, desktop]) {
      await page.setViewportSize(size);
      await settled(within);
      const name = `${state}-${size.width}-${colorScheme}`;
      await look(within, state, name, colorScheme === 'light' ? rules : COLOURS);
      // What is too wide makes a phone's window wider too.
      const overflow = await within.evaluate(
        (width) => document.documentElement.scrollWidth - Math.min(innerWidth, width),
        size.width,
      );
      expect(overflow, `${name}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
      await picture(page, name);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

async function look(at: Page | Frame, state: string, name: string, rules: string[]): Promise<void> {
  if (!(await at.evaluate(() => 'axe' in globalThis))) await at.evaluate(source);
  const results = await at.evaluate((runOnly) => (globalThis as Axe).axe?.run({ runOnly }), rules);
  if (!results) throw new Error('axe did not run');
  const { violations, incomplete } = await lookUncovered(at, results);
  const { judged, open } = judge(incomplete);
  const line = { state, violations: violations.length, judged, open };
  appendFileSync(inject('looks'), `${JSON.stringify(line)}\n`);
  // All that there is, rather than the first: the test goes on, and fails.
  expect.soft(told(violations), name).toEqual([]);
  expect.soft(open, `${name}: what axe could not decide, and nobody has judged`).toEqual([]);
}

/** Waits until the page is drawn as it is now, and bars in a frame have followed what of it is in sight. */
async function settled(at: Page | Frame): Promise<void> {
  await at.evaluate(async () => {
    for (let frames = 0; frames < 6; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
}

function told(found: AxeResults['violations']): string[] {
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`));
}
