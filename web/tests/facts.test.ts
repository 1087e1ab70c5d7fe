import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { pageOf, people } from './people';

const PRACTICES = 'leveraging-effective-instructional-practices';

test('an earner states what policies ask, is told what can’t be, and every answer takes it into account', async () => {
  const page = await pageOf(await person(), people.earners[1]);
  await page.goto(`/microcredentials/${PRACTICES}`);
  const policy = page.getByRole('listitem').filter({ hasText: 'Micro-credentials in place of a pedagogy assessment' });
  await policy.getByText('Counts, if eligible').first().waitFor();
  await page.getByRole('link', { name: 'State what policies ask about you' }).click();
  await page.getByRole('heading', { name: 'What policies ask about you', level: 1 }).waitFor();
  await page.getByText('Nothing is stated yet.').waitFor();

  await page.getByRole('button', { name: 'Add Licences' }).click();
  await page
    .getByLabel('Licence', { exact: true })
    .selectOption({ label: 'Provisional professional teaching licence (PPTL)' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Write a day as year-month-day', { exact: false }).first().waitFor();
  await page.getByLabel('Issued on').fill('2026-07-01');
  await page.getByLabel('Last day, if it ends').fill('2026-06-30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // Beside its field, and nowhere else.
  await page.getByText("A licence can't end before it was issued.").waitFor();
  await page.getByText('One field needs a change.').waitFor();
  const wrong = page.getByLabel('Last day, if it ends');
  await expect.poll(() => wrong.evaluate((it) => it === document.activeElement)).toBe(true);
  await expectAccessibleInEveryLook(page, 'facts-refused');

  await page.getByLabel('Last day, if it ends').fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByText('Stated by you', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'facts-saved');

  await page.goto(`/microcredentials/${PRACTICES}`);
  await policy.getByText('Counts towards it').first().waitFor();
  await policy.getByText('This adds to it').waitFor();
});

test('by keyboard alone, on the smallest phone, a fact is added and taken out', async () => {
  const context = await person({ viewport: small });
  const page = await pageOf(context, people.earners[2]);
  await page.goto('/facts');
  await page.getByRole('button', { name: 'Add Career levels' }).focus();
  await page.keyboard.press('Enter');
  const level = page.getByLabel('Level', { exact: true });
  await expect.poll(() => level.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Take out Career levels, Number 1' }).focus();
  await page.keyboard.press('Enter');
  const add = page.getByRole('button', { name: 'Add Career levels' });
  await expect.poll(() => add.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await level.count()).toBe(0);
});
