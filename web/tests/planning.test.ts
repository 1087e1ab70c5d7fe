import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, picture, small } from './browser';
import { tabTo } from './hands';
import { caller } from './lives';
import { askForLink, bringSession, pageOf, people } from './people';

/** The issuer of the seed, and the district whose report is read. */
const ISSUER = 'org_00000000000000000000000001';

const saved = (page: Page, section: string) =>
  page
    .getByRole('region', { name: section })
    .getByText(/^Saved .*\d:\d\d.* by Ada Quill$/)
    .first()
    .waitFor();

/** A day so many days from now, as a date field has it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('a plan is written, filled from live data, and taken along as a document', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/');
  await page.getByRole('link', { name: 'Planning' }).click();
  await page.getByRole('heading', { name: 'Plan of Riverbend Educator Credentials', level: 1 }).waitFor();
  await page.getByText('No messages yet.', { exact: false }).waitFor();
  await page.getByRole('heading', { name: 'Generating Ideas' }).waitFor();
  await page.getByRole('heading', { name: 'When definitions are looked at again' }).waitFor();
  await page.getByText('What comes can be scored.', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'planning-empty');

  const fit = page.getByRole('region', { name: 'How it fits' });
  await fit.getByLabel(/^Which goals/).fill('Fewer lessons in which nobody asks. <img src=x onerror=alert(1)>');
  await saved(page, 'How it fits');

  const messages = page.getByRole('region', { name: 'Who hears what' });
  await messages.getByRole('button', { name: 'Add a message' }).click();
  await page.keyboard.insertText('Teachers');
  await messages.getByLabel('How they hear it').fill('Staff meeting');
  await messages.getByLabel(/^Why is there a programme/).fill('It pays for what you do anyway.');
  await saved(page, 'Who hears what');

  const next = page.getByRole('region', { name: 'Next steps' });
  for (const [what, days] of [
    ['Train ten assessors', 40],
    ['Ask the board', -3],
  ] as const) {
    await next.getByRole('button', { name: 'Add a step' }).click();
    const line = next.getByRole('group').last();
    await line.getByLabel('What').fill(what);
    await line.getByLabel('Until').fill(inDays(days));
  }
  await next.getByLabel(/^What has to be true/).focus();
  await next.getByText('0 of 2 done, 1 is late').waitFor();
  await saved(page, 'Next steps');
  await expect.poll(() => next.getByRole('group').first().getByLabel('What').inputValue()).toBe('Ask the board');
  await next.getByRole('group').first().getByText('Late').waitFor();
  await expectAccessibleInEveryLook(page, 'planning-written');

  await next.getByRole('button', { name: /^Take out.*Step 2/ }).click();
  await next.getByText('The line is taken out.').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => next.getByRole('group').count()).toBe(2);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^next-steps-.+-due$/);
  await saved(page, 'Next steps');

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as a document' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^plan-\d{4}-\d\d-\d\d\.html$/);
  const html = readFileSync(await download.path(), 'utf8');
  for (const said of [
    'Plan of Riverbend',
    '&lt;img src=x',
    'Staff meeting',
    '(Late)',
    'What shows what: Generating Ideas',
  ])
    expect(html).toContain(said);
  expect(html).not.toContain('<img');

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { name: 'Plan of Riverbend Educator Credentials', level: 1 }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await picture(page, 'planning-printed');
});

test('two write at once: what one changed is taken in, what both changed is asked', async () => {
  const context = await person();
  const one = await pageOf(context, people.administrator);
  const other = await context.newPage();
  const data = (page: Page) => page.getByLabel(/^What do your data say/);
  const voices = (page: Page) => page.getByLabel(/^Whom did you ask/);
  // In the background a page doesn't look at what others wrote: it hears of it when it saves.
  await one.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }));
  for (const page of [one, other]) {
    await page.goto('/planning');
    await data(page).waitFor();
  }
  await data(one).fill('Surveys of 2026.');
  await saved(one, 'What is needed');
  await voices(other).fill('Teachers; not yet their students.');
  await other.getByText('A colleague changed this section').waitFor();
  await expect.poll(() => data(other).inputValue()).toBe('Surveys of 2026.');
  await saved(other, 'What is needed');

  await voices(one).fill('Nobody yet.');
  await one.getByRole('heading', { name: 'Changed by a colleague and by you' }).waitFor();
  // A page in the background is not drawn anew.
  await one.bringToFront();
  await expectAccessibleInEveryLook(one, 'planning-clash');
  const keep = one.getByRole('button', { name: 'Keep both, one below the other' });
  const coming = one.waitForEvent('download');
  await one.getByRole('button', { name: 'Download as a document' }).click();
  const html = readFileSync(await (await coming).path(), 'utf8');
  expect(html).toMatch(/<h2>What is needed<\/h2>\n<p class="warns">Not saved: /);
  expect(html.match(/Not saved: /g)).toHaveLength(1);
  await keep.click();
  await expect.poll(() => one.evaluate(() => document.activeElement?.id)).toBe('needs-voices');
  await saved(one, 'What is needed');
  expect(await voices(one).inputValue()).toBe('Nobody yet.\n\nTeachers; not yet their students.');
});

test('neither a line that breaks nor a session that ends loses what is planned', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const context = await person();
  const page = await pageOf(context, people.administrator);
  const goals = page.getByLabel(/^Which goals/);
  const ofSection = page.getByRole('region', { name: 'How it fits' });
  await page.goto('/planning');
  await goals.waitFor();
  await page.route('**/plan', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await goals.fill('Planned without a line.');
  await ofSection.getByText('Could not save. It is tried again').first().waitFor();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect.poll(() => goals.inputValue()).toBe('Planned without a line.');
  await page.unroute('**/plan');
  await saved(page, 'How it fits');

  await context.clearCookies();
  await goals.fill('Planned without a session.');
  await page.getByRole('dialog', { name: 'You have been signed out' }).waitFor();
  await bringSession(context, people.administrator);
  await (await context.newPage()).goto('/planning');
  await saved(page, 'How it fits');
  await page.reload();
  await expect.poll(() => goals.inputValue()).toBe('Planned without a session.');
});

test('a page that is hidden saves at once what is planned', async () => {
  const page = await pageOf(await person(), people.administrator);
  // The pause after which it is saved anyhow never ends.
  await page.addInitScript(() => {
    const timeout = globalThis.setTimeout;
    globalThis.setTimeout = ((then: () => void, after?: number) =>
      after === 900 ? 0 : timeout(then, after)) as unknown as typeof setTimeout;
  });
  await page.goto('/planning');
  const worth = page.getByLabel(/^What will an award count for/);
  await worth.waitFor();
  await worth.fill('A step of the salary scale.');
  const saving = page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/plan'));
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  expect((await saving).postDataJSON()).toMatchObject({ answers: { worth: 'A step of the salary scale.' } });
});

test('what one left unsaved in a tab is not taken up for who signs in after her', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const context = await person();
  const page = await pageOf(context, people.administrator);
  await page.goto('/planning');
  const money = page.getByLabel(/^What does it cost/);
  await money.waitFor();
  await page.route('**/plan', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await money.fill('Left behind.');
  await page.getByText('Could not save. It is tried again').first().waitFor();
  page.on('dialog', (dialog) => void dialog.accept());

  const email = 'planner@credentials.example.org';
  const body = { email, name: 'Paula Planner', organisation: ISSUER, roles: ['developer'] };
  await caller(people.administrator).ask('PUT', '/api/people', body);
  await context.clearCookies();
  await page.goto('/sign-in');
  await page.goto(await askForLink(page, email));
  await page.getByRole('button', { name: 'Sign in now' }).click();
  await page.getByRole('button', { name: /^Sign out/ }).waitFor();
  await page.goto('/planning');
  await money.waitFor();
  expect(await money.inputValue()).toBe('');
});

test('by keyboard alone, on the smallest phone, in Spanish, a district plans', async () => {
  const page = await pageOf(await person({ viewport: small, locale: 'es' }), people.webmaster);
  await page.goto('/planning');
  await page.getByRole('heading', { name: 'Plan de Maple Hollow', exact: false, level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Lo que costó un intento a quien lo hizo' }).waitFor();
  const roles = page.getByRole('region', { name: 'Quién hace qué' });
  await roles.getByLabel(/^¿Quién decide qué/).focus();
  await tabTo(roles.getByRole('button', { name: 'Añadir una función' }));
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('Coordinación');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Inés');
  await roles
    .getByText(/^Guardado .* por Ines Adler$/)
    .first()
    .waitFor();
  await expectAccessible(page, 'planning-es');
  await page.reload();
  await expect.poll(() => roles.getByLabel('Función').inputValue()).toBe('Coordinación');
});

test('whoever runs nothing is told so, and reads no plan', async () => {
  const page = await pageOf(await person(), people.earners[0]);
  await page.goto('/planning');
  await page.getByRole('heading', { name: 'No plan is yours to write' }).waitFor();
  await expectAccessible(page, 'planning-nobody');
  await expect(caller(people.earners[0]).ask('GET', `/api/organisations/${ISSUER}/plan`)).rejects.toThrow();
});
