import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, phone, picture } from './browser';
import { keyboard } from './hands';
import { caller, Life } from './lives';
import { askForLink, pageOf, people, signIn } from './people';

test('what was handed in is withdrawn, by keyboard alone, on a phone', async () => {
  const life = await Life.open(caller(people.earners[1]));
  await life.handedIn();
  const page = await pageOf(await person({ viewport: phone }), people.earners[1]);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Handed in', { exact: true }).first().waitFor();
  await picture(page, 'handed-in-phone');
  await keyboard.press(page, 'button', 'Withdraw');
  await keyboard.press(page, 'button', 'Yes, withdraw it');
  await page.getByText('Withdrawn', { exact: true }).first().waitFor();
  await expectAccessible(page, 'withdrawn');
});

test('a link signs in once, and says what to do when it is over', async () => {
  const context = await person();
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expectAccessibleInEveryLook(page, 'sign-in');
  const link = await askForLink(page, people.earners[2]);
  await page.getByText('Look into your mailbox').waitFor();
  await expectAccessibleInEveryLook(page, 'sign-in-sent');

  // Opening it changes nothing, however often.
  await page.goto(link);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in now' }).waitFor();
  await expectAccessibleInEveryLook(page, 'sign-in-link');
  await page.getByRole('button', { name: 'Sign in now' }).click();
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  await expectAccessibleInEveryLook(page, 'work-empty');

  const other = await (await person()).newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Sign in now' }).click();
  await other.getByRole('heading', { name: 'This link can’t be used any more' }).waitFor();
  await expectAccessibleInEveryLook(other, 'sign-in-used');
  await other.goto('/sign-in#cut');
  await other.getByRole('button', { name: 'Sign in now' }).click();
  await other.getByRole('heading', { name: 'This is not a whole link' }).waitFor();
  await expectAccessible(other, 'sign-in-cut');
});

test('a link that is somebody else’s than who was signed in asks whether it is her, and opens nothing before', async () => {
  const link = await askForLink(await asking(), people.earners[1]);
  const page = await pageOf(await person(), people.earners[2]);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in now' }).click();
  await page.getByText('Somebody else was signed in here until now.').waitFor();
  await expectAccessibleInEveryLook(page, 'sign-in-another');
  await page.getByRole('button', { name: 'That is not me' }).click();
  await page.getByLabel('Your e-mail address').waitFor();
});

/** A page on which somebody asks for a link. */
async function asking(): Promise<Page> {
  const page = await (await person()).newPage();
  await page.goto('/sign-in');
  return page;
}

test('Spanish is chosen by the browser or by hand', async () => {
  const page = await (await person({ locale: 'es-MX' })).newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Microcredenciales' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  await expectAccessible(page, 'catalogue-es');
  await page.getByLabel('Idioma').selectOption('en');
  await page.getByRole('heading', { name: 'Micro-credentials', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Micro-credentials', level: 1 }).waitFor();
});

test('a definition can be read by anybody, printed, and shared', async () => {
  const page = await (await person()).newPage();
  await page.goto('/microcredentials/generating-ideas');
  for (const name of ['Learn', 'Practice', 'Reflect', 'Show mastery', 'Display']) {
    await page.getByRole('heading', { name, exact: true }).waitFor();
  }
  await expectAccessibleInEveryLook(page, 'definition');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Start' }).isVisible()).toBe(false);
  await picture(page, 'definition-print');
  await page.goto('/microcredentials/no-such-thing');
  await page.getByRole('heading', { name: 'There is no such micro-credential' }).waitFor();
});

test('signing out leaves nothing on the page', async () => {
  const page = await signIn(await person(), people.earners[2]);
  await page.goto('/work');
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto('/work');
  await page.getByRole('heading', { name: 'Sign in to see this page' }).waitFor();
});
