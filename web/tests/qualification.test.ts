import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Shapes } from '../src/api/client';
import { expectAccessibleInEveryLook } from './axe';
import { person, phone } from './browser';
import { keyboard } from './hands';
import { caller, decide, Life, score, staff } from './lives';
import { letter, pageOf, people, signIn } from './people';

const RELATIONSHIPS = 'building-positive-relationships-with-students';
const BENCHMARKS = `/api/microcredentials/${RELATIONSHIPS}/benchmarks`;
const ELENA = people.assessors[3];

type Scores = Shapes['Key']['scores'];

/** Chooses these levels on the page. */
async function choose(page: Page, scores: Scores): Promise<void> {
  for (const [part, criteria] of Object.entries(scores)) {
    for (const [criterion, { level }] of Object.entries(criteria)) {
      await page.locator(`input[name="${part}/${criterion}"][value="${level}"]`).check();
    }
  }
}

/** The benchmark whose work is on the page. */
async function shown(page: Page, items: Shapes['Benchmark'][]): Promise<Shapes['Benchmark']> {
  const text = await page.locator('form').innerText();
  const said = (one: Shapes['Benchmark']) => Object.values(one.parts?.['overview']?.answers ?? {})[0] ?? '?';
  const benchmark = items.find((one) => text.includes(said(one)));
  if (!benchmark) throw new Error('a work that is none of the benchmarks');
  return benchmark;
}

test('an assessor calibrates: once in vain, then with other works, and reads why', async () => {
  const { items } = await staff().ask<{ items: Shapes['Benchmark'][] }>('GET', BENCHMARKS);
  const page = await signIn(await person({ viewport: phone }), ELENA);
  await keyboard.press(page, 'link', 'What you score');
  await page.getByRole('heading', { name: 'What you may score' }).waitFor();
  const row = page.getByRole('row', { name: /Building Positive Relationships/ });
  await row.getByText('Pass the calibration first').waitFor();
  await expectAccessibleInEveryLook(page, 'qualifications');
  await keyboard.press(row, 'link', /^Calibrate/);
  await page.getByText(/^You get 2 works/).waitFor();
  await expectAccessibleInEveryLook(page, 'calibration-before');
  await keyboard.press(page, 'button', 'Begin');

  await page.getByRole('heading', { name: 'Work 1 of 2' }).waitFor();
  await keyboard.press(page, 'button', 'Hand in the levels of this work');
  const missing = page.getByRole('alert').filter({ hasText: '4 criteria have no level yet.' });
  await missing.waitFor();
  await expectAccessibleInEveryLook(page, 'calibration-work');
  await keyboard.press(missing, 'link', /Choose a level: Empathy and repair$/);
  const group = page.getByRole('group', { name: 'Empathy and repair' });
  await expect
    .poll(() =>
      group
        .getByRole('radio')
        .first()
        .evaluate((it) => it === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.press('Space');
  await page.getByText('3 criteria have no level yet.').waitFor();
  const lowest = page.getByRole('radio', { name: /^Developing/ });
  for (const radio of await lowest.all()) await radio.check();
  // What was chosen outlives a reload of the page.
  await page.reload();
  await page.getByRole('radio', { checked: true }).nth(3).waitFor();
  await keyboard.press(page, 'button', 'Hand in the levels of this work');
  await page.getByRole('heading', { name: 'Work 2 of 2' }).waitFor();
  // Any work may come second: none of its levels is to be the issuer's.
  const isLow = Object.values((await shown(page, items)).key.scores).some((criteria) =>
    Object.values(criteria).some(({ level }) => level === 'developing'),
  );
  const wrong = page.getByRole('radio', { name: isLow ? /^Exemplary/ : /^Developing/ });
  for (const radio of await wrong.all()) await radio.check();
  await keyboard.press(page, 'button', 'Hand in the levels of this work');
  await page.getByText(/^Not passed on/).waitFor();
  await page.getByText(/^\d of 8 levels are the issuer’s own/).waitFor();
  await expectAccessibleInEveryLook(page, 'calibration-not-passed');

  await keyboard.press(page, 'button', 'Begin with other works');
  for (const number of [1, 2]) {
    await page.getByRole('heading', { name: `Work ${number} of 2` }).waitFor();
    await choose(page, (await shown(page, items)).key.scores);
    await keyboard.press(page, 'button', 'Hand in the levels of this work');
  }
  await page.getByText(/^Passed on/).waitFor();
  await expectAccessibleInEveryLook(page, 'calibration-passed');
  await letter(ELENA, (it) => it.subject === 'Your calibration is complete' && it.text.includes('You passed'));
  await page.getByRole('link', { name: 'What you may score' }).click();
  await row.getByText('May be asked to score').waitFor();
});

test('the issuer writes a benchmark, is told what is missing, and retires it', async () => {
  const page = await pageOf(await person({ viewport: phone }), people.administrator);
  await page.goto(`/issuer/benchmarks?microcredential=${RELATIONSHIPS}`);
  await page.getByText('The newest version asks its assessors for 2 works').waitFor();
  await expectAccessibleInEveryLook(page, 'benchmarks');
  await page.getByRole('button', { name: 'Write a benchmark' }).click();
  await page.getByLabel(/^Reflect in at most 300 words/).fill('I asked them what to change, and we went on as before.');
  await page.getByRole('button', { name: 'Keep the benchmark' }).click();
  await page.getByText('Choose a level for “Empathy and repair”.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'benchmark-incomplete');

  for (const radio of await page.getByRole('radio', { name: /^Developing/ }).all()) await radio.check();
  for (const field of await page.getByLabel(/^Why this level/).all())
    await field.fill('Nothing changed because of it.');
  await page.getByRole('button', { name: 'Keep the benchmark' }).click();
  await page.getByText('The benchmark is kept.').waitFor();
  const newest = page.locator('details').first();
  await newest.locator('summary').click();
  await newest.getByText('we went on as before').waitFor();
  await expectAccessibleInEveryLook(page, 'benchmark-open');
  await newest.getByRole('button', { name: 'Retire it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire it' }).click();
  await page.getByText('The benchmark is retired.').waitFor();
  await page.getByText(/^Retired on/).waitFor();
});

test('an earner permits practice on her work, the issuer keeps it, and she takes it back', async () => {
  const life = await Life.anew(caller(people.earners[2]));
  await score((await life.handedIn()).link, ['reflection']);
  await decide(life.submission, 'not-yet');
  const hers = await pageOf(await person({ viewport: phone }), people.earners[2]);
  await hers.goto(`/work/${life.submission}`);
  await keyboard.press(hers, 'button', 'I permit it');
  await hers.getByText('Thank you. You can take it back here at any time.').waitFor();
  await expectAccessibleInEveryLook(hers, 'practice-permitted');

  const issuers = await pageOf(await person(), people.administrator);
  await issuers.goto(`/issuer/submissions/${life.submission}`);
  await issuers.getByRole('link', { name: 'Keep it as a benchmark' }).click();
  await issuers.getByRole('heading', { name: 'Keep the first attempt of a submission' }).waitFor();
  await expectAccessibleInEveryLook(issuers, 'benchmark-of-a-submission');
  await issuers.getByRole('button', { name: 'Keep the benchmark' }).click();
  await issuers.getByText('The benchmark is kept.').waitFor();
  await issuers.getByText('Work of an earner').first().waitFor();

  await keyboard.press(hers, 'button', 'I no longer permit it');
  await hers.getByText('It is closed to everybody who practised on it.').waitFor();
  await issuers.reload();
  await issuers.getByText('Doesn’t serve the newest version').waitFor();
});
