/**
 * In a frame as tall as its form nothing scrolls: what is to be in sight must be so in the window around it, wherever its
 * reader is on the district's page.
 */
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { desktop, expectComplaint, person, phone, picture } from './browser';
import { cardIn, formIn, frameOf, signInAt, tallEnough } from './frame';
import { caller, Life } from './lives';
import { people } from './people';
import { chooseFiles, sample, words } from './work';
import { pointer } from './hands';

const OVER = { type: '/problems/signed-out', title: 'Signed out', status: 401, detail: 'Sign in.', requestId: 'r' };

test('whether it is saved is in sight wherever she writes, and the next step begins at its head', async () => {
  const { page, form } = await opened(people.earners[0], phone);
  const saving = form.locator('.saving');
  await form.getByLabel(/^Evaluate the activity/).fill(words(190));
  await form
    .getByText(/^Saved at/)
    .first()
    .waitFor();
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size);
    await tallEnough(page);
    await page.evaluate(() => scrollTo(0, 0));
    // Far, and in small steps in both directions.
    for (const step of [700, 40, 7, 3, size.height, -30, -5, 200]) {
      await page.evaluate((by) => scrollBy(0, by), step);
      await expect.poll(() => isInSight(page, saving), { message: `after ${step}` }).toBe(true);
    }
    await picture(page, `embed-sight-saving-${size.width}`, false);
  }
  await page.setViewportSize(phone);
  await tallEnough(page);
  await form.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => isInSight(page, form.getByRole('heading', { name: 'Work of two students' }))).toBe(true);
});

test('a dialog opens where she is, also at the end of the form and on a phone that lies', async () => {
  const { page, form } = await opened(people.earners[1], phone);
  const dialog = form.getByRole('dialog');
  for (const size of [phone, desktop, { width: 740, height: 360 }]) {
    await page.setViewportSize(size);
    await tallEnough(page);
    await page.evaluate(() => scrollTo(0, 0));
    const ask = form.getByRole('button', { name: 'Withdraw', exact: true });
    await ask.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await ask.click();
    await dialog.waitFor();
    await expect.poll(() => isInSight(page, dialog), { message: `${size.width}` }).toBe(true);
    if (size.height > 400) expect(await page.evaluate(() => scrollY), 'she stays where she is').toBe(before);
    await picture(page, `embed-sight-dialog-${size.width}`, false);
    await form.getByRole('button', { name: 'Keep it' }).click();
  }
});

test('when the session is over, what says so leads from where she is to where she signs in, and back', async () => {
  const { page, form } = await opened(people.earners[2], phone);
  await page.route('**/api/submissions/*/responses', (route) => route.fulfill(refused));
  const field = form.getByLabel(/^Evaluate the activity/);
  await field.fill(words(150));
  const again = form.locator('.saving').getByRole('button', { name: 'Sign in again' });
  await again.waitFor();
  await field.evaluate((it) => it.scrollIntoView({ block: 'end' }));
  await expect.poll(() => isInSight(page, again)).toBe(true);
  await picture(page, 'embed-sight-over', false);
  await expectAccessibleInEveryLook(page, 'embed-over', { within: await frameOf(page) });

  await again.click();
  const email = cardIn(form).getByLabel('E-mail address');
  await expect.poll(() => email.evaluate((it) => it === document.activeElement)).toBe(true);
  await expect.poll(() => isInSight(page, form.getByText('Your session is over.', { exact: false }))).toBe(true);
  await expect.poll(() => isInSight(page, email)).toBe(true);
  await picture(page, 'embed-sight-card', false);

  await page.unroute('**/api/submissions/*/responses');
  await signInAt(form, people.earners[2]);
  await form
    .getByText(/^Saved at/)
    .first()
    .waitFor();
  await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await again.count()).toBe(0);
  await expect.poll(() => isInSight(page, form.locator('.saving'))).toBe(true);
});

test('an upload that waits for her to sign in has a way there, and a dialog that fails has one', async () => {
  const { page, form } = await opened(people.earners[0], phone);
  await form.getByRole('button', { name: 'Next' }).click();
  await page.route('**/uploads', (route) => route.fulfill(refused));
  await page.route('**/withdraw', (route) => route.fulfill(refused));
  await chooseFiles(page, pointer, /^Choose files for Student B/, [sample('plan.pdf')], form);
  const region = form.getByRole('region', { name: 'Work of Student B' });
  await region.getByText('Waits for you to sign in again').first().waitFor();
  await region.getByRole('button', { name: 'Sign in again' }).waitFor();
  await expectAccessible(page, 'embed-upload-waits', { within: await frameOf(page) });

  await form.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await form.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await form.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click();
  await expect.poll(() => form.getByRole('dialog').count()).toBe(0);
  await expect.poll(() => isInSight(page, cardIn(form).getByLabel('E-mail address'))).toBe(true);

  await page.unroute('**/uploads');
  await page.unroute('**/withdraw');
  await signInAt(form, people.earners[0]);
  await region.getByText('Ready', { exact: true }).first().waitFor();
});

test('that it couldn’t be looked at again is in sight, wherever she is', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const { page, form, life } = await opened(people.earners[1], phone);
  const read = new RegExp(`/api/submissions/${life.submission}$`);
  await page.route(read, (route) => route.abort());
  await form.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await form.getByRole('button', { name: 'Yes, withdraw it' }).click();
  const again = form.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  for (const y of [0, 500, 900]) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await expect.poll(() => isInSight(page, again), { message: `at ${y}` }).toBe(true);
  }
  await picture(page, 'embed-sight-again', false);
});

const refused = { status: 401, contentType: 'application/problem+json', body: JSON.stringify(OVER) };

/** A new draft of somebody's, in the frame. */
async function opened(
  email: string,
  viewport: { width: number; height: number },
): Promise<{ page: Page; form: Locator; life: Life }> {
  const life = await Life.anew(caller(email));
  const page = await (await person({ viewport })).newPage();
  await page.goto(inject('district'));
  const form = formIn(page);
  await signInAt(form, email);
  await form.getByLabel(/^Describe the activity/).fill(words(180));
  await form.getByRole('button', { name: 'Withdraw', exact: true }).waitFor();
  await tallEnough(page);
  return { page, form, life };
}

/** Whether all of it is in the window of the page around the form. */
async function isInSight(page: Page, of: Locator): Promise<boolean> {
  const box = await of.first().boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= -1 && box.y + box.height <= height + 1;
}
