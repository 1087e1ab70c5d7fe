/** Answers that get lost on their way, though what was asked for was done. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectComplaint } from './browser';

/**
 * Presses a button whose first change by `path` gets no answer, and presses it again: both must carry one key, so that
 * the change is made once.
 */
export async function pressUntilAnswered(page: Page, path: string, button: Locator): Promise<void> {
  expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
  const keys: (string | undefined)[] = [];
  await page.route(path, async (route) => {
    if (route.request().method() === 'GET') return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('internetdisconnected');
  });
  await button.press('Enter');
  await page.getByRole('alert').getByText('Check the connection', { exact: false }).waitFor();
  await button.press('Enter');
  await expect.poll(() => keys.length).toBe(2);
  expect(keys[1]).toBe(keys[0]);
}
