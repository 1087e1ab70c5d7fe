/** The whole life through pages, as earner, assessor and issuer, with a real video: by pointer, and by keyboard alone. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook, WCAG } from './axe';
import { desktop, person, phone } from './browser';
import { keyboard, pointer, type Hands } from './hands';
import type { Shapes } from '../src/api/client';
import { caller, staff, until, whoIsAsked } from './lives';
import { letter, letters, pageOf, people, type Letter } from './people';
import { begin, fill, handIn, withoutFilePicker } from './work';

const TITLE = 'Generating Ideas';

/** The assessor comes from her letter, watches, scores everything as met, and hands in. */
async function assess(context: BrowserContext, hands: Hands, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  await hands.press(page, 'button', 'Open this assignment');
  await hands.press(page, 'button', /^None of these/);
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  const way = page.getByRole('navigation', { name: 'Parts' });
  for (const title of [
    'Overview',
    'Work of two students',
    'Reflections of the same two students',
    'Teacher reflection',
  ]) {
    await hands.press(way, 'link', title);
    if (title === 'Work of two students') await watch(page, hands);
    const criteria = page.getByRole('region', { name: title }).getByRole('group').filter({ hasText: 'Feedback for' });
    for (const criterion of await criteria.all()) {
      await hands.press(criterion, 'radio', /^(Proficient|Yes)/);
      await hands.write(criterion, 'Feedback for the earner', 'Seen in what your students wrote.');
    }
  }
  await hands.press(page, 'button', 'Check and hand in');
  await page.getByText('By the pass rule, your scores recommend an award.').waitFor();
  await hands.press(page.getByRole('dialog'), 'button', 'Hand in');
  await page.getByRole('heading', { name: 'Your scores are in. Thank you', level: 1 }).waitFor();
}

/** Shows the video and leaps forward in it, which the store must allow. */
async function watch(page: Page, hands: Hands): Promise<void> {
  await hands.press(page, 'button', 'Show: Video from Student A');
  const video = page.locator('video');
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  await hands.press(page, 'button', /^\+10 s/);
  const length = await video.evaluate((it: HTMLVideoElement) => it.duration);
  await expect
    .poll(() => video.evaluate((it: HTMLVideoElement) => it.currentTime))
    .toBeCloseTo(Math.min(10, length), 0);
}

/** The issuer takes the only one that waits for a decision, and awards it. */
async function award(context: BrowserContext, hands: Hands): Promise<void> {
  const page = await pageOf(context, people.administrator);
  await page.goto('/issuer');
  await hands.press(page.getByRole('table'), 'link', TITLE);
  await page.getByRole('heading', { name: 'Decide', level: 2 }).waitFor();
  await hands.press(page, 'radio', /^Award/);
  await hands.press(page, 'button', 'Decide…');
  await hands.press(page.getByRole('dialog'), 'button', 'Award it');
  await page.getByText('Awarded. The badge is being signed').waitFor();
}

test.each([
  ['by pointer', pointer, desktop, people.earners[0]],
  ['by keyboard alone, the earner on a phone', keyboard, phone, people.earners[1]],
] as const)('the whole life %s', async (_, hands, viewport, earner) => {
  const context = await person({ viewport });
  await context.addInitScript(withoutFilePicker);
  const page = await begin(context, earner, hands);
  await fill(page, hands);
  await hands.press(page, 'button', 'Check and hand in');
  const asked = await whoIsAsked();
  await handIn(page, hands);

  await assess(await person(), hands, (await asked()).link);
  await award(await person(), hands);
  await page.reload();
  await page.getByText('Awarded', { exact: true }).first().waitFor();
  await letter(earner, (it) => it.subject === 'You have earned a micro-credential');
});

test('what the public sees of an award is accessible, in every look', async () => {
  const earner = caller(people.earners[0]);
  const signed = await until(
    () => earner.ask<{ items: Shapes['AwardLine'][] }>('GET', '/api/awards'),
    ({ items }) => items[0]?.state === 'valid',
  );
  const { id, version, page: address } = signed.items[0] as Shapes['AwardLine'];
  const page = await (await person()).newPage();
  const look = async (at: string, state: string) => {
    await page.goto(at);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessibleInEveryLook(page, state);
  };
  const seen = (isPublic: boolean, version: number) =>
    earner.ask<Shapes['AwardLine']>('PUT', `/api/awards/${id}/visibility`, {
      version,
      public: isPublic,
      named: isPublic,
    });
  const hidden = await seen(false, version);
  await look(address, 'badge-private');
  await seen(true, hidden.version);
  await look(address, 'badge');
  const links = page.getByRole('link').filter({ visible: true });
  const paths = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  for (const kind of ['achievements', 'issuers', 'verify']) {
    const path = paths.find((path) => new RegExp(`^/${kind}(/[^.]*)?$`).test(path));
    expect(path, `the badge's page leads to /${kind}`).toBeDefined();
    await look(path ?? '', kind);
  }
});

test('every letter of these lives leads to a page, and is accessible in every look and in both languages', async () => {
  const [place] = (await staff().ask<{ memberships: object[] }>('GET', '/api/me')).memberships;
  const email = 'lucia.vega@example.org';
  await staff().ask('PUT', '/api/people', { email, name: 'Lucía Vega', language: 'es', ...place, roles: ['issuer'] });
  await letter(email, (it) => it.subject.includes('Touchstone'));

  const all = (
    await Promise.all([...people.earners, ...people.assessors, people.administrator, email].map(letters))
  ).flat();
  const kinds = new Map<string, Letter>(all.map((it) => [it.subject, it]));
  expect(kinds.size).toBeGreaterThanOrEqual(5);
  const page = await (await person()).newPage();
  for (const [at, { html, links }] of [...kinds.values()].entries()) {
    for (const link of links) expect((await fetch(link)).status, link).toBe(200);
    await page.setContent(html);
    await expectAccessibleInEveryLook(page, `letter-${at + 1}`, { rules: WCAG });
  }
});
