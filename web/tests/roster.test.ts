import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller, until } from './lives';
import { letters, pageOf, people, signIn } from './people';

const DISTRICT = 'org_00000000000000000000000002';
const ROSTER = `/api/districts/${DISTRICT}/roster`;
const [MAPLE, QUARRY] = ['Maple Hollow Elementary', 'Quarry Road Middle School'];
const NEW = 'chloe.nunez@maplehollow.example.com';
/** Who is at the first school, and goes to the second and back. */
const MOVED = people.earners[0];
/** People are placed, and places taken back, by a clock. */
const PATIENCE = 180_000;

type Members = { items: Shapes['Member'][] };

/** The school of each person of the district, by address. */
async function schools(): Promise<Map<string, string | undefined>> {
  const { items } = await caller(people.webmaster).ask<Members>('GET', `/api/people?organisation=${DISTRICT}`);
  return new Map(items.map(({ email, memberships }) => [email, memberships[0]?.school]));
}

/** A table as a spreadsheet on Windows writes it. */
const latin1 = (rows: string[]) => Buffer.from(['Email;Name;School', ...rows, ''].join('\r\n'), 'latin1');

/** Lets a file fall onto the field for it. */
async function drop(page: Page, rows: string[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (bytes) => {
      const carried = new DataTransfer();
      carried.items.add(new File([new Uint8Array(bytes)], 'roster.csv', { type: 'text/csv' }));
      return carried;
    },
    [...latin1(rows)],
  );
  await page.getByLabel('The table').dispatchEvent('drop', { dataTransfer });
}

test(
  'an administrator imports a roster: wrong lines are told, people get their places, and lose them when it is undone',
  { timeout: 3 * PATIENCE },
  async () => {
    const page = await pageOf(await person(), people.webmaster);
    await page.goto('/district');
    await page.getByRole('link', { name: 'Import your people from a table' }).click();
    await page.getByRole('heading', { name: 'Your people, from a table', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Nothing was imported yet' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download a sample (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('roster.csv');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('Say where it is from.').waitFor();
    await page.getByText('Choose a file, or paste the table.').waitFor();
    await expectAccessibleInEveryLook(page, 'roster-none');

    const right = [`${NEW};Chloé Núñez;${MAPLE}`, `${MOVED};Fatima Lind;${QUARRY}`];
    await page.getByLabel('Where this is from').fill('Personnel system');
    const wrong = ['nobody;Bea;', `bea@maplehollow.example.com;Bea;Mars`, `ben@maplehollow.example.com;;${MAPLE}`];
    await drop(page, [...right, ...wrong]);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('3 lines need a change').first().waitFor();
    const line = (number: number) => page.getByRole('row').filter({ hasText: `Line ${number}` });
    await line(4).getByText('email: write one e-mail address').waitFor();
    await line(5).getByText(`school: write a school of the district: ${MAPLE}, ${QUARRY}.`).waitFor();
    await line(6).getByText('name: write a name').waitFor();
    await expectAccessibleInEveryLook(page, 'roster-wrong');

    const file = { name: 'roster.csv', mimeType: 'text/csv', buffer: latin1(right) };
    await page.getByLabel('The table').setInputFiles(file);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByRole('heading', { name: '2 people' }).waitFor();
    await page.getByText('Nothing has changed yet.').waitFor();
    await page.getByText('1 new and 1 to another school.', { exact: false }).waitFor();
    await page.getByRole('cell', { name: 'Chloé Núñez' }).waitFor();
    await expectAccessibleInEveryLook(page, 'roster-seen');
    expect((await schools()).has(NEW), 'looking changes nothing').toBe(false);

    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByText('Imported: 2 people.').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Personnel system' });
    await row.getByText('Placed', { exact: true }).waitFor({ timeout: PATIENCE });
    await expectAccessibleInEveryLook(page, 'roster-placed');
    expect(await letters(NEW), 'somebody new is not written to').toEqual([]);
    const came = await signIn(await person({ viewport: small }), NEW);
    await came.getByRole('link', { name: 'My work' }).first().waitFor();

    await page.getByRole('link', { name: 'All people of the district' }).click();
    expect(await page.getByRole('row', { name: /Chloé Núñez/ }).innerText()).toContain(MAPLE);
    expect(await page.getByRole('row', { name: /Fatima Lind/ }).innerText()).toContain(QUARRY);
    await expectAccessibleInEveryLook(page, 'roster-people');
    await page.getByRole('link', { name: 'Import people from a table' }).click();

    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { name: 'Su personal, desde una tabla', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Deshacer' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: '¿Retirar esta importación?' }).waitFor();
    await expectAccessible(page, 'roster-undo');
    await page.getByRole('dialog').getByRole('button', { name: 'Retirarla' }).click();
    await page.getByText('La importación se está retirando.').waitFor();
    await page.getByText('Deshecha el', { exact: false }).waitFor();
    await expectAccessibleInEveryLook(page, 'roster-undone-spanish');
    await until(schools, (of) => !of.has(NEW) && of.get(MOVED) === MAPLE, PATIENCE);
    await page.getByText('Se retiró lo que hizo la importación.').waitFor({ timeout: PATIENCE });
  },
);

test('by keyboard alone, on the smallest phone, a table is pasted, and one that was overtaken is looked at again', async () => {
  const page = await pageOf(await person({ viewport: small }), people.webmaster);
  await page.goto(`/district/roster?organisation=${DISTRICT}`);
  await page.getByLabel('Where this is from').focus();
  await page.keyboard.type('By hand');
  await page.getByLabel('Or paste it here').focus();
  await page.keyboard.insertText(`email\tname\tschool\n${people.earners[1]}\tGeorge Tanaka\t${MAPLE}`);
  const look = page.getByRole('button', { name: 'Look at it first' });
  await look.focus();
  await page.keyboard.press('Enter');
  const seen = page.getByRole('heading', { name: 'One person' });
  await expect.poll(() => seen.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.getByText('1 as before.', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'roster-pasted');

  // A colleague imports something that changes nobody's place.
  const webmaster = caller(people.webmaster);
  const { version } = await webmaster.ask<Shapes['Roster']>('GET', ROSTER);
  const table = `email,name,school\n${people.earners[1]},George Tanaka,${MAPLE}\n`;
  await webmaster.ask('PUT', ROSTER, { version, source: 'Colleague', table });
  await page.getByRole('button', { name: 'Import it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Something else was imported or undone meanwhile.', { exact: false }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Colleague' }).waitFor();
  await expectAccessibleInEveryLook(page, 'roster-overtaken');
  await look.focus();
  await page.keyboard.press('Enter');
  await seen.waitFor();
  await page.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await seen.waitFor({ state: 'detached' });
  await expect.poll(() => look.evaluate((it) => it === document.activeElement)).toBe(true);
});

test('who administers no district is told so', async () => {
  const page = await pageOf(await person(), people.recognizer);
  await page.goto('/district/roster');
  await page.getByRole('heading', { name: 'You administer no district' }).waitFor();
  await expectAccessibleInEveryLook(page, 'roster-not-yours');
});
