/** Every form in which somebody writes more than a word asks before its page is left; what is undone again asks nothing. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { person } from './browser';
import { caller, Life, score } from './lives';
import { letter, pageOf, people, signIn } from './people';
import { MEASURED } from './seed';

type Form = {
  /** Who writes in it. */
  who: string;
  /** The page it is on. */
  at: string | (() => Promise<string>);
  /** Where on the page one writes, once it is opened. */
  field: (page: Page) => Promise<Locator>;
  says?: string;
  /** Whether something else was added for it, which is a change by itself. */
  adds?: true;
};

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });

/** Goes to a page as a link would lead there, so that there is a way back within the portal. */
async function follow(page: Page, to: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Micro-credentials', level: 1 }).waitFor();
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, to);
}

/** Opens what hides a field, and gives the field. */
const opened = (summary: string | RegExp, label: string | RegExp) => async (page: Page) => {
  await page.getByText(summary).click();
  return page.getByLabel(label).first();
};
const pressed = (button: string | RegExp, label: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click();
  return page.getByLabel(label).first();
};
const field = (label: string | RegExp) => (page: Page) => Promise.resolve(page.getByLabel(label).first());

let life: Life;
beforeAll(async () => {
  life = await Life.anew(caller(people.earners[1]));
  await score((await life.handedIn()).link);
});

const forms: Record<string, Form> = {
  'a threshold': {
    who: people.administrator,
    at: `/issuer/reliability?microcredential=${MEASURED}`,
    field: opened('When an assessor is paused', 'Least kappa with the others'),
    says: '0.37',
  },
  'a benchmark': {
    who: people.administrator,
    at: '/issuer/benchmarks',
    field: async (page) => {
      await page.getByRole('button', { name: 'Write a benchmark' }).click();
      return page.locator('form.card textarea').first();
    },
  },
  'an organisation': {
    who: people.administrator,
    at: '/issuer/organisations?add=yes',
    field: field('Contact address'),
  },
  'for how long files are kept': {
    who: people.administrator,
    at: '/issuer/people',
    field: field('Days'),
    says: '77',
  },
  'why one must know whose work it is': {
    who: people.administrator,
    at: () => Promise.resolve(`/issuer/submissions/${life.submission}`),
    field: pressed('Learn whose work it is…', 'Why you need to know'),
  },
  'a table of people': {
    who: people.webmaster,
    at: '/district/roster',
    field: field('Or paste it here'),
  },
  'a key of another issuer': {
    who: people.recognizer,
    at: '/recognitions/badges',
    field: field('What you call it'),
  },
  'a badge of another issuer': {
    who: people.earners[0],
    at: '/awards/others',
    field: field('Paste it'),
  },
  'a policy': {
    who: people.recognizer,
    at: '/policies',
    field: opened('Publish a policy', 'The rules, as JSON'),
    says: '{}',
  },
  'when one is away': {
    who: people.assessors[1],
    at: '/availability',
    field: field('The most that I want open at once'),
    says: '17',
  },
  facts: {
    who: people.earners[0],
    at: '/facts',
    field: async (page) => {
      await page.getByRole('button', { name: /^Add/ }).first().click();
      return page.locator('main input[type="date"]').first();
    },
    says: '2026-02-03',
    adds: true,
  },
  'an endorsement': {
    who: people.earners[0],
    at: async () => {
      await mayEndorse();
      return '/microcredentials/generating-ideas';
    },
    field: field('Why does your organisation stand by it?'),
  },
  'what an attempt took': {
    who: people.earners[1],
    at: () => Promise.resolve(`/work/${life.submission}`),
    field: opened('Hours, cost and coaching (optional)', 'Hours of your own work'),
    says: '12',
  },
};

async function mayEndorse(): Promise<void> {
  type Member = { email: string; name: string; version: number; memberships: { organisation: string }[] };
  const webmaster = caller(people.webmaster);
  const { items } = await webmaster.ask<{ items: Member[] }>('GET', '/api/people');
  const member = items.find(({ email }) => email === people.earners[0]);
  const { email, name, version, memberships } = member ?? { memberships: [] };
  const [organisation, roles] = [memberships[0]?.organisation, ['earner', 'endorser']];
  await webmaster.ask('PUT', '/api/people', { email, name, version, organisation, roles });
}

/** Writes in a field and is asked on the way back, stays, and finds what she wrote. */
async function isAsked(page: Page, where: Locator, says: string): Promise<void> {
  await where.fill(says);
  await page.evaluate(() => history.back());
  await question(page).waitFor({ timeout: 5_000 });
  await question(page).getByRole('button', { name: 'Stay here' }).click();
  expect(await where.inputValue()).toBe(says);
}

test.each(Object.entries(forms))('%s', async (_, { who, at, field, says = 'Written for a while.', adds }) => {
  const page = await pageOf(await person(), who);
  await follow(page, typeof at === 'string' ? at : await at());
  const where = await field(page);
  await where.waitFor();
  const before = await where.inputValue();
  await isAsked(page, where, says);
  await where.fill(before);
  await page.evaluate(() => history.back());
  if (adds) await question(page).getByRole('button', { name: 'Leave without saving' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/');
});

test('whom one asks to coach her, the coach’s comment, and the answer, which stays while she looks at another part', async () => {
  const earner = caller(people.earners[2]);
  const draft = await Life.anew(earner);
  const page = await pageOf(await person(), people.earners[2]);
  await follow(page, `/work/${draft.submission}`);
  await page.getByText('A coach for this draft').click();
  await isAsked(page, page.getByLabel('Coach’s name'), 'Dora Lane');
  const email = 'dora.lane@school.example.org';
  await page.getByLabel('Coach’s e-mail address').fill(email);
  await page.getByRole('button', { name: 'Ask them' }).click();
  await page.getByText('Dora Lane gets a letter.', { exact: false }).waitFor();

  await letter(email, (it) => it.subject === 'Somebody asks you to be their coach');
  const coach = await signIn(await person(), email);
  await follow(coach, `/coaching/${draft.submission}`);
  const comment = coach.getByLabel(/^Comment on/).first();
  await isAsked(coach, comment, 'Which idea was theirs?');
  await coach.getByRole('button', { name: /^Send/ }).first().click();
  await coach.getByText('Which idea was theirs?', { exact: true }).waitFor();
  // What was sent asks nothing.
  await coach.evaluate(() => history.back());
  await expect.poll(() => new URL(coach.url()).pathname).toBe('/');

  await follow(page, `/work/${draft.submission}`);
  const fold = page.getByText('Answer: Which idea was theirs?');
  await fold.click();
  await isAsked(page, page.getByLabel('Your answer'), 'That of Student A.');
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link').nth(1).click();
  await fold.waitFor({ state: 'detached' });
  expect(await question(page).count(), 'nothing is lost').toBe(0);
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link').first().click();
  await fold.click();
  expect(await page.getByLabel('Your answer').inputValue()).toBe('That of Student A.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('That of Student A.', { exact: true }).waitFor();
});
