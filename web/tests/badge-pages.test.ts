import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessibleInEveryLook } from './axe';
import { person, phone, picture } from './browser';
import { caller, decide, Life, score, staff, until } from './lives';
import { letter, people, type Letter } from './people';

type Award = Shapes['AwardLine'];

const IDEAS = 'generating-ideas';
const RIGOR = 'recognizing-and-upholding-academic-rigor';

/** Awards a submission of the earner, and waits until its badge is signed. */
async function awarded(email: string, slug: string): Promise<Award> {
  const life = await Life.open(caller(email), slug);
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
  const earner = caller(email);
  const held = async () => (await earner.ask<{ items: Award[] }>('GET', '/api/awards')).items;
  const awards = await until(held, (all) => all.some((it) => it.microcredential === slug && it.state === 'valid'));
  const award = awards.find((it) => it.microcredential === slug);
  if (!award) throw new Error('there is no award');
  return award;
}

/** What the public sees of it. */
async function show(email: string, { id }: Award, visible: { public: boolean; named: boolean }): Promise<void> {
  const earner = caller(email);
  const { items } = await earner.ask<{ items: Award[] }>('GET', '/api/awards');
  const version = items.find((it) => it.id === id)?.version;
  await earner.ask('PUT', `/api/awards/${id}/visibility`, { version, ...visible });
}

async function revoke(id: string): Promise<void> {
  const issuer = staff();
  const route = `/api/awards/${id}`;
  for (const step of [
    { step: 'propose', reason: 'The evidence was another teacher’s.' },
    { step: 'confirm', alone: true },
  ]) {
    const { version } = await issuer.ask<{ version: number }>('GET', route);
    await issuer.ask('POST', `${route}/revocation`, { version, ...step });
  }
}

/** The page in every look, in English and Spanish, and on a phone of usual size. */
async function looks(path: string, name: string): Promise<void> {
  for (const [language, locale] of [
    ['en', 'en-US'],
    ['es', 'es-MX'],
  ] as const) {
    const page = await (await person({ locale })).newPage();
    await page.goto(path);
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language);
    await expectAccessibleInEveryLook(page, `badge-${name}-${language}`);
    await page.setViewportSize(phone);
    await picture(page, `badge-${name}-${language}-phone`);
  }
}

async function open(path: string, javaScriptEnabled = true): Promise<Page> {
  const page = await (await person({ javaScriptEnabled })).newPage();
  await page.goto(path);
  return page;
}

let shown: Award;
let hidden: Award;

beforeAll(async () => {
  const [first, second] = [people.earners[0], people.earners[1]];
  // One after the other: an assessor's letter doesn't tell whose work it is about.
  shown = await awarded(first, IDEAS);
  hidden = await awarded(second, RIGOR);
  await show(first, shown, { public: true, named: true });
  await show(second, hidden, { public: false, named: false });
}, 120_000);

test('a badge reads well in every look, without a script, and printed', async () => {
  await looks(`/credentials/${shown.id}`, 'page');

  const page = await open(`/credentials/${shown.id}`, false);
  await page.getByText('This badge is valid.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Generating Ideas' }).waitFor();
  await page.getByText('E-mail signature').first().click();
  expect(
    await page
      .getByRole('link', { name: /LinkedIn/ })
      .first()
      .getAttribute('href'),
  ).toMatch(/^https:\/\/www\.linkedin\.com\//);

  await page.emulateMedia({ media: 'print' });
  await picture(page, 'badge-page-print');
  expect(
    await page
      .getByRole('link', { name: /LinkedIn/ })
      .first()
      .isVisible(),
  ).toBe(false);
});

test('the letter about an award reads well and leads to the badge', async () => {
  const isAbout = (it: Letter) => it.links.some((link) => link.includes(shown.id));
  const came = await letter(people.earners[0], isAbout);
  const page = await (await person({ viewport: phone })).newPage();
  await page.setContent(came.html);
  await picture(page, 'letter-awarded-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'letter-awarded-phone-dark');

  await page.goto(came.links.find((link) => link.includes(shown.id)) ?? '');
  await page.getByText('This badge is valid.').waitFor();
});

test('what it is given for, and who gives it, read well in every look', async () => {
  await looks(`/achievements/${shown.microcredential}/${shown.edition}`, 'achievement');
  const page = await open(`/credentials/${shown.id}`);
  const issuer = await page.locator('a[href^="/issuers/"]').first().getAttribute('href');
  await looks(issuer ?? '', 'issuer');
});

test('how it was assessed reads well in every look', async () => {
  await looks(`/credentials/${shown.id}/receipt`, 'receipt');
});

test('a badge that its holder keeps private tells nothing but whether it is valid', async () => {
  await looks(`/credentials/${hidden.id}`, 'private');
  const page = await open(`/credentials/${hidden.id}`);
  expect(await page.content()).not.toContain('Academic Rigor');
});

test('a badge is verified by its address, by its text, and changed text is told', async () => {
  await looks('/verify', 'verify');
  await looks(`/verify?id=${shown.id}`, 'verified');

  const text = await (await fetch(`${inject('origin')}/credentials/${shown.id}.json`)).text();
  const page = await open('/verify', false);
  await page.getByLabel('Badge, address or id').fill(text);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('This badge is valid.').waitFor();
  await page.getByLabel('Badge, address or id').fill(text.replace('Generating Ideas', 'Generating Nothing'));
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('This badge is not valid.').waitFor();
  await picture(page, 'badge-verified-changed');
});

test('a badge that was revoked says so at once, and why', async () => {
  await show(people.earners[1], hidden, { public: true, named: false });
  await revoke(hidden.id);
  await looks(`/credentials/${hidden.id}`, 'revoked');
  const page = await open(`/verify?id=${hidden.id}`);
  await page.getByText('This badge is not valid.').waitFor();
});
