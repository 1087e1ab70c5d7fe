/** Where something stays in sight while one scrolls, whatever Tab reaches is seen to be reached, there and back. */
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { desktop, phone } from './browser';
import { everyPage, Visitors } from './pages';
import { hiddenFocus } from './seen';

vi.setConfig({ testTimeout: 900_000 });

/** Whether something stays in sight, as a bar does. */
function staysInSight(): boolean {
  return [...document.querySelectorAll('main *')].some(
    (it) => /^(sticky|fixed)$/.test(getComputedStyle(it).position) && it.getClientRects().length > 0,
  );
}

/** Whether nothing has the focus any more, or what had it first has it again. */
function isRound(presses: number): boolean {
  const { activeElement, body } = document;
  if (presses === 1) Object.assign(globalThis, { first: activeElement });
  return activeElement === body || (presses > 1 && activeElement === (globalThis as { first?: Element }).first);
}

/** Presses the key until the focus has been everywhere, and tells what was hidden on the way. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const hidden: string[] = [];
  for (let presses = 1; presses < 500; presses += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate(isRound, presses)) break;
    const found = await hiddenFocus(page);
    if (found) hidden.push(`${key}, ${presses} times: ${found}`);
  }
  return hidden;
}

test.each([
  ['on a phone', phone],
  ['on a desktop', desktop],
])('what has the focus is never hidden, %s', async (_, viewport) => {
  const visitors = new Visitors({ viewport });
  const found: string[] = [];
  let pages = 0;
  for (const { path, address, who } of await everyPage()) {
    const page = await (await visitors.of(who)).newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    if (await page.evaluate(staysInSight)) {
      pages += 1;
      for (const key of ['Tab', 'Shift+Tab'] as const)
        found.push(...(await walk(page, key)).map((it) => `${path}: ${it}`));
    }
    await page.close();
  }
  expect(pages, 'pages on which something stays in sight').toBeGreaterThan(0);
  expect(found.join('\n'), 'what had the focus and was hidden').toBe('');
});
