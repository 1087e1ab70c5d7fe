import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller, staff, until } from './lives';
import { pressUntilAnswered } from './lost';
import { paged } from './paged';
import { letter, pageOf, people } from './people';

test('somebody is invited, gets her letter, is trained, and loses her roles', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/people');
  await page.getByRole('row', { name: /Bruno Okafor/ }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-people');
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-invite-wrong');

  await page.getByLabel('E-mail address').fill(people.assessors[0]);
  await page.getByText('Somebody with this address is here already.').waitFor();
  await page.getByLabel('E-mail address').fill('ines.calder@example.org');
  await page.getByLabel('Name').fill('Inés Calder');
  await page.getByLabel('Language of letters').selectOption('es');
  await page.getByLabel('Generating Ideas', { exact: true }).check();
  await expectAccessibleInEveryLook(page, 'issuer-invite');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('Inés Calder was added.').waitFor();
  const came = await letter('ines.calder@example.org', (it) => it.subject === 'Le dieron de alta en Touchstone');
  expect(came.text).toContain('Riverbend Educator Credentials');

  const row = page.getByRole('row', { name: /Inés Calder/ });
  expect(await row.innerText()).toContain('trained for 1 of 7');
  await row.getByRole('link', { name: /Change/ }).click();
  await page.getByLabel('Most assignments open at once').fill('2');
  expect(await page.getByLabel('Language of letters').count(), 'she chooses it herself').toBe(0);
  await page.getByRole('checkbox', { name: /^Writes definitions/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Inés Calder was saved.').waitFor();
  expect(await row.innerText()).toContain('0 of at most 2 open');

  await row.getByRole('link', { name: /Change/ }).click();
  await page.getByRole('button', { name: 'Take all roles away' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-person-roles');
  await page.getByRole('dialog').getByRole('button', { name: 'Take all roles away' }).click();
  await page.getByText('Inés Calder was saved.').waitFor();
  expect(await row.innerText()).toContain('No roles: deactivated');
});

test('an entry that was changed in another tab is not written over unseen, and what was typed stays', async () => {
  const context = await person();
  const one = await pageOf(context, people.administrator);
  const other = await context.newPage();
  for (const page of [one, other]) {
    await page.goto('/issuer/people');
    await page
      .getByRole('row', { name: /Elena Marsh/ })
      .getByRole('link', { name: /Change/ })
      .click();
    await page.getByLabel('Most assignments open at once').fill(page === one ? '9' : '4');
  }
  await one.getByRole('button', { name: 'Save' }).click();
  await one.getByText('Elena Marsh was saved.').waitFor();
  await other.getByRole('button', { name: 'Save' }).click();
  const told = other.getByRole('alert');
  await told.getByText('Somebody else saved this meanwhile.', { exact: false }).waitFor();
  expect(await told.getByRole('definition').innerText()).toBe('9');
  const most = other.getByLabel('Most assignments open at once');
  expect(await most.inputValue()).toBe('4');
  await expectAccessibleInEveryLook(other, 'issuer-person-stale');
  await other.getByRole('button', { name: 'Take what is stored' }).click();
  await told.waitFor({ state: 'detached' });
  expect(await most.inputValue()).toBe('9');
  // Over what she has seen she saves hers.
  await most.fill('8');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('Elena Marsh was saved.').waitFor();

  // Where she was asked first, it has the focus once the question is gone.
  await one
    .getByRole('row', { name: /Elena Marsh/ })
    .getByRole('link', { name: /Change/ })
    .click();
  await one.getByRole('button', { name: 'Take all roles away' }).click();
  await one.getByRole('dialog').getByRole('button', { name: 'Take all roles away' }).click();
  const meanwhile = one.locator('[tabindex="-1"]', { hasText: 'Somebody else saved this meanwhile.' }).last();
  await meanwhile.waitFor();
  await expect.poll(() => meanwhile.evaluate((it) => it === document.activeElement)).toBe(true);
});

test('a letter that was given up is seen and sent again', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/people?person=new');
  await page.getByLabel('E-mail address').fill('mila.orr@refused.example.com');
  await page.getByLabel('Name').fill('Mila Orr');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('Mila Orr was added.').waitFor();

  const issuer = staff();
  const dead = () => issuer.ask<{ items: { to: string }[] }>('GET', '/api/letters?state=dead');
  await until(dead, ({ items }) => items.some(({ to }) => to === 'mila.orr@refused.example.com'));
  await page.goto('/issuer/letters?state=dead');
  const row = page.getByRole('row', { name: /mila.orr@refused.example.com/ });
  await row.waitFor();
  expect(await row.innerText()).toContain('554 this letter is not taken');
  await expectAccessibleInEveryLook(page, 'issuer-letters-dead');
  await pressUntilAnswered(page, '**/resend', row.getByRole('button', { name: /Send again/ }));
  await page.getByText('The letter to mila.orr@refused.example.com is on its way again.').waitFor();

  // Of a list of several pages, those that were opened stay, and none is read twice.
  const { asked, hold } = await paged(page, '/api/letters', 1);
  await page.getByRole('link', { name: 'Delivered', exact: true }).click();
  const more = page.getByRole('button', { name: 'Show more' });
  await more.waitFor();
  const letGo = hold();
  await more.evaluate((it: HTMLButtonElement) => [it.click(), it.click()]);
  letGo();
  const rows = page.getByRole('table').getByRole('row');
  await expect.poll(() => rows.count()).toBe(3);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => asked).toEqual(['', '1', '', '1']);
  expect(await rows.count()).toBe(3);
  // What it still answers is answered first.
  await page.unrouteAll({ behavior: 'wait' });
  await page.goto('/issuer/letters?state=dead');

  for (const [name, state] of [
    ['Kept back', 'suppressed'],
    ['On their way', 'pending'],
    ['Delivered', 'delivered'],
  ] as const) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.waitForURL(`**state=${state}**`);
    await page.locator('[role=status] >> text=Loading').waitFor({ state: 'detached' });
    await expectAccessibleInEveryLook(page, `issuer-letters-${state}`);
  }
});

test('letters to sign in are seen and sent again by who looks after them, and by nobody else', async () => {
  const email = 'edda.moss@refused.example.com';
  const issuer = staff();
  const organisation = (await issuer.ask<{ memberships: { organisation: string }[] }>('GET', '/api/me')).memberships[0]
    ?.organisation;
  await issuer.ask('PUT', '/api/people', { version: 0, email, name: 'Edda Moss', organisation, roles: ['issuer'] });
  await caller(people.earners[0]).ask('POST', '/api/sign-in', { email });
  const dead = () => issuer.ask<{ items: { to: string }[] }>('GET', '/api/letters?organisation=none');
  await until(dead, ({ items }) => items.some(({ to }) => to === email));

  const page = await pageOf(await person({ viewport: small }), people.administrator);
  await page.goto('/issuer/letters');
  const toSignIn = page.getByRole('link', { name: 'To sign in, and others of no issuer' });
  await toSignIn.waitFor();
  const row = page.getByRole('row', { name: /edda.moss.*/ }).filter({ hasText: 'Link to sign in' });
  expect(await row.count()).toBe(0);
  await toSignIn.focus();
  await page.keyboard.press('Enter');
  await row.getByText('Given up').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-letters-to-sign-in');
  await pressUntilAnswered(page, '**/resend', row.getByRole('button', { name: /Send again/ }));
  await page.getByText(`The letter to ${email} is on its way again.`).waitFor();
  await page.getByRole('link', { name: 'Delivered', exact: true }).click();
  await page
    .getByRole('row', { name: /ada.quill/ })
    .filter({ hasText: 'Link to sign in' })
    .first()
    .waitFor();
  expect(await toSignIn.getAttribute('aria-current'), 'other states are of the same letters').toBe('page');
  await page.getByRole('link', { name: 'Of this issuer' }).click();
  await page.waitForURL((url) => !url.searchParams.has('of'));

  const other = await pageOf(await person(), people.webmaster);
  const told = other.waitForResponse((it) => it.url().includes('organisation=none'));
  await other.goto('/issuer/letters');
  expect((await told).status()).toBe(404);
  await other.getByRole('heading', { name: 'Letters', level: 1 }).waitFor();
  await other.getByRole('link', { name: 'Delivered', exact: true }).waitFor();
  expect(await other.getByRole('link', { name: /^To sign in/ }).count()).toBe(0);
});
