import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { assessed, deskOf, handIn, staff, until } from './issuing';
import { caller, type Caller } from './lives';
import { people, signIn } from './people';

const ELA = 'leveraging-formative-assessment-during-an-ela-lesson';
const RIGOR = 'recognizing-and-upholding-academic-rigor';

/** Presses Tab until the focus is on `wanted`. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}

const state = async (issuer: Caller, id: string) =>
  (await issuer.ask<{ state: string }>('GET', `/api/submissions/${id}`)).state;

test('the queue is cleared: an award by keyboard alone, a not yet, one against the recommendation', async () => {
  const issuer = await staff();
  const [first, second, third] = [
    await assessed(people.earners[0], ELA),
    await assessed(people.earners[1], ELA, ['reflection']),
    await assessed(people.earners[2], ELA),
  ];
  const page = await deskOf(await person());
  await page.goto('/issuer');
  await page.getByRole('heading', { name: 'Submissions', level: 1 }).waitFor();
  await page.getByRole('table').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-queue');

  // The one that waits the longest, by keyboard alone.
  const links = page.getByRole('table').getByRole('link');
  await tabTo(page, links.first());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Decide', level: 2 }).waitFor();
  expect(page.url()).toContain(first);
  await expectAccessibleInEveryLook(page, 'issuer-decide');
  await tabTo(page, page.getByRole('button', { name: 'Decide…' }));
  await page.keyboard.press('Enter');
  await page.getByText('Choose one of the two.').waitFor();
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Decide…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Award this submission?' });
  await dialog.waitFor();
  await expectAccessible(page, 'issuer-decide-sure');
  await tabTo(page, dialog.getByRole('button', { name: 'Award it' }));
  await page.keyboard.press('Enter');
  await page.getByText('Awarded. The badge is being signed').waitFor();
  expect(await state(issuer, first)).toBe('awarded');
  await expectAccessibleInEveryLook(page, 'issuer-decided');
  const next = page.getByRole('link', { name: 'Decide the next one' });
  await tabTo(page, next);
  await page.keyboard.press('Enter');

  // Not yet, as recommended; the reasons are in view.
  await page.waitForURL(`**/${second}`);
  await page
    .getByText(/does not pass|is a no/)
    .first()
    .waitFor();
  await page.getByLabel('Not yet').check();
  await page.getByLabel(/^Note/).fill('Read the feedback on your reflection first.');
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText('Given back.').waitFor();
  expect(await state(issuer, second)).toBe('not-yet');
  await page.getByRole('link', { name: 'Decide the next one' }).click();

  // Against the recommendation: not without saying why.
  await page.waitForURL(`**/${third}`);
  await page.getByLabel('Not yet').check();
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByText('write down why', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-against');
  await page.getByLabel('Why you decide against').fill('The recording shows another lesson than the one described.');
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText('Given back.').waitFor();
  await page.getByRole('heading', { name: 'What happened' }).click();
  await page.getByText('Ada Quill decided: not yet, against the recommendation').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-trail');

  await page.goto('/issuer');
  await page.getByRole('heading', { name: 'Nothing waits for a decision' }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-queue-empty');
});

test('of two tabs that decide, the later is told who did what and changes nothing', async () => {
  const id = await assessed(people.earners[0], 'leveraging-formative-assessment-during-a-math-lesson');
  const context = await person();
  const one = await deskOf(context);
  const other = await context.newPage();
  for (const page of [one, other]) {
    await page.goto(`/issuer/submissions/${id}`);
    await page.getByLabel('Award').check();
  }
  for (const page of [one, other]) {
    await page.getByRole('button', { name: 'Decide…' }).click();
    await page.getByRole('button', { name: 'Award it' }).click();
  }
  await one.getByText('Awarded. The badge is being signed').waitFor();
  await other.getByText('Ada Quill decided: award').waitFor();
  await expectAccessibleInEveryLook(other, 'issuer-overtaken');
});

test('an assessor is asked by hand, under the rules; when nobody can be asked it says why', async () => {
  const issuer = await staff();
  type Member = {
    email: string;
    name: string;
    version: number;
    memberships: { organisation: string; roles: string[] }[];
  };
  const setAvailable = async (available: boolean) => {
    const { items } = await issuer.ask<{ items: Member[] }>('GET', '/api/people');
    for (const { email, name, version, memberships } of items.filter(({ email }) =>
      people.assessors.some((it) => it === email),
    )) {
      const [place] = memberships;
      await issuer.ask('PUT', '/api/people', { email, name, version, ...place, available });
    }
  };
  await setAvailable(false);
  const id = await handIn(await caller(people.earners[0]), RIGOR);
  type Waiting = { waitingSince?: string };
  await until(
    () => issuer.ask<Waiting>('GET', `/api/submissions/${id}`),
    ({ waitingSince }) => waitingSince !== undefined,
  );

  const page = await deskOf(await person());
  await page.goto('/issuer?state=submitted');
  await page.getByText('Nobody can be asked.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-waiting');
  await page.getByRole('link', { name: 'See why, and what to do' }).click();
  await page.getByText('Nobody can be asked at present').waitFor();
  expect(await page.getByText('takes no assignments at present').count()).toBe(2);
  expect(await page.getByText('belongs to the earner’s district').count()).toBe(2);
  await expectAccessibleInEveryLook(page, 'issuer-nobody');

  await setAvailable(true);
  const other = await handIn(await caller(people.earners[1]), RIGOR);
  await until(
    () => state(issuer, other),
    (is) => is === 'in-assessment',
  );
  await page.goto(`/issuer/submissions/${other}`);
  await page.getByRole('heading', { name: 'Give it to another assessor' }).waitFor();
  await page.getByRole('button', { name: 'Ask this assessor' }).click();
  await page.getByText('Choose an assessor.').waitFor();
  await page.getByRole('radio').first().check();
  await expectAccessibleInEveryLook(page, 'issuer-assign');
  await page.getByRole('button', { name: 'Ask this assessor' }).click();
  await page.getByRole('dialog').getByText('loses it', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Ask this assessor' }).click();
  await page.getByText('was asked and gets a letter').waitFor();
  expect(await state(issuer, other)).toBe('in-assessment');
  await page.getByText('was asked for this attempt before').waitFor();
});

test('whoever is no staff sees nothing of the desk, and whoever is signed out signs in there', async () => {
  const visitor = await (await person()).newPage();
  await visitor.goto('/issuer');
  await visitor.getByLabel('Your e-mail address').waitFor();
  const earner = await signIn(await person(), people.earners[1]);
  await earner.goto('/issuer/people');
  await earner.getByRole('heading', { name: 'This page is for an issuer’s staff' }).waitFor();
  await expectAccessibleInEveryLook(earner, 'issuer-not-yours');
});
