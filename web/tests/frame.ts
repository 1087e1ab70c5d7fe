/** The form in the frame of a district's page. */
import type { Frame, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { codeIn, letter, letters, type Letter } from './people';

export const FORM = 'iframe[title="Micro-credential form"]';

/** What is in the frame, to look for things in. */
export function formIn(page: Page): Locator {
  return page.frameLocator(FORM).locator('body');
}

/** The form's own frame. */
export async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.locator(FORM).elementHandle())?.contentFrame();
  if (!frame) throw new Error('there is no form');
  return frame;
}

/** The six digits of the next letter to an address. */
export async function digits(email: string, known: Letter[]): Promise<string> {
  return codeIn(await letter(email, (it) => codeIn(it) !== undefined, known)) ?? '';
}

/** Where the form asks to sign in. */
export function cardIn(form: Locator): Locator {
  return form.getByRole('region', { name: 'Sign in to begin' });
}

/** Signs somebody in where the form asks for it. */
export async function signInAt(form: Locator, email: string): Promise<void> {
  const known = await letters(email);
  const card = cardIn(form);
  await card.getByLabel('E-mail address').fill(email);
  await card.getByRole('button', { name: 'Mail me the digits' }).click();
  await card.getByLabel('The six digits').fill(await digits(email, known));
  await card.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Waits until the frame is as tall as the form in it: nothing scrolls inside. */
export async function tallEnough(page: Page): Promise<void> {
  const frame = await frameOf(page);
  await expect
    .poll(() => frame.evaluate(() => document.documentElement.scrollHeight - innerHeight), { timeout: 10_000 })
    .toBeLessThanOrEqual(1);
}
