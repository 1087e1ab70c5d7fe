import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller } from './lives';
import { letter, pageOf, people, signIn } from './people';

type Organisations = { items: { id: string; kind: string; version: number }[] };

/** Somebody new in the first district. */
async function guest(email: string, language = 'en'): Promise<void> {
  const webmaster = caller(people.webmaster);
  const { items } = await webmaster.ask<Organisations>('GET', '/api/organisations');
  const place = { organisation: items.find(({ kind }) => kind === 'district')?.id, roles: ['earner'] };
  await webmaster.ask('PUT', '/api/people', { email, name: 'Paula Reed', language, ...place });
}

test('an earner sees what is kept about her, has it packed, and downloads it', async () => {
  const page = await pageOf(await person(), people.earners[1]);
  await page.goto('/');
  await page.getByRole('link', { name: 'My data' }).first().click();
  await page.getByRole('heading', { name: 'My data', level: 1 }).waitFor();
  await page.getByText(people.earners[1]).waitFor();
  await expectAccessibleInEveryLook(page, 'my-data');

  await page.getByRole('button', { name: 'Pack my data' }).click();
  await page.getByText('Your data is being packed', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'my-data-packing');
  const download = page.getByRole('button', { name: /^Download \(/ });
  await download.waitFor({ timeout: 90_000 });
  await expectAccessibleInEveryLook(page, 'my-data-packed');
  expect(await page.getByRole('button', { name: 'Pack it again' }).count(), 'not twice a day').toBe(0);
  const saved = page.waitForEvent('download');
  await download.click();
  expect((await saved).suggestedFilename()).toMatch(/^touchstone-exp_.*-1\.zip$/);
  await page.getByText('The download has begun.').waitFor();
});

test('somebody chooses the language of her letters, by keyboard, and they follow', async () => {
  const email = 'rosa.vega@maplehollow.example.com';
  await guest(email);
  const page = await signIn(await person({ viewport: small }), email);
  await page.goto('/my-data');
  const letters = page.getByRole('region', { name: 'Your letters' });
  await letters.getByRole('radio', { name: 'English', checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await letters.getByText('Saved. From now on your letters come in Spanish.').waitFor();
  await expectAccessibleInEveryLook(page, 'my-data-letters');
  await page.reload();
  await letters.getByRole('radio', { name: 'Español', checked: true }).waitFor();

  await page.evaluate(async (email) => {
    const body = JSON.stringify({ email });
    await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, email);
  await letter(email, (it) => it.subject === 'Su enlace para entrar');
});

test('who turns the portal into another language is asked whether her letters should follow', async () => {
  const email = 'ines.mora@maplehollow.example.com';
  await guest(email);
  const page = await signIn(await person(), email);
  await page.goto('/my-data');
  await page.getByLabel('Language').selectOption('es');
  await page.getByText('Los correos para usted llegan en inglés.').waitFor();
  await expectAccessibleInEveryLook(page, 'letters-follow');
  await page.getByRole('button', { name: 'Desde ahora en español' }).click();
  await page.getByText('Los correos para usted llegan en inglés.').waitFor({ state: 'detached' });
  await page.reload();
  await page
    .getByRole('region', { name: 'Los correos para usted' })
    .getByRole('radio', { name: 'Español', checked: true })
    .waitFor();
});

test('by keyboard alone, on the smallest phone, somebody plans her erasure and takes it back', async () => {
  await guest('paula.reed@maplehollow.example.com');
  const page = await signIn(await person({ viewport: small }), 'paula.reed@maplehollow.example.com');
  await page.goto('/my-data');
  await page.getByRole('button', { name: 'Erase everything…' }).focus();
  await page.keyboard.press('Enter');
  const sure = page.getByRole('dialog', { name: 'Erase everything of yours?' });
  await sure.waitFor();
  const address = sure.getByLabel('Type your e-mail address to confirm it');
  await address.focus();
  await page.keyboard.type('somebody@example.org');
  await page.keyboard.press('Enter');
  await sure.getByText('This is not your address.').waitFor();
  await expectAccessible(page, 'my-data-erase-wrong');

  await address.fill('Paula.Reed@maplehollow.example.com');
  await page.keyboard.press('Enter');
  const planned = page.getByText('Everything of yours will be erased, from', { exact: false });
  await planned.waitFor();
  await expectAccessibleInEveryLook(page, 'my-data-planned');
  await page.getByRole('button', { name: 'Keep everything' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Everything stays as it is.').waitFor();
  expect(await planned.count()).toBe(0);
});

test('somebody who wants it at once is signed out and sees her receipt, in her language', async () => {
  const email = 'pilar.rios@maplehollow.example.com';
  await guest(email, 'es');
  const context = await person();
  const page = await signIn(context, email);
  await page.goto('/my-data');
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('button', { name: 'Borrar todo…' }).click();
  const sure = page.getByRole('dialog', { name: '¿Borrar todo lo suyo?' });
  await sure.getByLabel('Ahora mismo', { exact: false }).check();
  await sure.getByLabel('Escriba su dirección').fill(email);
  await expectAccessibleInEveryLook(page, 'my-data-erase-es');
  await sure.getByRole('button', { name: 'Borrarlo ahora' }).click();
  await page.getByRole('heading', { name: 'Justificante de un borrado' }).waitFor();
  await page.getByText('Se está borrando todo', { exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'Entrar' }).waitFor();
  await expectAccessibleInEveryLook(page, 'erasure-under-way-es');

  const number = page.url().split('/').at(-1) ?? '';
  const over = { receipt: number, asked: '2026-11-26T08:00:00Z', state: 'over', over: '2026-11-26T08:03:00Z' };
  const erased = { submissions: 1, files: 3, uploads: 1, letters: 4, badges: 0, records: 9 };
  await context.route(`**/api/erasures/${number}`, (route) => route.fulfill({ json: { ...over, erased } }));
  await page.getByText('Todo está borrado').waitFor();
  await expectAccessibleInEveryLook(page, 'erasure-over-es');
});

test('whoever has no receipt is told so', async () => {
  const page = await (await person()).newPage();
  await page.goto('/erasures/era_00000000000000000000000000');
  await page.getByText('There is no receipt at this address').waitFor();
  await expectAccessibleInEveryLook(page, 'erasure-missing');
});

test('an administrator sets for how long files are kept', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/people');
  const region = page.getByRole('region', { name: 'For how long files are kept' });
  await region.getByLabel('Days').fill('30');
  await region.getByRole('button', { name: 'Save' }).click();
  await region.getByText('at least 40 days', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'people-retention-refused');
  await region.getByLabel('Days').fill('400');
  await region.getByRole('button', { name: 'Save' }).click();
  await region.getByText('Saved: files are kept for 400 days.').waitFor();
});

test('what an administrator typed for files stays when a colleague saved meanwhile, beside what is stored now', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/people');
  const region = page.getByRole('region', { name: 'For how long files are kept' });
  await region.getByLabel('Days').fill('500');
  const colleague = caller(people.administrator);
  const { items } = await colleague.ask<Organisations>('GET', '/api/organisations');
  const place = items.find((one) => one.kind === 'issuer');
  if (!place) throw new Error('she has no issuer');
  const body = { version: place.version, mediaDays: 410 };
  await colleague.ask('PUT', `/api/organisations/${place.id}/retention`, body);

  await region.getByRole('button', { name: 'Save' }).click();
  await region.getByRole('button', { name: 'Try again' }).click();
  await region.getByText('Meanwhile 410 days were saved.').waitFor();
  await expectAccessibleInEveryLook(page, 'people-retention-stale');
  expect(await region.getByLabel('Days').inputValue()).toBe('500');
  expect(await region.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await region.getByRole('button', { name: 'Save' }).click();
  await region.getByText('Saved: files are kept for 500 days.').waitFor();
  expect(await region.getByText('Meanwhile').count()).toBe(0);
});
