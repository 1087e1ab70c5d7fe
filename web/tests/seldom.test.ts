/** What a page shows when something happens that seldom does. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectBadLine, expectComplaint, person } from './browser';
import { caller, Life } from './lives';
import { pageOf, people } from './people';
import { openDraft } from './work';

expectBadLine();

const EMAIL = people.earners[2];
const DESCRIBE = /^Describe the activity/;

/** From now on a page hears of this submission as it would stand: the rest is as the server has it. */
async function standing(
  page: Page,
  life: Life,
  how: (now: Shapes['Submission']) => Shapes['Submission'],
): Promise<void> {
  await page.route(`**${life.route()}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: how((await response.json()) as Shapes['Submission']) });
  });
}

test('a page that could not be loaded', async () => {
  const page = await (await person()).newPage();
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.route('**/assets/*', (route) => route.abort());
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
  await expectAccessibleInEveryLook(page, 'not-loaded');
});

test('what is in front of the server says that it is unwell: nobody looks for it in her own connection', async () => {
  expectComplaint(/503/);
  const page = await pageOf(await person(), EMAIL);
  const submissions = /\/api\/submissions(\?|$)/;
  await page.route(submissions, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{}' }));
  await page.goto('/work');
  await page.getByText('It isn’t your connection').waitFor();
  await page.unroute(submissions);
  await page.route(submissions, (route) => route.abort());
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Check the connection').waitFor();
});

test('a portal whose scripts don’t come', async () => {
  const page = await (await person()).newPage();
  const said = page.getByRole('heading', { name: 'Touchstone has not loaded' });
  // The first script comes and finds that the shell's doesn't: it is said at once.
  await page.route('**/assets/shell-*', (route) => route.abort());
  await page.goto('/');
  await said.waitFor({ timeout: 5000 });
  await expectAccessibleInEveryLook(page, 'portal-not-loaded');
  // None comes, or the browser is too old to run any: it is said after a while.
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto('/work');
  expect(await said.isVisible(), 'while it may just be slow').toBe(false);
  await said.waitFor({ timeout: 15_000 });
  await page.unrouteAll();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/work');
  expect(await said.count()).toBe(0);
});

test('signing out that does not work', async () => {
  const page = await pageOf(await person(), EMAIL);
  await page.goto('/work');
  await page.route('**/api/sign-out', (route) => route.abort());
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByText('Signing out did not work').waitFor();
  await expectAccessibleInEveryLook(page, 'not-signed-out');
});

test('a draft that was taken back meanwhile, and what was typed since', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  const { version } = await life.read();
  await life.earner.ask('POST', life.route('/withdraw'), { version });
  await page.getByLabel(DESCRIBE).fill('typed since');
  await page.getByText('This attempt can’t be changed any more').waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-over');
  expect(await page.getByLabel(DESCRIBE).inputValue(), 'it can still be copied').toBe('typed since');
});

test('the preview of what is not saved yet', async () => {
  const { page } = await openDraft(await person(), EMAIL);
  await page.route('**/responses', (route) => route.abort());
  await page.getByLabel(DESCRIBE).fill('typed without a connection');
  await page.getByText('Could not save. It is tried again').first().waitFor();
  await page.getByRole('link', { name: /As the assessor sees it/ }).click();
  await page.getByText('What you typed last is not saved yet').waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-preview-older');
});

test('evidence whose time is over, and work for which nobody is free', async () => {
  const life = await Life.anew(caller(EMAIL));
  await life.fill();
  await life.handIn();
  const over = (now: Shapes['Submission']): Shapes['Submission'] => ({
    ...now,
    state: 'submitted',
    waitingSince: now.since,
    artifacts: now.artifacts.map((artifact) => ({ ...artifact, state: 'expired' as const })),
  });

  const page = await pageOf(await person(), EMAIL);
  await standing(page, life, over);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('no free assessor was found').first().waitFor();
  await page.getByText('Deleted: files are kept for a time only.').first().waitFor();
  expect(await page.getByRole('button', { name: /^(Show|Download): / }).count(), 'there is nothing to open').toBe(0);
  await expectAccessibleInEveryLook(page, 'waiting-expired');

  const desk = await pageOf(await person(), people.administrator);
  await standing(desk, life, over);
  await desk.goto(`/issuer/submissions/${life.submission}`);
  await desk.getByText('Deleted: kept for a time only').first().waitFor();
  await expectAccessible(desk, 'issuer-expired');
});
