/** What an assessor writes is saved, or she is told that it isn't: two tabs, a lost session, no line, a refusal. */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { desktop, expectComplaint, person, small } from './browser';
import { codeIn, letter, letters, people } from './people';
import { LESSON, saved, scoreAll, scoring } from './scoring';

test('two tabs lose nothing: what both changed is shown, what one changed is taken', async () => {
  const context = await person();
  const { page: one } = await scoring(people.earners[1], [LESSON], context);
  const other = await context.newPage();
  await other.goto(one.url());
  await other.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();

  const feedback = (page: Page, at: number) => page.getByLabel('Feedback for the earner').nth(at);
  await feedback(one, 0).fill('From the first tab.');
  await saved(one);
  await feedback(other, 0).fill('From the second tab.');
  await feedback(other, 1).fill('Only here.');
  await other.getByText('Another tab wrote something else').waitFor();
  await other.getByText('From the first tab.').waitFor();
  await expectAccessibleInEveryLook(other, 'scoring-two-tabs');
  await other.getByRole('button', { name: 'Take the other' }).click();
  await saved(other);

  await one.reload();
  await expect.poll(() => feedback(one, 0).inputValue()).toBe('From the first tab.');
  expect(await feedback(one, 1).inputValue()).toBe('Only here.');
});

test('a session that is lost while typing loses no text, also over a reload', async () => {
  const context = await person();
  const { page, link, assessor } = await scoring(people.earners[1], [LESSON], context);
  await context.clearCookies();
  const feedback = page.getByLabel('Feedback for the earner').first();
  await feedback.fill('Typed after the session was gone.');
  await page.getByText('Your session here is over').waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-lost');
  await page.reload();
  await page.getByRole('heading', { name: 'Open the link from your letter' }).waitFor();

  const known = await letters(assessor);
  const again = await context.newPage();
  await again.goto(link);
  await again.getByRole('button', { name: 'Open this assignment' }).click();
  const came = await letter(assessor, (it) => codeIn(it) !== undefined, known);
  await again.getByLabel('The six digits').fill(codeIn(came) ?? '');
  await again.getByRole('button', { name: 'Open this assignment' }).click();
  await again.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();

  await page.getByRole('button', { name: 'I opened it: go on here' }).click();
  await expect.poll(() => feedback.inputValue()).toBe('Typed after the session was gone.');
  await saved(page);
  await again.reload();
  await expect
    .poll(() => again.getByLabel('Feedback for the earner').first().inputValue())
    .toBe('Typed after the session was gone.');
});

test('without a line, what is typed waits and is saved when the line is back', async () => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const { page } = await scoring(people.earners[1], [LESSON]);
  await page.route('**/api/assignments/*/assessment', (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Feedback for the earner').first().fill('Typed on the bus.');
  await page.getByText('No connection, or no answer').waitFor();
  await expectAccessible(page, 'scoring-offline');
  await page.unroute('**/api/assignments/*/assessment');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await saved(page);
  await page.reload();
  await expect.poll(() => page.getByLabel('Feedback for the earner').first().inputValue()).toBe('Typed on the bus.');
});

test('scores that could not be saved are not handed in, and it says so', async () => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const { page } = await scoring(people.earners[1], [LESSON]);
  await scoreAll(page);
  await saved(page);
  await page.route('**/api/assignments/*/assessment', (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Feedback for the earner').last().fill('Written on the bus.');
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByText(/^Nothing was done: what you wrote isn’t saved yet/).waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-unsaved');
  await page.unroute('**/api/assignments/*/assessment');
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByRole('dialog', { name: 'Hand in your scores?' }).waitFor();
  expect(await page.getByText(/^Nothing was done/).count()).toBe(0);
});

test('what the server misses and the page shows as given is listed, each with a link to its field', async () => {
  const { page } = await scoring(people.earners[1], [LESSON]);
  const assignment = /\/api\/assignments\/[^/]+(\/assessment)?$/;
  const errors = [
    { pointer: '/scores/reflection/next-time/feedback', message: 'Tell the earner what is missing.' },
    {
      pointer: '/scores/artifacts/ideas-of-two-students/level',
      message: 'Choose a level for “Ideas of two students”.',
    },
  ];
  const refusal = { type: '/problems/invalid', status: 422, title: '', detail: 'Two.', requestId: 'r', errors };
  const without = async (route: Route) => {
    if (route.request().method() === 'POST') {
      return route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(refusal) });
    }
    const response = await route.fetch();
    const json = (await response.json()) as { recommends?: boolean; work?: { assessment: { recommends?: boolean } } };
    delete json.recommends;
    delete json.work?.assessment.recommends;
    return route.fulfill({ response, json });
  };
  await page.route(assignment, without);
  await scoreAll(page);
  await saved(page);
  const check = page.getByRole('button', { name: 'Check and hand in' });
  const sure = page.getByRole('dialog', { name: 'Hand in your scores?' });
  await check.click();
  await sure.getByText('What your scores recommend isn’t known yet', { exact: false }).waitFor();
  await expectAccessible(page, 'scoring-recommends-unknown');
  await sure.getByRole('button', { name: 'Hand in', exact: true }).click();
  const missing = page.getByRole('alert').filter({ hasText: '2 things are missing' });
  await missing.waitFor();
  await sure.waitFor({ state: 'hidden' });
  await expectAccessibleInEveryLook(page, 'scoring-untaken');
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('name'));
  await missing.getByRole('link', { name: 'Teacher reflection: Tell the earner what is missing.' }).press('Enter');
  await expect.poll(focused).toBe('reflection/next-time/feedback');
  await missing.getByRole('link', { name: 'Work of two students: Choose a level', exact: false }).press('Enter');
  await expect.poll(focused).toBe('artifacts/ideas-of-two-students');

  // What it has is looked at anew with every press.
  await page.unrouteAll();
  await check.click();
  await sure.getByText('By the pass rule, your scores recommend', { exact: false }).waitFor();
});

test('a save that is refused says why at the top, and that it is not saved wherever she is', async () => {
  const { page } = await scoring(people.earners[1], [LESSON]);
  const refusal = { type: '/problems/invalid', status: 422, title: '', detail: 'This is too long.', requestId: 'r' };
  await page.route('**/api/assignments/*/assessment', (route) =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(refusal) }),
  );
  await page.getByLabel('Feedback for the earner').first().fill('What nobody takes.');
  await page.getByText('This is too long.').waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-refused');

  const line = page.getByText('Not saved: the top of this page says why');
  for (const size of [desktop, small]) {
    await page.setViewportSize(size);
    if (size === small) await page.getByRole('button', { name: 'Rubric', exact: true }).click();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect((await line.boundingBox())?.y, `at the end, ${size.width} wide`).toBeGreaterThanOrEqual(0);
  }
  await page.unroute('**/api/assignments/*/assessment');
  await page.getByRole('button', { name: 'Try again' }).click();
  await saved(page);
});
