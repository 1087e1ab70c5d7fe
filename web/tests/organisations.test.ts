import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { staff } from './lives';
import { letter, pageOf, people, signIn } from './people';

/** The issuer of the seed. */
const RIVERBEND = 'org_00000000000000000000000001';
const DISTRICT = 'Fern Valley Schools';
const OLIVE = 'olive.park@fernvalley.example.com';
const TESS = 'tess.alder@fernvalley.example.com';
const [ELEMENTARY, HIGH] = ['Fern Valley Elementary', 'Fern Valley High School'];

/** Answers the question whether she is sure. */
async function addIt(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add it…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: `Add ${name}?` }).waitFor();
  await dialog.getByRole('button', { name: 'Add it and send the letter' }).click();
}

const isFocused = (page: Page, id: string) => page.evaluate((it) => document.activeElement?.id === it, id);

test('an administrator adds a district, whose administrator comes by her letter, writes its schools and places somebody', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer');
  await page.getByRole('link', { name: 'Organisations', exact: true }).click();
  await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
  await page.getByRole('row', { name: /Maple Hollow School District/ }).waitFor();
  await expectAccessibleInEveryLook(page, 'organisations');
  await page.getByRole('link', { name: 'Associations', exact: true }).click();
  await page.getByRole('heading', { name: 'No association yet' }).waitFor();
  await expectAccessibleInEveryLook(page, 'organisations-none');

  await page.getByRole('link', { name: 'Add an organisation' }).click();
  await page.getByRole('heading', { name: 'Add an organisation' }).waitFor();
  await page.getByRole('button', { name: 'Add it…' }).click();
  await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(5);
  await expect.poll(() => isFocused(page, 'organisation-name')).toBe(true);
  await expectAccessibleInEveryLook(page, 'organisation-lacking');

  const name = page.getByLabel('Name', { exact: true });
  const schools = page.getByLabel('Schools, one a line');
  await name.fill(DISTRICT);
  await page.getByLabel('Public web address').fill('www.fernvalley.example.com');
  await page.getByLabel('Contact address').fill('learning@fernvalley.example.com');
  await page.getByLabel('Administrator’s name').fill('Olive Park');
  await page.getByLabel('Administrator’s e-mail address').fill('olive');
  await addIt(page, DISTRICT);
  await page.getByText('Write the organisation', { exact: false }).waitFor();
  await page.getByText('Write one e-mail address', { exact: false }).waitFor();
  await expect.poll(() => isFocused(page, 'organisation-url')).toBe(true);

  await page.getByLabel('Public web address').fill('https://www.fernvalley.example.com/');
  await page.getByLabel('Administrator’s e-mail address').fill(OLIVE);
  await schools.fill(`\n${ELEMENTARY}\n\n${ELEMENTARY}`);
  await addIt(page, DISTRICT);
  await page.getByText('Line 2: This school stands in the list already.').waitFor();
  await schools.fill('');
  await name.fill('Maple Hollow school district');
  await addIt(page, 'Maple Hollow school district');
  await page.getByText('another organisation of this kind has the name', { exact: false }).waitFor();
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => isFocused(page, 'organisation-name')).toBe(true);
  await expectAccessibleInEveryLook(page, 'organisation-name-taken');

  await name.fill(DISTRICT);
  await page.getByRole('button', { name: 'Add it…' }).click();
  await page.getByRole('dialog').getByText(OLIVE, { exact: false }).waitFor();
  await expectAccessible(page, 'organisation-sure');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await addIt(page, DISTRICT);
  await page.getByText(`${DISTRICT} was added. A letter is on its way to ${OLIVE}.`).waitFor();
  await page.getByRole('row', { name: /Fern Valley Schools/ }).waitFor();
  await expectAccessibleInEveryLook(page, 'organisation-added');
  const came = await letter(OLIVE, (it) => it.subject === 'You were added to Touchstone');
  expect(came.text).toContain(DISTRICT);

  const context = await person({ viewport: small });
  const hers = await signIn(context, OLIVE);
  await hers.getByRole('heading', { name: 'Your district', level: 1 }).waitFor();
  await hers.getByText(DISTRICT, { exact: true }).waitFor();
  const details = hers.getByRole('region', { name: 'Name, contact and schools' });
  const written = details.getByLabel('Schools, one a line');
  await expectAccessibleInEveryLook(hers, 'district-new');
  // Another tab that saves later is told.
  const other = await context.newPage();
  await other.goto('/district');
  const late = other.getByRole('region', { name: 'Name, contact and schools' });
  await late.getByLabel('Name', { exact: true }).fill('Fern');

  await details.getByLabel('Name', { exact: true }).fill('');
  await details.getByRole('button', { name: 'Save' }).click();
  await details.getByText('Write the organisation', { exact: false }).waitFor();
  await details.getByLabel('Name', { exact: true }).fill(DISTRICT);
  await written.fill(`${ELEMENTARY}\n\n  ${HIGH} `);
  await details.getByRole('button', { name: 'Save' }).click();
  await details.getByText(`Saved: ${DISTRICT}.`).waitFor();
  expect(await written.inputValue()).toBe(`${ELEMENTARY}\n${HIGH}`);
  await late.getByRole('button', { name: 'Save' }).click();
  await late.getByText('Somebody else saved this meanwhile.', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(other, 'district-stale');
  expect(await late.getByLabel('Schools, one a line').inputValue()).toBe(`${ELEMENTARY}\n${HIGH}`);
  expect(await late.getByLabel('Name', { exact: true }).inputValue(), 'what she typed stays').toBe('Fern');
  await late.getByRole('button', { name: 'Take what is stored' }).click();
  expect(await late.getByLabel('Name', { exact: true }).inputValue()).toBe(DISTRICT);
  await expect.poll(() => isFocused(other, 'organisation-name')).toBe(true);
  await other.close();

  await hers.getByRole('link', { name: 'All people of the district' }).click();
  await hers.getByRole('link', { name: 'Invite somebody' }).click();
  await hers.getByLabel('E-mail address').fill(TESS);
  await hers.getByLabel('Name', { exact: true }).fill('Tess Alder');
  await hers.getByLabel('School', { exact: true }).selectOption(HIGH);
  await hers.getByRole('button', { name: 'Invite', exact: true }).click();
  await hers.getByText('Tess Alder was added.').waitFor();
  expect(await hers.getByRole('row', { name: /Tess Alder/ }).innerText()).toContain(HIGH);

  // She stays at a school that is taken off.
  await hers.goto('/district');
  await written.fill(ELEMENTARY);
  await details.getByRole('button', { name: 'Save' }).click();
  await details.getByText(`Saved: ${DISTRICT}.`).waitFor();
  await hers.getByRole('link', { name: 'All people of the district' }).click();
  expect(await hers.getByRole('row', { name: /Tess Alder/ }).innerText()).toContain(HIGH);
});

test('the issuer names another first administrator for one whose address was mistyped, until somebody began there', async () => {
  const name = 'Otter Bay Schools';
  const at = (whose: string) => `${whose}@otterbay.example.com`;
  const [mistyped, between, right] = ['inse.falk', 'else.falk', 'inez.falk'].map(at) as [string, string, string];
  const told = { name, url: 'https://www.otterbay.example.com', contact: at('learning') };
  const added = await staff().ask<{ id: string }>('POST', '/api/organisations', {
    ...told,
    organisation: RIVERBEND,
    kind: 'district',
    administrator: { name: 'Inez Falk', email: mistyped },
  });
  await staff().ask('POST', '/api/organisations', {
    ...told,
    organisation: RIVERBEND,
    kind: 'district',
    name: 'Seal Bay Schools',
    administrator: { name: 'Ida Falk', email: at('ida.falk') },
  });
  const stranger = await signIn(await person(), mistyped);
  await stranger.getByRole('heading', { name: 'Your district', level: 1 }).waitFor();

  const page = await pageOf(await person({ viewport: small }), people.administrator);
  await page.goto('/issuer/organisations');
  const row = page.getByRole('row', { name: /Otter Bay Schools/ });
  const another = row.locator('summary');
  await row.waitFor();
  // Those of the seed were added by nobody.
  const old = page.getByRole('row', { name: /Maple Hollow School District/ });
  expect(await old.locator('summary').count()).toBe(0);
  await another.focus();
  await page.keyboard.press('Enter');
  const [hers, email] = [row.getByLabel('Administrator’s name'), row.getByLabel('Administrator’s e-mail address')];
  const send = row.getByRole('button', { name: 'Name them and send the letter' });
  await send.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => row.locator('[aria-invalid="true"]').count()).toBe(2);
  await expect.poll(() => isFocused(page, `another-${added.id}-name`)).toBe(true);
  await expectAccessibleInEveryLook(page, 'organisation-another');
  await hers.fill('Inez Falk');
  await email.fill('inez');
  await send.click();
  await row.getByText('Write one e-mail address', { exact: false }).waitFor();
  await expect.poll(() => isFocused(page, `another-${added.id}-email`)).toBe(true);

  // What is begun for another one stays, whatever becomes of this one.
  const beside = page.getByRole('row', { name: /Seal Bay Schools/ });
  await beside.locator('summary').click();
  await beside.getByLabel('Administrator’s name').fill('Ada Falk');

  // A colleague is quicker.
  await staff().ask('PUT', `/api/organisations/${added.id}`, {
    ...told,
    version: 1,
    administrator: { name: 'Else Falk', email: between },
  });
  await email.fill(right);
  await page.keyboard.press('Enter');
  await row.getByText('Somebody named another one meanwhile.', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'organisation-another-stale');
  expect([await hers.inputValue(), await email.inputValue()], 'what she typed stays').toEqual(['Inez Falk', right]);
  await send.focus();
  await page.keyboard.press('Enter');
  await page.getByText(`A letter is on its way to ${right}.`, { exact: false }).waitFor();
  await expect.poll(() => isFocused(page, 'news')).toBe(true);
  await expectAccessible(page, 'organisation-another-named');
  expect(await hers.isVisible(), 'what was done is folded away').toBe(false);
  expect(await beside.getByLabel('Administrator’s name').inputValue()).toBe('Ada Falk');
  const came = await letter(right, (it) => it.subject === 'You were added to Touchstone');
  expect(came.text).toContain(name);

  await stranger.goto('/district');
  await stranger.getByText('This page is for a district’s administrator.', { exact: false }).waitFor();
  const own = await signIn(await person(), right);
  const details = own.getByRole('region', { name: 'Name, contact and schools' });
  await another.click();
  await details.getByLabel('Schools, one a line').fill('Otter Bay Elementary');
  await details.getByRole('button', { name: 'Save' }).click();
  await details.getByText(`Saved: ${name}.`).waitFor();
  await hers.fill('Else Falk');
  await email.fill(between);
  await page.keyboard.press('Enter');
  await row.getByText('Somebody there has begun', { exact: false }).waitFor();
  await page.reload();
  await row.waitFor();
  expect(await another.count()).toBe(0);
});

test('the pages are there in Spanish, and by keyboard alone', async () => {
  const page = await pageOf(await person({ viewport: small }), people.administrator);
  await page.goto('/issuer/organisations?add=yes');
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('es');
  await page.getByRole('heading', { name: 'Añadir una organización' }).waitFor();
  await page.getByRole('radio', { name: /^Distrito/ }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: /^Organismo estatal/ }).isChecked()).toBe(true);
  await page.getByLabel('Escuelas, una por línea').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Añadirla…' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => isFocused(page, 'organisation-name')).toBe(true);
  await expectAccessibleInEveryLook(page, 'organisation-spanish');
});

test('a state agency’s administrator finds her organisation, and who administers no issuer adds none', async () => {
  const email = 'wren.soto@education.fern.example.org';
  await staff().ask('POST', '/api/organisations', {
    organisation: RIVERBEND,
    kind: 'state',
    name: 'Fern Department of Education',
    url: 'https://education.fern.example.org',
    contact: 'educators@education.fern.example.org',
    administrator: { name: 'Wren Soto', email },
  });
  const page = await signIn(await person(), email);
  await page.getByRole('link', { name: 'Your organisation' }).waitFor();
  const details = page.getByRole('region', { name: 'Name, address and contact' });
  expect(await details.getByLabel('Schools, one a line').count()).toBe(0);
  await details.getByLabel('Contact address').fill('office@education.fern.example.org');
  await details.getByRole('button', { name: 'Save' }).click();
  await details.getByText('Saved: Fern Department of Education.').waitFor();
  await expectAccessibleInEveryLook(page, 'organisation-of-a-state');
  await page.goto('/issuer/organisations');
  await page.getByText('This page is for an issuer’s staff').waitFor();
});

test('who administers another issuer, and decides nothing yet, begins at its people', async () => {
  const email = 'nora.fenn@credentials.fern.example.org';
  await staff().ask('POST', '/api/organisations', {
    organisation: RIVERBEND,
    kind: 'issuer',
    name: 'Fern Credentials',
    url: 'https://credentials.fern.example.org',
    contact: 'office@credentials.fern.example.org',
    administrator: { name: 'Nora Fenn', email },
  });
  const page = await signIn(await person(), email);
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.goto('/');
  await page.getByRole('link', { name: 'Issuer’s desk' }).click();
  await page.getByRole('row', { name: /Nora Fenn/ }).waitFor();
  await page.getByRole('link', { name: 'Organisations', exact: true }).click();
  await page.getByRole('row', { name: /Maple Hollow School District/ }).waitFor();
});
