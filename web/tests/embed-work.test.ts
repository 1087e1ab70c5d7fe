/** The earner's work from beginning to end in the frame of a district's page, where third parties' cookies are blocked. */
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { desktop, personWhoseBrowser, phone, picture } from './browser';
import { formIn, frameOf, signInAt, tallEnough } from './frame';
import { pointer } from './hands';
import { caller, Life } from './lives';
import { people } from './people';
import { chooseFiles, sample, words } from './work';

test('all of the work is done in the frame: writing, uploading, looking as the assessor will, handing in', async () => {
  const context = await personWhoseBrowser('blocks');
  const page = await context.newPage();
  await page.goto(inject('district'));
  const form = formIn(page);
  const looked = async (state: string) => {
    await tallEnough(page);
    await expectAccessibleInEveryLook(page, `embed-${state}`, { within: await frameOf(page) });
    for (const [name, size] of Object.entries({ phone, desktop })) {
      await page.setViewportSize(size);
      await tallEnough(page);
      await wholePicture(page, `embed-${state}-${name}`);
    }
  };

  await signInAt(form, people.earners[1]);
  await form.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  await form.getByLabel(/^Describe the activity/).fill(words(200));
  await form.getByLabel(/^Evaluate the activity/).fill(words(120));
  await saved(form);
  await looked('saved');

  await pointer.press(form, 'button', 'Next');
  await form.getByRole('heading', { name: 'Work of two students', level: 2 }).waitFor();
  // The browser's own buttons lead through the steps, as they do in the portal.
  await page.evaluate(() => history.back());
  await form.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
  await page.evaluate(() => history.forward());
  await form.getByRole('heading', { name: 'Work of two students', level: 2 }).waitFor();
  await chooseFiles(page, pointer, /^Choose files for Student A/, [sample('h264-faststart.mp4')], form);
  await chooseFiles(page, pointer, /^Choose files for Student B/, [sample('plan.pdf'), sample('image.png')], form);
  await expect.poll(() => form.getByText('Ready', { exact: true }).count(), { timeout: 60_000 }).toBe(3);
  await looked('uploaded');

  await pointer.press(form, 'button', 'Next');
  await pointer.write(form, 'Reflection of Student A', words(80, 'thought'));
  await pointer.write(form, 'Reflection of Student B', words(60, 'thought'));
  await pointer.press(form, 'button', 'Next');
  await pointer.write(form, /^Reflect on the activity/, words(150));
  await saved(form);

  await pointer.press(form, 'button', 'Check and hand in');
  await form.getByText('Everything that is asked for is there.').waitFor();
  await pointer.press(form, 'button', 'As the assessor sees it');
  await form.getByRole('heading', { name: 'As the assessor sees it' }).waitFor();
  await looked('preview');

  await pointer.press(form, 'button', 'Check and hand in');
  for (const box of await form.getByRole('checkbox').all()) await box.check();
  await pointer.press(form, 'button', 'Hand in');
  await form.getByRole('dialog', { name: 'Hand this in?' }).waitFor();
  await looked('sure');
  await pointer.press(form, 'button', 'Yes, hand it in');
  await form.getByRole('heading', { name: 'How it stands' }).waitFor();
  await looked('handed-in');
  expect(await context.cookies(), 'no cookie of anybody').toEqual([]);
});

test('what isn’t saved is asked about before another work is chosen, and before she signs out', async () => {
  const email = people.earners[0];
  await (await Life.anew(caller(email))).handedIn();
  const page = await (await personWhoseBrowser('blocks')).newPage();
  await page.goto('/embed/org_00000000000000000000000002');
  const form = page.locator('body');
  await signInAt(form, email);
  await page.getByRole('button', { name: 'Begin or go on: Generating Ideas' }).click();
  await page.getByText('Hours, cost and coaching (optional)').click();
  const hours = page.getByLabel('Hours of your own work');
  await hours.fill('12');

  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  for (const way of ['Choose another', 'Sign out']) {
    await page.getByRole('button', { name: way }).click();
    await question.getByRole('button', { name: 'Stay here' }).click();
    expect(await hours.inputValue(), way).toBe('12');
  }
  await page.getByRole('button', { name: 'Choose another' }).click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { name: 'What would you like to show?' }).waitFor();
});

/** A picture of all of the page: of a frame from elsewhere Chromium draws only what is in its window. */
async function wholePicture(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? desktop;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height });
  await picture(page, name);
  await page.setViewportSize(size);
}

async function saved(form: Locator): Promise<void> {
  await form
    .getByText(/^Saved at/)
    .first()
    .waitFor();
}
