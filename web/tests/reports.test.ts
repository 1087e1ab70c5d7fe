import { beforeAll, expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { expectReadableWithoutColour } from './charts';
import { caller, Life } from './lives';
import { pageOf, people } from './people';
import { putRows } from './rows';

// Quarters settle in months, so what was counted then is put where the counting puts it.
beforeAll(() => putRows('report'));

test('who administers a district reads its report as charts, tables and a file', async () => {
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/reports?quarter=2026-q1');
  await page.getByRole('heading', { name: 'By school: Started' }).waitFor();
  await page.getByText('Work begun in January', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'report-district');
  await expectReadableWithoutColour(page, 'report-district');

  await page.getByLabel('Show').selectOption('Awarded');
  await page.getByRole('heading', { name: 'By school: Awarded' }).waitFor();
  const section = page.getByRole('region', { name: 'By micro-credential: Awarded' });
  await section.getByText('As a table').click();
  await section.getByRole('table').waitFor();
  await page.getByLabel('Begun in').selectOption('2025-q3');
  await page.getByLabel('Show').selectOption('Not yet');
  await page.getByText('This can’t be told apart here', { exact: false }).first().waitFor();
  await expectAccessible(page, 'report-untold');
  await page.getByLabel('Show').selectOption('Cost (median)');
  await page.getByText('$', { exact: false }).first().waitFor();
  await expectReadableWithoutColour(page, 'report-cost');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as a table (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('report-2025-q3.csv');

  await page.goto('/reports?quarter=2025-q2');
  await page.getByRole('heading', { name: 'Fewer than 5 people began work in this quarter' }).waitFor();
  await expectAccessible(page, 'report-few');

  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('heading', { name: 'Informes', level: 1 }).waitFor();
  await expectAccessible(page, 'report-es');
});

test('by keyboard alone, on the smallest phone, she imports what is known about schools', async () => {
  const page = await pageOf(await person({ viewport: small }), people.webmaster);
  await page.goto('/reports?quarter=2026-q1');
  await page.getByText('What is known about schools').focus();
  await page.keyboard.press('Enter');
  const table = page.getByLabel('Or paste it here');
  await table.focus();
  await page.keyboard.insertText('school,teachers,setting\nMars,1,red\nQuarry Road Middle School,many,town');
  await page.getByRole('button', { name: 'Import' }).focus();
  await page.keyboard.press('Enter');
  const wrong = (line: number) => page.getByRole('row').filter({ hasText: `Line ${line}` });
  await wrong(2).getByText('The district has no school called “Mars”.').waitFor();
  await wrong(3).getByText('“many” is no number of teachers', { exact: false }).waitFor();
  await expectAccessible(page, 'schools-refused');

  await table.fill('school,teachers,setting\nMaple Hollow Elementary,24,rural\nQuarry Road Middle School,31,town');
  await page.getByRole('button', { name: 'Import' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Imported.').waitFor();
  await page.getByRole('heading', { name: 'Equity by setting' }).waitFor();
  await expectAccessibleInEveryLook(page, 'report-equity');
  await expectReadableWithoutColour(page, 'report-equity');
});

test('the state reads what its districts tell, and a district of few people nothing', async () => {
  const page = await pageOf(await person(), people.recognizer);
  await page.goto('/');
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
  await page.goto('/reports?quarter=2026-q1');
  await page.getByRole('heading', { name: 'By district: Started' }).waitFor();
  expect(await page.getByText('By school').count()).toBe(0);
  await expectAccessibleInEveryLook(page, 'report-state');
  await expectReadableWithoutColour(page, 'report-state');
});

test('an earner tells what an attempt took her, or leaves it', async () => {
  const life = await Life.open(caller(people.earners[1]), 'generating-ideas');
  const page = await pageOf(await person(), people.earners[1]);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Hours, cost and coaching (optional)').click();
  await page.getByLabel('Hours of your own work').fill('seven');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Write a number from 0', { exact: false }).waitFor();
  await page.getByLabel('Hours of your own work').fill('7.5');
  await page.getByLabel('What you paid for it, in USD').fill('12.5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Told by you', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'effort');
  await page.reload();
  await page.getByText('Hours, cost and coaching (optional)').click();
  await expect.poll(() => page.getByLabel('Hours of your own work').inputValue()).toBe('7.5');
  expect(await page.getByText('12.5 is $12.50.', { exact: false }).count()).toBe(1);
});
