/** What isn't saved by itself: leaving its page is asked about, and only then. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { tabTo } from './hands';
import { caller, decide, Life, score, staff } from './lives';
import { pageOf, people, signIn } from './people';
import { openDraft } from './work';

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const answer = (page: Page, name: 'Leave without saving' | 'Stay here') =>
  question(page).getByRole('button', { name }).click();
const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

test('a district’s settings: asked by keyboard, also on the way back, and not where nothing was changed', async () => {
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/');
  await link(page, 'Your district').click();
  const site = page.getByLabel('Site 1', { exact: true });
  await site.waitFor();
  await link(page, 'Micro-credentials').click();
  await heading(page, 'Micro-credentials');
  await page.evaluate(() => history.back());
  const before = await site.inputValue();
  await site.fill('https://changed.example.org');

  const away = link(page, 'Micro-credentials');
  await tabTo(away, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await question(page).waitFor();
  await expectAccessibleInEveryLook(page, 'leave-unsaved');
  await page.keyboard.press('Escape');
  await question(page).waitFor({ state: 'detached' });
  expect(await away.evaluate((it) => it === document.activeElement), 'she is where she was').toBe(true);
  expect(await site.inputValue()).toBe('https://changed.example.org');

  await site.fill(before);
  const contact = page.getByLabel('Contact address', { exact: true });
  const address = await contact.inputValue();
  await contact.fill('changed@example.org');
  await page.evaluate(() => history.back());
  await question(page).waitFor();
  expect(new URL(page.url()).pathname).toBe('/district');
  await answer(page, 'Stay here');
  expect(await contact.inputValue()).toBe('changed@example.org');
  await contact.fill(address);
  await page.evaluate(() => history.back());
  await heading(page, 'Micro-credentials');

  await link(page, 'Your district').click();
  await site.fill('https://changed.example.org');
  await tabTo(away, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(question(page).getByRole('button', { name: 'Leave without saving' }));
  await page.keyboard.press('Enter');
  await heading(page, 'Micro-credentials');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
});

test('an appeal that is being written, and a draft, which saves itself and asks nothing', async () => {
  const life = await Life.anew(caller(people.earners[0]));
  await score((await life.handedIn()).link, ['reflection']);
  await decide(life.submission, 'not-yet');
  const page = await pageOf(await person(), people.earners[0]);
  await page.goto('/awards');
  await link(page, 'My work').click();
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Appeal against this decision').click();
  await page.getByLabel('What changed for students').check();
  const reason = page.getByLabel('What in your work shows it: What changed for students');
  await reason.fill('The last two lines say it.');
  await link(page, 'Awards').click();
  await answer(page, 'Stay here');
  expect(await reason.inputValue()).toBe('The last two lines say it.');
  await link(page, 'Awards').click();
  await answer(page, 'Leave without saving');
  await heading(page, 'Awards');

  const { page: own, life: draft } = await openDraft(await person(), people.earners[2]);
  await own.getByLabel(/^Describe the activity/).fill('typed and left at once');
  await link(own, 'Awards').click();
  await heading(own, 'Awards');
  await expect.poll(async () => JSON.stringify((await draft.read()).responses)).toContain('typed and left at once');
});

test('another district or organisation chosen in a list asks too, and whoever stays sees her own again', async () => {
  const email = 'wren.ash@twogroves.example.com';
  const add = (name: string) =>
    staff().ask<{ id: string }>('POST', '/api/organisations', {
      organisation: 'org_00000000000000000000000001',
      kind: 'district',
      name,
      url: 'https://www.twogroves.example.com',
      contact: 'learning@twogroves.example.com',
      administrator: { name: 'Wren Ash', email },
    });
  const { id: ash } = await add('Ash Grove Schools');
  const { id: birch } = await add('Birch Grove Schools');
  const page = await signIn(await person(), email);
  const district = page.getByLabel('District', { exact: true });
  const shown = () => district.evaluate((it: HTMLSelectElement) => it.selectedOptions[0]?.text);
  await district.waitFor();
  const [first, second] = (await district.locator('option').allTextContents()) as [string, string];
  const contact = page.getByLabel('Contact address', { exact: true });
  await contact.fill('changed@twogroves.example.com');
  await district.focus();
  await page.keyboard.press('ArrowDown');
  await question(page).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(shown).toBe(first);
  expect(await contact.inputValue()).toBe('changed@twogroves.example.com');
  expect(await district.evaluate((it) => it === document.activeElement), 'she is where she was').toBe(true);
  await district.selectOption(second);
  await answer(page, 'Leave without saving');
  await page.locator('p.name').getByText(second).waitFor();
  expect(await shown()).toBe(second);
  expect(await contact.inputValue()).toBe('learning@twogroves.example.com');
  await district.selectOption(first);
  await page.locator('p.name').getByText(first).waitFor();
  expect(await question(page).count(), 'nothing was changed').toBe(0);

  await page.goto(`/issuer/people?organisation=${ash}&person=new`);
  const organisation = page.getByRole('combobox', { name: /^Organisation/ });
  await page.getByLabel('E-mail address').fill('somebody@twogroves.example.com');
  await organisation.selectOption(birch);
  await answer(page, 'Stay here');
  expect(await organisation.inputValue()).toBe(ash);
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('somebody@twogroves.example.com');
  await organisation.selectOption(birch);
  await answer(page, 'Leave without saving');
  await expect.poll(() => new URL(page.url()).searchParams.get('organisation')).toBe(birch);
  await expect.poll(() => organisation.inputValue()).toBe(birch);
});

test('“Cancel” is an answer already: it asks nothing, and the way back to the list asks', async () => {
  const page = await pageOf(await person(), people.administrator);
  for (const [at, name] of [
    ['/issuer/people?person=new', 'E-mail address'],
    ['/issuer/organisations?add=yes', 'Contact address'],
  ] as const) {
    await page.goto(at);
    await page.getByLabel(name).fill('somebody@twogroves.example.com');
    await page.getByRole('link', { name: /^← / }).click();
    await answer(page, 'Stay here');
    expect(await page.getByLabel(name).inputValue()).toBe('somebody@twogroves.example.com');
    await page.getByText('Cancel', { exact: true }).click();
    await page.getByLabel(name).waitFor({ state: 'detached' });
    expect(await question(page).count()).toBe(0);
  }
});

test('an issuer’s note and a person’s entry, also when she signs out', async () => {
  const life = await Life.anew(caller(people.earners[1]));
  await score((await life.handedIn()).link);
  const page = await pageOf(await person(), people.administrator);
  await page.goto(`/issuer/submissions/${life.submission}`);
  await page.getByRole('radio', { name: /^Award/ }).check();
  await page.getByLabel(/^Note/).fill('Written for a while.');
  await link(page, 'Micro-credentials').click();
  await answer(page, 'Leave without saving');
  await heading(page, 'Micro-credentials');

  await page.goto('/issuer/people');
  await page
    .getByRole('row', { name: /Elena Marsh/ })
    .getByRole('link', { name: /Change/ })
    .click();
  await page.getByLabel('Most assignments open at once').fill('7');
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await answer(page, 'Stay here');
  expect(await page.getByLabel('Most assignments open at once').inputValue()).toBe('7');
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await answer(page, 'Leave without saving');
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});
