import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person, phone } from './browser';
import { keyboard } from './hands';
import { caller, Life } from './lives';
import { pageOf, people } from './people';

test('whose work it is, the issuer learns with a reason, by keyboard on a phone, and on the record', async () => {
  const life = await Life.open(caller(people.earners[0]));
  await life.handedIn();
  const page = await pageOf(await person({ viewport: phone }), people.administrator);
  await page.goto(`/issuer/submissions/${life.submission}`);
  await keyboard.press(page, 'button', 'Learn whose work it is…');
  const dialog = page.getByRole('dialog', { name: 'Learn whose work it is?' });
  await dialog.waitFor();
  await keyboard.press(page, 'button', 'Show who it is');
  await dialog.getByText('Write down why you need to know.').waitFor();
  await expectAccessibleInEveryLook(page, 'unblind');
  expect(await page.getByText(people.earners[0]).count()).toBe(0);

  await dialog.getByLabel('Why you need to know').fill('A parent asks who was filmed.');
  await keyboard.press(page, 'button', 'Show who it is');
  await page.getByText(people.earners[0]).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await expectAccessibleInEveryLook(page, 'unblinded');
  await page.reload();
  await page.getByRole('button', { name: 'Learn whose work it is…' }).waitFor();
  expect(await page.getByText(people.earners[0]).count()).toBe(0);
});
