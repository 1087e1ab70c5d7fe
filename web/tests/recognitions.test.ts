import { beforeAll, expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller, decide, Life, score, until } from './lives';
import { pageOf, people } from './people';

const IDEAS = 'generating-ideas';
const RIGOR = 'recognizing-and-upholding-academic-rigor';
const POLICY = 'hours-counted';
const EARNER = people.earners[2];
/** The clock looks at claims every minute. */
const PATIENCE = 90_000;

/** A policy whose title nobody may take for a formula. */
const hours = {
  id: POLICY,
  title: 'Hours that count',
  language: 'en',
  validFrom: '2026-01-01',
  terms: { practice: 'Practice' },
  lists: [{ id: 'all', title: 'All of practice', microcredentials: [{ id: IDEAS }] }],
  uses: [
    {
      id: 'hours',
      title: 'Hours of practice each year',
      awards: [{ n: 1, from: 'all' }],
      grants: { hours: { of: 'practice', each: '4', per: 'calendar-year', most: '12' } },
    },
  ],
};

type Facts = { items: Shapes['Facts'][] };
type Lines = { items: Shapes['RecognitionsLine'][] };

/** An award of the earner, claimed by itself. */
beforeAll(async () => {
  const [recognizer, earner] = [caller(people.recognizer), caller(EARNER)];
  await recognizer.ask('PUT', `/api/policies/${POLICY}`, hours);
  const [facts] = (await earner.ask<Facts>('GET', '/api/facts')).items;
  await earner.ask('PUT', `/api/facts/${facts?.recognizer.id}?version=${facts?.version}`, facts?.facts);
  const life = await Life.anew(earner);
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
  await until(
    () => recognizer.ask<Lines>('GET', '/api/recognitions'),
    ({ items }) => items.some(({ policy }) => policy.id === POLICY),
    PATIENCE,
  );
}, 2 * PATIENCE);

test('a recognizer asks, the earner answers, and the claim is accepted, counted by the year and handed out', async () => {
  const desk = await pageOf(await person(), people.recognizer);
  await desk.goto('/recognitions');
  await desk.getByRole('heading', { name: 'Claims', level: 1 }).waitFor();
  const row = desk.getByRole('row').filter({ hasText: 'Hours that count' });
  await row.getByText('1 to decide').waitFor();
  await expectAccessibleInEveryLook(desk, 'claims-desk');
  await row.getByRole('link').click();

  await desk.getByRole('heading', { name: 'Hana Birch', level: 1 }).waitFor();
  const claim = desk.getByRole('article', { name: 'Hours of practice each year' });
  await claim.getByText('What the policy says').click();
  await claim.getByText('4 hours for each award', { exact: false }).last().waitFor();
  await expectAccessibleInEveryLook(desk, 'claim-open');
  await desk.getByRole('cell', { name: '0 hours' }).first().waitFor();

  await claim.getByRole('button', { name: 'Ask' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Send the question' }).click();
  await dialog.getByText('Write a question.').waitFor();
  await dialog.getByLabel('Your question').fill('In which school was that?');
  await expectAccessible(desk, 'claim-question');
  await dialog.getByRole('button', { name: 'Send the question' }).click();
  await desk.getByText('Asked. The earner gets a letter', { exact: false }).waitFor();

  const earner = await pageOf(await person({ viewport: small }), EARNER);
  await earner.goto('/awards');
  await earner.getByRole('link', { name: 'What your awards were counted for' }).click();
  const own = earner.getByRole('article', { name: 'Hours of practice each year' });
  await own.getByText('In which school was that?').waitFor();
  await own.getByRole('button', { name: 'Send the answer' }).click();
  await own.getByText('Write an answer.').waitFor();
  await own.getByLabel('Your answer').fill('In Cedar Plains.');
  await expectAccessibleInEveryLook(earner, 'counted-asked');
  await own.getByRole('button', { name: 'Send the answer' }).click();
  await earner.getByText('Your answer is with the recognizer.').waitFor();

  await desk.reload();
  await claim.getByText('In Cedar Plains.').waitFor();
  await claim.getByRole('button', { name: 'Accept' }).click();
  await desk.getByText('Accepted. The earner gets a letter.').waitFor();
  await desk.getByRole('cell', { name: '4 hours' }).first().waitFor();
  await expectAccessibleInEveryLook(desk, 'claim-accepted');

  await desk.getByRole('link', { name: 'All claims' }).click();
  await desk.getByRole('link', { name: 'Settled' }).click();
  await desk.getByRole('row').filter({ hasText: 'Hours that count' }).getByText('1 accepted').waitFor();
  const download = desk.waitForEvent('download');
  await desk.getByRole('link', { name: 'For payroll: what was accepted' }).click();
  expect((await download).suggestedFilename()).toBe('recognitions-payroll.csv');

  await earner.reload();
  await own.getByText('Accepted', { exact: true }).first().waitFor();
  await earner.getByLabel('Language').selectOption('es');
  await earner.getByRole('heading', { name: 'Para qué contaron sus reconocimientos', level: 1 }).waitFor();
  await own.getByText('Aceptada').first().waitFor();
  await expectAccessibleInEveryLook(earner, 'counted-spanish');
});

test('by keyboard alone, on the smallest phone, a decision is taken back and the claim declined with a reason', async () => {
  const desk = await pageOf(await person({ viewport: small }), people.recognizer);
  await desk.goto('/recognitions?state=settled');
  await desk.getByRole('row').filter({ hasText: 'Hours that count' }).getByRole('link').focus();
  await desk.keyboard.press('Enter');
  const claim = desk.getByRole('article', { name: 'Hours of practice each year' });
  await claim.getByRole('button', { name: 'Look again' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog').getByRole('button', { name: 'Take it back' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByText('The decision was taken back.', { exact: false }).waitFor();
  await claim.getByText('Reopened').waitFor();

  await claim.getByRole('button', { name: 'Decline' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByLabel('Why it isn’t granted').focus();
  await desk.keyboard.type('=It was counted last year.');
  await desk.getByRole('dialog').getByRole('button', { name: 'Decline it' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByText('Declined. The earner gets a letter', { exact: false }).waitFor();
  await claim.getByText('=It was counted last year.').waitFor();
  await expectAccessibleInEveryLook(desk, 'claim-declined');

  const table = await caller(people.recognizer).text('/api/recognitions/export?sheet=staff');
  expect(table).toContain("'=It was counted last year.");
});

test('who counts awards for nobody is told so, and who was counted for nothing too', async () => {
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/recognitions');
  await page.getByRole('heading', { name: 'You count awards for nobody' }).waitFor();
  await page.goto('/counted');
  await page.getByRole('heading', { name: 'Nothing was claimed yet' }).waitFor();
  await expectAccessibleInEveryLook(page, 'counted-none');
  await page.goto(`/recognitions/${POLICY}/per_00000000000000000000000000`);
  await page.getByRole('heading', { name: 'There are no such claims' }).waitFor();
});

test('a recognizer looks at a table of facts, is told each line that is wrong, imports it whole and takes it back', async () => {
  const page = await pageOf(await person(), people.recognizer);
  await page.goto('/recognitions');
  await page.getByRole('link', { name: 'Facts about your people' }).click();
  await page.getByRole('heading', { name: 'Facts about your people', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Nothing was imported yet' }).waitFor();
  await page.getByText('How the table is written').click();
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await page.getByText('Say where it is from.').waitFor();
  await expectAccessibleInEveryLook(page, 'register-none');
  await page.getByLabel('Where this is from').fill('Licensing system');

  const choose = async (rows: string) => {
    // As a spreadsheet on Windows writes it.
    const buffer = Buffer.from(`Email;fact;term;date;until;score;qualifying;sem;remark\r\n${rows}`, 'latin1');
    await page.getByLabel('The table').setInputFiles({ name: 'facts.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Look at it first' }).click();
  };
  const right =
    `${people.earners[1]};licence;pptl;2026-07-01;2029-06-30;;;;Peña\r\n` +
    `${people.earners[1]};exam;content-exam;2026-06-01;;148.5;159;5.5;=cmd\r\n`;
  await choose(`${right}nobody;licence;pptl;2026-07-01\r\n${people.earners[1]};licence;none;2026-07-01\r\n`);
  await page.getByText('2 lines need a change').first().waitFor();
  await page.getByRole('row').filter({ hasText: 'Line 4' }).getByText('email: write one e-mail address').waitFor();
  await expectAccessibleInEveryLook(page, 'register-wrong');

  await choose(right);
  await page.getByRole('heading', { name: '2 rows about 1 person' }).waitFor();
  await page.getByText('1 new.').waitFor();
  await page.getByRole('cell', { name: '148.5 (qualifying 159, SEM 5.5)' }).waitFor();
  await expectAccessibleInEveryLook(page, 'register-seen');
  await page.getByRole('button', { name: 'Import it' }).click();
  await page.getByText('Imported: 2 rows about 1 person.', { exact: false }).waitFor();
  await page.getByText('Something is on record about one person.').waitFor();
  await expectAccessibleInEveryLook(page, 'register-taken');

  const earner = await pageOf(await person({ viewport: small }), people.earners[1]);
  await earner.goto('/facts');
  await earner.getByText('On record there about you, from Licensing system', { exact: false }).click();
  await earner.getByText('Your score: 148.5', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(earner, 'facts-recorded');

  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('heading', { name: 'Lo que se importó' }).waitFor();
  await page.getByRole('button', { name: 'Deshacer' }).focus();
  await page.keyboard.press('Enter');
  await expectAccessible(page, 'register-undo');
  await page.getByRole('dialog').getByRole('button', { name: 'Retirarla' }).click();
  await page.getByText('La importación se retiró.').waitFor();
  await page.getByText('Deshecha el', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'register-undone-spanish');
  await earner.reload();
  await earner.getByText('Nothing is stated yet.').waitFor();
  expect(await earner.getByText('On record there about you', { exact: false }).count()).toBe(0);
});

test('a stack tells what it is made of and how far one is, and is awarded', { timeout: 2 * PATIENCE }, async () => {
  const administrator = caller(people.administrator);
  const id = 'thinking-together';
  await administrator.ask('PUT', `/api/microcredentials/${id}`, {
    id,
    title: 'Thinking Together',
    language: 'en',
    competency: 'Teachers have classes think together.',
    description: 'Whoever holds it has shown each of its skills.',
    audience: 'Teachers of all grades',
    estimatedHours: 30,
    tags: ['collaboration'],
    contact: 'credentials@example.org',
    reviewBy: '2028-06-30',
    alignment: [
      { framework: 'InTASC', code: '3', name: 'Learning environments', url: 'https://standards.example.org/intasc/3' },
    ],
    stack: [IDEAS, RIGOR],
  });
  await administrator.ask('POST', `/api/microcredentials/${id}/publish`, { version: 1 });

  const page = await pageOf(await person({ viewport: small }), EARNER);
  await page.goto('/');
  await page.getByText('Stack of 2').waitFor();
  await expectAccessible(page, 'stack-catalogue');
  await page.getByRole('link', { name: 'Thinking Together' }).click();
  await page.getByRole('heading', { name: 'Made of' }).waitFor();
  await page.getByText('1 of 2 held').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Recognizing and Upholding' }).getByText('next').waitFor();
  expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0);
  await expectAccessibleInEveryLook(page, 'stack-definition');

  await page.goto('/work');
  await page.getByRole('heading', { name: 'Stacks that you have begun' }).waitFor();
  await expectAccessibleInEveryLook(page, 'stack-work');
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('heading', { name: 'Pilas que ha empezado' }).waitFor();
  await expectAccessible(page, 'stack-work-spanish');
  await page.getByLabel('Idioma').selectOption('en');

  // The last of its awards brings the stack's own, and one press all of them in a file.
  const life = await Life.open(caller(EARNER), RIGOR);
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
  await until(
    () => caller(EARNER).ask<{ items: Shapes['AwardLine'][] }>('GET', '/api/awards'),
    ({ items }) => items.some(({ microcredential, state }) => microcredential === id && state === 'valid'),
    PATIENCE,
  );
  await page.goto('/awards');
  const stack = page.getByRole('article', { name: 'Thinking Together' });
  await stack.getByRole('button', { name: 'The stack and its awards as one file' }).click();
  await stack.getByText('Signed, with 3 awards.').waitFor();
  await expectAccessibleInEveryLook(page, 'stack-awarded');
});
