import { expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessibleInEveryLook } from './axe';
import { person, phone } from './browser';
import { keyboard } from './hands';
import { caller, decide, Life, score, until, whoIsAsked } from './lives';
import { pageOf, people } from './people';

test('an earner appeals on a phone by keyboard, and sees where it stands as the issuer does', async () => {
  const life = await Life.open(caller(people.earners[0]));
  const asked = await life.handedIn();
  await score(asked.link, ['reflection']);
  await decide(life.submission, 'not-yet');

  const page = await pageOf(await person({ viewport: phone }), people.earners[0]);
  await page.goto(`/work/${life.submission}`);
  await page.getByText('Appeal against this decision').focus();
  await page.keyboard.press('Enter');
  await keyboard.press(page, 'button', 'Appeal…');
  await page.getByText('Choose at least one criterion.').waitFor();
  await page.getByLabel('What changed for students').focus();
  await page.keyboard.press('Space');
  await keyboard.press(page, 'button', 'Appeal…');
  await page.getByText('Say what in your work shows that it is met.').waitFor();
  await expectAccessibleInEveryLook(page, 'appeal');
  await page.getByLabel('What in your work shows it: What changed for students').fill('The last two lines say it.');
  const fresh = await whoIsAsked();
  await keyboard.press(page, 'button', 'Appeal…');
  await keyboard.press(page, 'button', 'Yes, send it');
  await page.getByRole('heading', { name: /^Appeal of / }).waitFor();
  await page.getByRole('button', { name: 'Take the appeal back' }).waitFor();
  await expectAccessibleInEveryLook(page, 'appeal-open');

  const desk = await pageOf(await person(), people.administrator);
  const read = await fresh();
  expect(read.assessor).not.toBe(asked.assessor);
  await desk.goto('/issuer?state=in-assessment');
  await desk.getByText('appeal', { exact: true }).waitFor();
  await desk.goto(`/issuer/submissions/${life.submission}`);
  await desk.getByText('The last two lines say it.').waitFor();
  await expectAccessibleInEveryLook(desk, 'issuer-appeal');

  await score(read.link, ['reflection']);
  await until(
    () => life.read(),
    ({ appeals }: Shapes['Submission']) => appeals[0]?.state === 'stands',
  );
  await page.reload();
  await page.getByText('One new reader found the same. The decision stands.').waitFor();
  expect(await page.getByText('Appeal against this decision').count()).toBe(0);
  await expectAccessibleInEveryLook(page, 'appeal-stands');
  await desk.goto('/issuer/reliability?microcredential=generating-ideas');
  await desk.getByRole('table', { name: 'Appeals' }).waitFor();
  await expectAccessibleInEveryLook(desk, 'issuer-reliability-appeals');
});
