import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller, Life } from './lives';
import { codeIn, letter, letters, pageOf, people } from './people';
import { putRows } from './rows';

const DISTRICT = '/api/districts/org_00000000000000000000000002';
const FORM = 'iframe[title="Micro-credential form"]';
const EARNER = people.earners[0];
const COHORT = { text: 'Which cohort are you in?', choices: ['2025', '2026'] };
const GOAL = { text: 'What is it for?', choices: ['My own teaching', 'My school’s plan', 'A new task'] };

const settings = () => caller(people.webmaster).ask<Shapes['District']>('GET', DISTRICT);

/** Asks these questions and nothing else. */
async function ask(questions: Shapes['District']['questions']): Promise<void> {
  const { version, origins, offered, colour, logo } = await settings();
  const look = { ...(colour && { colour }), ...(logo && { logo }) };
  await caller(people.webmaster).ask('PUT', DISTRICT, { version, origins, offered, ...look, questions });
}

const stored = (life: Life) => life.earner.ask<Shapes['LocalAnswers']>('GET', life.route('/local-answers'));
const chosen = async (life: Life) => (await stored(life)).questions.map((question) => question.chosen);

// Other files of tests share the district and the earner: what it asks is put back, and what she began is taken back.
let before: Shapes['District']['questions'];
beforeAll(async () => {
  before = (await settings()).questions;
  await putRows('report');
});
afterAll(async () => {
  await ask(before);
  const life = await Life.anew(caller(EARNER));
  await life.earner.ask('POST', life.route('/withdraw'), { version: (await life.read()).version });
});

test('a webmaster writes two questions, and is told at each field what is wrong', async () => {
  await ask([]);
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/district');
  const add = page.getByRole('button', { name: 'Add a question' });
  const text = page.getByRole('textbox', { name: 'What you ask', exact: true });
  const choices = page.getByRole('textbox', { name: 'What can be chosen' });
  const save = page.locator('form').filter({ has: add }).getByRole('button', { name: 'Save', exact: true });

  await add.click();
  await save.click();
  await expect.poll(() => text.getAttribute('aria-invalid')).toBe('true');
  expect(await choices.getAttribute('aria-invalid')).toBe('true');
  // The first wrong field has the focus.
  await expect.poll(() => text.evaluate((it) => it === document.activeElement)).toBe(true);
  await expectAccessible(page, 'questions-refused');

  await text.fill(GOAL.text);
  await choices.fill(`${GOAL.choices.join('\n')}\n${GOAL.choices[0]}`);
  await save.click();
  await page.getByText('4: This choice stands here twice.').waitFor();
  await choices.fill(GOAL.choices.join('\n'));
  expect(await choices.getAttribute('aria-invalid'), 'what was changed is as yet unjudged').toBe(null);

  await add.click();
  await text.nth(1).fill(COHORT.text);
  await choices.nth(1).fill(COHORT.choices.join('\n'));
  await page.getByRole('button', { name: `Move ${COHORT.text} up` }).click();
  await expect.poll(() => text.first().inputValue()).toBe(COHORT.text);
  await page.getByRole('button', { name: `Remove ${GOAL.text}` }).click();
  await page.getByText(`“${GOAL.text}” was removed.`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('There are changes here that are not saved.').waitFor();
  await expectAccessibleInEveryLook(page, 'questions');
  await save.click();
  await page.getByText('Saved. The form looks like this from now on.').waitFor();
  expect((await settings()).questions).toEqual([COHORT, GOAL]);

  await text.first().fill('Which cohort?');
  await page.getByText('Saved like this it is a new question.', { exact: false }).waitFor();
  await text.first().fill(COHORT.text);
  await expect.poll(() => page.getByText('There are changes here that are not saved.').count()).toBe(0);

  // Nobody writes over what a colleague saved meanwhile.
  const site = page.getByLabel('Site 1', { exact: true });
  const told = page.getByRole('alert');
  const stands = await site.inputValue();
  await site.fill('https://typed.example.org');
  await ask([COHORT, { ...GOAL, text: 'What for?' }]);
  await save.click();
  await told.getByText('Somebody else saved this meanwhile.', { exact: false }).waitFor();
  expect(await site.inputValue(), 'what she typed stays').toBe('https://typed.example.org');
  expect(await text.nth(1).inputValue(), 'what only the colleague changed is taken').toBe('What for?');
  await expectAccessibleInEveryLook(page, 'questions-stale');
  await text.first().fill('Which year?');
  await ask([COHORT, GOAL]);
  await save.click();
  await told.getByRole('definition').waitFor();
  expect(await told.getByRole('definition').innerText()).toContain(GOAL.text);
  expect(await text.first().inputValue()).toBe('Which year?');
  await page.getByRole('button', { name: 'Take what is stored' }).click();
  await told.waitFor({ state: 'detached' });
  expect(await text.first().inputValue()).toBe(COHORT.text);
  expect(await site.inputValue()).toBe(stands);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('form-in-site');
});

test('an earner answers in the portal, changes it, takes it back, and does so after handing in too', async () => {
  await ask([COHORT, GOAL]);
  const life = await Life.anew(caller(EARNER));
  const page = await pageOf(await person({ viewport: small }), EARNER);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Your district asks (optional): 0 of 2 answered').click();
  const cohort = page.getByRole('group', { name: COHORT.text });
  const goal = page.getByRole('group', { name: GOAL.text });
  expect(await page.getByRole('radio', { name: '2026' }).isChecked(), 'nothing is chosen for her').toBe(false);

  // By keyboard alone.
  await cohort.getByRole('radio', { name: '2025' }).focus();
  await page.keyboard.press('Space');
  await cohort.getByText('Saved', { exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosen(life)).toEqual(['2026', undefined]);
  await goal.getByRole('radio', { name: 'A new task' }).check();
  await page.getByText('Your district asks (optional): 2 of 2 answered').waitFor();
  await expect.poll(() => chosen(life)).toEqual(['2026', 'A new task']);
  await page.getByText('Last changed by you', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'local-questions');

  await cohort.getByRole('button', { name: 'Take it back' }).click();
  await cohort.getByText('Taken back').waitFor();
  expect(await chosen(life)).toEqual([undefined, 'A new task']);
  const first = cohort.getByRole('radio', { name: '2025' });
  await expect.poll(() => first.evaluate((it) => it === document.activeElement)).toBe(true);

  await life.fill();
  await life.handIn();
  await ask([COHORT]);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Your district asks (optional): 1 of 2 answered').click();
  await page.getByText('Your district asks this no more.', { exact: false }).waitFor();
  await cohort.getByRole('radio', { name: '2025' }).check();
  await cohort.getByText('Saved', { exact: true }).waitFor();
  await goal.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(() => goal.count()).toBe(0);
  expect((await stored(life)).questions).toMatchObject([{ ...COHORT, chosen: '2025' }]);
  await expectAccessible(page, 'local-questions-handed-in');
});

test('what the district asks otherwise meanwhile is told, and two tabs of hers keep each other’s answers', async () => {
  await ask([COHORT, GOAL]);
  const life = await Life.anew(caller(EARNER));
  const page = await pageOf(await person({ locale: 'es-US' }), EARNER);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Su distrito pregunta (opcional): 0 de 2 respondidas').click();

  const [first] = (await stored(life)).questions;
  const elsewhere = { version: 0, answers: { [first?.id ?? '']: '2025' } };
  await life.earner.ask('PUT', life.route('/local-answers'), elsewhere);
  await page.getByRole('group', { name: GOAL.text }).getByRole('radio', { name: 'A new task' }).check();
  await expect.poll(() => chosen(life)).toEqual(['2025', 'A new task']);
  await expect.poll(() => page.getByRole('radio', { name: '2025' }).isChecked()).toBe(true);

  await ask([{ ...COHORT, choices: ['2026', '2027'] }, GOAL]);
  await page.getByRole('group', { name: COHORT.text }).getByRole('radio', { name: '2026' }).check();
  await page.getByText('Su distrito cambió sus preguntas mientras tanto.', { exact: false }).waitFor();
  await page.getByRole('radio', { name: '2027' }).waitFor();
  await expectAccessible(page, 'local-questions-changed');
});

test('nobody is asked where the district asks nothing', async () => {
  await ask([]);
  const life = await Life.anew(caller(EARNER));
  const page = await pageOf(await person(), EARNER);
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/local-answers'));
  await page.goto(`/work/${life.submission}`);
  await asked;
  await page.getByText('Hours, cost and coaching (optional)').waitFor();
  expect(await page.getByText('Your district asks').count()).toBe(0);
});

test("an earner answers in the form in her district's own page", async () => {
  await ask([COHORT, GOAL]);
  const page = await (await person()).newPage();
  await page.goto(inject('district'));
  const form = page.frameLocator(FORM);
  const known = await letters(EARNER);
  await form.getByLabel('E-mail address').fill(EARNER);
  await form.getByRole('button', { name: 'Mail me the digits' }).click();
  const came = await letter(EARNER, (it) => codeIn(it) !== undefined, known);
  await form.getByLabel('The six digits').fill(codeIn(came) ?? '');
  await form.getByRole('button', { name: 'Sign in' }).click();

  await form.getByText('Your district asks (optional)', { exact: false }).click();
  const goal = form.getByRole('group', { name: GOAL.text });
  await goal.getByRole('radio', { name: 'My own teaching' }).check();
  await goal.getByText('Saved', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(page, 'local-questions-frame', { within: await frameOf(page) });
  await goal.getByRole('button', { name: 'Take it back' }).click();
  await goal.getByText('Taken back').waitFor();
});

test('the report tells how a question was answered, or that it can’t be told', async () => {
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/reports?quarter=2026-q1');
  const section = page.getByRole('region', { name: `${COHORT.text} (Started)` });
  await section.getByText('As a table').click();
  const table = section.getByRole('table');
  await table.getByRole('row').filter({ hasText: '2025' }).getByText('40').waitFor();
  await table.getByRole('row').filter({ hasText: '2026 and No answer' }).getByText('90').waitFor();
  await expectAccessibleInEveryLook(page, 'report-questions');

  await page.getByLabel('Show').selectOption('Awarded');
  const awarded = page.getByRole('region', { name: `${COHORT.text} (Awarded)` });
  await awarded.getByText('This can’t be told apart here', { exact: false }).waitFor();
  // Of answers only counts are told.
  await page.getByLabel('Show').selectOption('Hours of work (median)');
  await section.waitFor();
  await page.getByLabel('Language').selectOption('es');
  await page
    .getByRole('region', { name: `${COHORT.text} (Empezados)` })
    .getByText('2026 y Sin respuesta')
    .first()
    .waitFor();
  await expectAccessible(page, 'report-questions-es');
});

/** The frame of the form in the district's page. */
async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.locator(FORM).elementHandle())?.contentFrame();
  if (!frame) throw new Error('the form has no frame');
  return frame;
}
