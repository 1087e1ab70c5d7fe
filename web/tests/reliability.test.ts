import { expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessibleInEveryLook } from './axe';
import { person, phone } from './browser';
import { keyboard } from './hands';
import { staff, until } from './lives';
import { pageOf, people } from './people';
import { MEASURED } from './seed';

const PAGE = `/issuer/reliability?microcredential=${MEASURED}`;

test('the issuer reads how far readers agree, sets the bounds, and lifts a pause, by keyboard on a phone', async () => {
  // The minute's round measures, pauses whoever has drifted, and passes on what she had.
  const told = await until(
    () => staff().ask<Shapes['Reliability']>('GET', `/api/microcredentials/${MEASURED}/reliability`),
    ({ pauses }) => pauses[0]?.state === 'lasting',
  );
  expect(told.pauses[0]?.crossing.drift).toBe('stricter');

  const page = await pageOf(await person({ viewport: phone }), people.administrator);
  await page.goto(PAGE);
  await page.getByRole('table', { name: 'By assessor' }).waitFor();
  for (const name of ['By criterion', 'By month']) await page.getByRole('table', { name }).waitFor();
  const paused = page.getByRole('article', { name: 'Bruno Okafor' });
  await paused.getByText(/levels below the others on average/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessibleInEveryLook(page, 'issuer-reliability');

  // Who looks up a person sees it there, and comes from there to here.
  await page.goto('/issuer/people');
  const row = page.getByRole('row', { name: /Bruno Okafor/ });
  await row.getByText('paused for one').waitFor();
  await row.getByRole('link', { name: /Change/ }).click();
  await page.getByText('Paused: nothing is asked of them for this one.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-person-paused');
  await page.getByRole('link', { name: /See why/ }).click();
  await page.waitForURL((url) => url.searchParams.get('microcredential') === MEASURED);
  await paused.waitFor();

  await page.getByText('When an assessor is paused').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Least kappa with the others').fill('2');
  await keyboard.press(page, 'button', 'Save');
  await page.getByText('Give a number of at most 0.9.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-reliability-bounds');
  await page.getByLabel('Least kappa with the others').fill('0.5');
  await keyboard.press(page, 'button', 'Save');
  await page.getByText('Saved. The next check applies it to the last twelve months.').waitFor();

  await keyboard.press(page, 'button', 'Lift this pause…');
  const dialog = page.getByRole('dialog', { name: 'Ask Bruno Okafor again?' });
  await dialog.waitFor();
  await keyboard.press(page, 'button', 'Lift the pause');
  await dialog.getByText('Write down why the pause is lifted.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-reliability-lift');
  await dialog.getByLabel('Why the pause is lifted').fill('We read ten works together.');
  await keyboard.press(page, 'button', 'Lift the pause');
  await page.getByText('The pause was lifted.').waitFor();
  await page.getByText('One pause that was lifted').click();
  await page.getByText('We read ten works together.', { exact: false }).waitFor();
});

test('the issuer sees what comes against what can be scored', async () => {
  const page = await pageOf(await person({ viewport: phone }), people.administrator);
  await page.goto('/issuer/capacity');
  await page.getByRole('table', { name: 'The weeks to come' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessibleInEveryLook(page, 'issuer-capacity');
});

test('an assessor says when she is away, by keyboard on a phone', async () => {
  const page = await pageOf(await person({ viewport: phone }), people.assessors[1]);
  await page.goto('/availability');
  await page.getByText('No time is stated.').waitFor();
  await keyboard.press(page, 'button', 'Add a time');
  await page.getByLabel('First day').fill('2999-07-24');
  await page.getByLabel('Last day').fill('2999-07-06');
  await keyboard.press(page, 'button', 'Save');
  await page.getByText('The last day is before the first.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'availability');
  await page.getByLabel('First day').fill('2999-07-01');
  await page.getByLabel('The most that I want open at once').fill('3');
  await keyboard.press(page, 'button', 'Save');
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await page.getByLabel('The most that I want open at once').waitFor();
  expect(await page.getByLabel('The most that I want open at once').inputValue()).toBe('3');
  expect(await page.getByLabel('First day').inputValue()).toBe('2999-07-01');
});

test('whoever writes a pass rule sees what past attempts would have got', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto(`/issuer/definitions/${MEASURED}`);
  await page.getByRole('button', { name: 'Try it on past attempts' }).click();
  await page.getByText(/No attempt since .* has scores that tell\./).waitFor();
  await expectAccessibleInEveryLook(page, 'what-if');
});
