/** What a dialog does when the server says no, or nothing: it stays, says why and what to do, and can be sent again. */
import type { Locator, Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, phone, small } from './browser';
import { keyboard } from './hands';
import { caller, Life, score } from './lives';
import { pageOf, people } from './people';

const TOO_MANY = 'Too many changes came from you within a minute. Wait a minute and try again.';
const NOT_YOURS = 'You do not administer this organisation any more. Ask whoever does.';

/** Answers in the server's stead, once. */
async function refuseOnce(page: Page, path: string, status: number, kind: string, detail: string): Promise<void> {
  expectComplaint(new RegExp(`status of ${status}`));
  const json = { type: `/problems/${kind}`, title: 'No', status, detail, requestId: 'one' };
  const refuse = (route: Route) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(json) });
  await page.route(path, refuse, { times: 1 });
}

/** Expects that the dialog tells what went wrong, and that whoever uses a keyboard is where she was. */
async function expectToldWithin(dialog: Locator, says: string, button: string): Promise<void> {
  await dialog.getByRole('alert').getByText(says, { exact: false }).waitFor();
  const again = dialog.getByRole('button', { name: button, exact: true });
  await expect.poll(() => again.isEnabled()).toBe(true);
  await expect.poll(() => again.evaluate((it) => it === document.activeElement)).toBe(true);
}

test('a decision that was refused is still asked about, and one that got no answer is sent once', async () => {
  const life = await Life.open(caller(people.earners[0]));
  await score((await life.handedIn()).link);
  const page = await pageOf(await person({ viewport: phone }), people.administrator);
  await page.goto(`/issuer/submissions/${life.submission}`);
  await page.getByRole('radio', { name: /^Award/ }).check();
  await page.getByLabel('Note', { exact: false }).fill('A lesson that others should see.');
  await keyboard.press(page, 'button', 'Decide…');
  const dialog = page.getByRole('dialog', { name: 'Award this submission?' });

  await refuseOnce(page, '**/decision', 429, 'too-many', TOO_MANY);
  await keyboard.press(page, 'button', 'Award it');
  await expectToldWithin(dialog, TOO_MANY, 'Award it');
  await expectAccessibleInEveryLook(page, 'refused-decision');

  // The answer gets lost, and the change was made: sent again it is the same change.
  expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
  const keys: (string | undefined)[] = [];
  await page.route(
    '**/decision',
    async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      await route.fetch();
      await route.abort('internetdisconnected');
    },
    { times: 1 },
  );
  await keyboard.press(page, 'button', 'Award it');
  await expectToldWithin(dialog, 'Check the connection', 'Award it');
  page.on('request', (request) => {
    if (request.url().endsWith('/decision')) keys.push(request.headers()['idempotency-key']);
  });
  await keyboard.press(page, 'button', 'Award it');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Awarded', { exact: true }).first().waitFor();
  expect(keys[1]).toBe(keys[0]);
});

test('what was typed in a dialog stays when it is refused, and what was refused is forgotten with the dialog', async () => {
  const life = await Life.open(caller(people.earners[1]));
  await life.handedIn();
  const page = await pageOf(await person({ viewport: small, locale: 'es-MX' }), people.administrator);
  await page.goto(`/issuer/submissions/${life.submission}`);
  await keyboard.press(page, 'button', 'Saber de quién es el trabajo…');
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByRole('textbox');
  await reason.fill('Una familia pregunta a quién se filmó.');
  await refuseOnce(page, '**/unblinding', 403, 'forbidden', NOT_YOURS);
  const show = 'Mostrar quién es';
  await keyboard.press(page, 'button', show);
  await expectToldWithin(dialog, NOT_YOURS, show);
  expect(await reason.inputValue()).toBe('Una familia pregunta a quién se filmó.');
  await expectAccessibleInEveryLook(page, 'refused-unblinding-spanish');

  await page.keyboard.press('Escape');
  await keyboard.press(page, 'button', 'Saber de quién es el trabajo…');
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await keyboard.press(page, 'button', show);
  await page.getByText(people.earners[1]).waitFor();
});

test('what could not be taken away is told where it was asked, and closing leaves the page as it was', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/people');
  await page
    .getByRole('row', { name: /Bruno Okafor/ })
    .getByRole('link', { name: /Change/ })
    .click();
  await page.getByLabel('Most assignments open at once').fill('3');
  await keyboard.press(page, 'button', 'Take all roles away');
  const dialog = page.getByRole('dialog');
  await refuseOnce(page, '**/api/people', 403, 'forbidden', NOT_YOURS);
  await keyboard.press(dialog, 'button', 'Take all roles away');
  await expectToldWithin(dialog, NOT_YOURS, 'Take all roles away');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Most assignments open at once').inputValue()).toBe('3');
});
