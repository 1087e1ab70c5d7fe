import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person } from './browser';
import { caller, decide, Life, score } from './lives';
import { pageOf, people } from './people';

const PRACTICES = 'leveraging-effective-instructional-practices';
const IDEAS = 'generating-ideas';

/** A policy that asks for nothing on record. */
const hours = {
  id: 'hours-of-practice',
  title: 'Hours of practice',
  language: 'en',
  validFrom: '2026-01-01',
  terms: { practice: 'Practice' },
  lists: [{ id: 'all', title: 'All of practice', microcredentials: [{ id: IDEAS }, { id: PRACTICES }] }],
  uses: [
    {
      id: 'hours',
      title: 'Yearly hours',
      awards: [{ n: 1, from: 'all' }],
      grants: { hours: { of: 'practice', each: '4', per: 'calendar-year', most: '8' } },
    },
  ],
};

test('a visitor reads on the page of a micro-credential what it would count for, and why', async () => {
  const page = await (await person()).newPage();
  await page.goto(`/microcredentials/${PRACTICES}#counts`);
  await page.getByRole('heading', { name: 'What will this count for?' }).waitFor();
  const policy = page.getByRole('listitem').filter({ hasText: 'Micro-credentials in place of a pedagogy assessment' });
  await policy.getByText('Counts, if eligible').first().waitFor();
  await policy.getByText('Why: In place of Praxis PLT').click();
  await policy.getByText('2 more are missing', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'counts-visitor');

  await page.getByLabel('Language').selectOption('es');
  await policy.getByText('Cuenta, si cumple').first().waitFor();
  await policy.getByText('Faltan 2', { exact: false }).waitFor();
});

test('on the page of a policy she tries what would be, and finds the least work for a goal', async () => {
  const page = await (await person()).newPage();
  await page.goto('/policies');
  await page.getByRole('heading', { name: 'What awards count for', level: 1 }).waitFor();
  await expectAccessibleInEveryLook(page, 'policies');
  await page.getByRole('link', { name: 'Micro-credentials in place of a pedagogy assessment' }).click();

  await page.getByLabel('Your goal').selectOption('In place of Praxis PLT');
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByText('3 micro-credentials, about 28 hours in all:').waitFor();
  await page.getByText('It also asks for what must be on record').waitFor();
  await page.getByRole('button', { name: 'Choose these above' }).click();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await page.getByText('3 of 3').waitFor();
  await expectAccessibleInEveryLook(page, 'policy-chosen');

  await page.getByRole('checkbox').first().uncheck();
  await page.getByText('2 of 3').waitFor();
  await page.getByLabel('Your goal').selectOption('Yearly hours of pedagogy');
  await page.getByLabel('Hours in this year').fill('many');
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByText('has no such value', { exact: false }).waitFor();
  await page.getByLabel('Hours in this year').fill('4,0');
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByText('1 micro-credential, about 8 hours:').waitFor();
});

test('a recognizer publishes a policy, is told what contradicts itself, and publishes its next version', async () => {
  const page = await pageOf(await person(), people.recognizer);
  let arrive = () => {};
  const slow = new Promise<void>((done) => (arrive = done));
  await page.route('**/api/policies/*', (route) => slow.then(() => route.continue()));
  await page.goto('/policies');
  await page.getByText('Publish a policy').click();
  const rules = page.getByLabel('The rules, as JSON');
  await page.getByLabel('Begin with').waitFor();
  expect(await rules.count()).toBe(0);
  arrive();
  await rules.fill('{');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('This is no JSON', { exact: false }).waitFor();

  const wrong = {
    ...hours,
    validUntil: '2025-12-31',
    lists: [{ ...hours.lists[0], microcredentials: [{ id: 'none' }] }],
  };
  await rules.fill(JSON.stringify(wrong, null, 2));
  const publish = async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  };
  await publish();
  await page.getByText('2 things need a change').waitFor();
  await page.getByText('/lists/0/microcredentials/0/id').waitFor();
  await expectAccessibleInEveryLook(page, 'policy-refused');

  await rules.fill(JSON.stringify(hours, null, 2));
  await publish();
  await page.getByRole('heading', { name: 'Hours of practice', level: 1 }).waitFor();
  await page.getByText('Version 1', { exact: false }).first().waitFor();

  await page
    .getByLabel('The rules, as JSON')
    .fill(JSON.stringify({ ...hours, title: 'Hours of good practice' }, null, 2));
  await publish();
  await page.getByText('Version 2 is what everybody reads now.').waitFor();
  await page.getByRole('heading', { name: 'Hours of good practice', level: 1 }).waitFor();
  await expectAccessible(page, 'policy-published');
});

test('what a recognizer typed stays while what the policy counts for is asked again, and when a colleague publishes first', async () => {
  const recognizer = caller(people.recognizer);
  const policy = { ...hours, id: 'hours-together', title: 'Hours together' };
  const { version } = await recognizer.ask<{ version: number }>('PUT', `/api/policies/${policy.id}`, policy);
  const page = await pageOf(await person(), people.recognizer);
  expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
  let isDown = true;
  await page.route('**/api/policy-check*', (route) =>
    isDown ? route.abort('internetdisconnected') : route.continue(),
  );
  await page.goto(`/policies/${policy.id}`);
  const rules = page.getByLabel('The rules, as JSON');
  const read = async () => JSON.parse(await rules.inputValue()) as typeof policy & { description?: string };
  await rules.fill(JSON.stringify({ ...policy, title: 'Hours of mine', description: 'By me.' }));
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Yearly hours' }).waitFor();
  expect((await read()).title).toBe('Hours of mine');

  const theirs = { ...policy, title: 'Hours of theirs', terms: { practice: 'Practising' } };
  await recognizer.ask('PUT', `/api/policies/${policy.id}?version=${version}`, theirs);
  const publish = async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  };
  await publish();
  await page.getByText('Somebody else saved this meanwhile.', { exact: false }).waitFor();
  await page.getByText('Hours of theirs').waitFor();
  expect(await read()).toEqual({ ...theirs, title: 'Hours of mine', description: 'By me.' });
  await expectAccessibleInEveryLook(page, 'policy-stale');
  await publish();
  await page.getByText(`Version ${version + 2} is what everybody reads now.`).waitFor();
  await page.getByRole('heading', { name: 'Hours of mine', level: 1 }).waitFor();

  await recognizer.ask('PUT', `/api/policies/${policy.id}?version=${version + 2}`, theirs);
  await rules.fill(JSON.stringify({ ...policy, title: 'Hours of mine again' }));
  await publish();
  await page.getByRole('button', { name: 'Take what is stored' }).click();
  expect((await read()).title).toBe('Hours of theirs');
});

test('whose policy is new, and has the name of another one, is told so, and keeps what she typed', async () => {
  await caller(people.recognizer).ask('PUT', '/api/policies/hours-there', { ...hours, id: 'hours-there' });
  const page = await pageOf(await person(), people.recognizer);
  await page.goto('/policies');
  await page.getByText('Publish a policy').click();
  const mine = JSON.stringify({ ...hours, id: 'hours-there', title: 'Hours anew' });
  const rules = page.getByLabel('The rules, as JSON');
  await rules.fill(mine);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('There is a policy of this name already.', { exact: false }).waitFor();
  expect(await rules.inputValue()).toBe(mine);
  expect(await rules.getAttribute('aria-invalid')).toBe('true');
});

test('an earner reads in her workspace and beside her award what it counts for', async () => {
  const recognizer = caller(people.recognizer);
  await recognizer.ask('PUT', '/api/policies/hours-at-work', { ...hours, id: 'hours-at-work' });
  const earner = caller(people.earners[0]);
  const life = await Life.anew(earner);
  const page = await pageOf(await person(), people.earners[0]);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('What will this count for?').click();
  await page.getByText('This adds to it').first().waitFor();
  await page.getByText('With the awards that you hold', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'counts-workspace');

  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
  await page.goto('/awards');
  const card = page.getByRole('article', { name: 'Generating Ideas' });
  await card.getByText('What it counts for', { exact: false }).click();
  await card.getByText('4 hours from', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'award-counts');
});
