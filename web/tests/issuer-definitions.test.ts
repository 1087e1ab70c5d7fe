import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { desktop, person, picture, small } from './browser';
import { staff } from './lives';
import { pressUntilAnswered } from './lost';
import { pageOf, people, signIn } from './people';

/** What stands at a pointer into the definition: a field, or a group of them. */
const at = (pointer: string) => `[id="at${pointer}"]`;
const saved = (page: Page) => page.getByText(/^Saved at/).waitFor();

/** Adds an item to the list of that heading. */
async function add(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: `+ ${what}`, exact: true }).click();
}

test('a small definition is authored from nothing, checked, and published; then a next version', async () => {
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer/definitions');
  await page.getByRole('row', { name: /Generating Ideas/ }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-definitions');
  await page.getByRole('button', { name: 'New definition' }).click();
  await page.getByRole('button', { name: 'Start writing' }).click();
  await page.getByText('Give it a title with letters or digits.').waitFor();
  await expectAccessible(page, 'issuer-definition-begin');
  await page.getByLabel('Title').fill('Asking Open Questions');
  await page.getByRole('button', { name: 'Start writing' }).click();

  await page.getByRole('heading', { name: 'Asking Open Questions', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Design check' }).waitFor();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('heading', { name: 'Show mastery' }).waitFor();
  // On a phone it comes after the whole form, and a way leads to it.
  await page.setViewportSize(small);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  expect(await preview.getByRole('heading', { name: 'Preview' }).evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  await page.setViewportSize(desktop);
  expect(await page.getByRole('button', { name: 'Publish version 1' }).isDisabled()).toBe(true);
  await expectAccessibleInEveryLook(page, 'issuer-editor-empty');
  await picture(page, 'issuer-editor-empty');

  // A sentence of the report leads to its field.
  await page.getByRole('button', { name: 'State the competency.' }).click();
  expect(await page.getByLabel('Competency').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('The educator asks questions that have more than one good answer.');
  await preview.getByText('more than one good answer', { exact: false }).waitFor();
  await page.getByRole('heading', { name: 'Design check' }).waitFor();
  await page.getByLabel('Description on the badge').fill('Asks questions that open a conversation.');
  await page.getByLabel('For whom it is').fill('Teachers of all grades');
  await page.getByLabel('Estimated hours').fill('6');
  await page.getByLabel('Topics to find it by').fill('questions\ndiscussion');
  await page.getByLabel('E-mail address for questions').fill('microcredentials@credentials.example.org');
  await page.getByLabel('To be reviewed by').fill('2029-06-30');
  await page.getByLabel('Key method').fill('Plan one open question for each lesson, and wait for the answer.');
  await add(page, 'Component');
  const component = page.locator(at('/methodComponents/0'));
  await component.getByLabel('Summary').fill('Write the question down before the lesson.');
  await component.getByLabel('Name').fill('Plan');
  await page.getByLabel('Rationale').fill('Waiting after a question lengthens answers.');
  await add(page, 'Publication');
  const publication = page.locator(at('/research/0'));
  await publication.getByLabel('Web address').fill('doi.org/10.1002/tea.3660180201');
  await page.getByText('Not saved: one thing needs a change').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-editor-refused');
  await publication.getByLabel('Web address').fill('https://doi.org/10.1080/00220671.1974.10884639');
  await publication.getByLabel('Citation').fill('An invented citation for this test.');
  await add(page, 'Resource');
  const resource = page.locator(at('/resources/0'));
  await resource.getByLabel('Web address').fill('https://www.example.org/questions');
  await resource.getByLabel('Name').fill('Forty open questions');
  await add(page, 'Standard');
  const standard = page.locator(at('/alignment/0'));
  await standard.getByLabel('Web address').fill('https://www.example.org/standards');
  await standard.getByLabel('What it says').fill('Leads discussion');
  await standard.getByLabel('Code').fill('3b');
  await standard.getByLabel('Framework').fill('Sample Framework');

  const parts = [
    { name: 'What you did', kind: 'Overview' },
    { name: 'The question', kind: 'Artifacts: files from practice' },
    { name: 'Looking back', kind: 'Reflection of the earner' },
  ];
  for (const [number, { name, kind }] of parts.entries()) {
    await add(page, 'Part');
    const pointer = `/parts/${number}`;
    const part = page.locator(at(pointer));
    await part.getByLabel('Kind').selectOption({ label: kind });
    await part.getByLabel('What to do').fill(`Tell about: ${name}.`);
    if (number !== 1) await page.locator(at(`${pointer}/questions/0/prompt`)).fill('In which class was it?');
    if (number === 0) await part.getByLabel('It asks for the classroom’s context').check();
    for (const level of [0, 1]) {
      await page.locator(at(`${pointer}/scoring/criteria/0/levels/${level}/description`)).fill(`Seen: ${level}.`);
    }
    for (const box of await part.getByLabel('Plan', { exact: true }).all()) await box.check();
    await page.locator(at(`${pointer}/scoring/criteria/0/title`)).fill('Open');
    await page.locator(at(`${pointer}/title`)).fill(name);
  }
  await page.getByRole('button', { name: 'Every part must pass' }).click();
  await page.getByText('11 of 11 principles are met.').waitFor();
  await saved(page);
  await expectAccessibleInEveryLook(page, 'issuer-editor-full');

  // Things move by keyboard, and what is removed comes back.
  const last = page.getByRole('group', { name: 'Looking back', exact: true }).and(page.locator('[id^="at/parts/"]'));
  await last.getByRole('button', { name: 'Move Looking back up' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Looking back is now 2 of 3.').waitFor();
  await last.getByRole('button', { name: 'Remove Looking back' }).click();
  await page.getByText('“Looking back” was removed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('11 of 11 principles are met.').waitFor();
  await saved(page);

  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await expectAccessible(page, 'issuer-publish-sure');
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 is published.').waitFor();

  // The next version grows from it. What the browser keeps of the first is not taken for the newest afterwards.
  await page.reload();
  await page.getByText('As published in version 1.', { exact: false }).waitFor();
  await page.getByLabel('Estimated hours').fill('8');
  await saved(page);
  await page.getByRole('button', { name: 'Publish version 2' }).click();
  await page.getByRole('dialog').getByText('stays on the version that it began with', { exact: false }).waitFor();
  const yes = page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' });
  await pressUntilAnswered(page, '**/publish', yes);
  await page.getByText('Version 2 is published.').waitFor();
  const issuer = staff();
  const edition = await issuer.ask<{ version: number; definition: { estimatedHours: number } }>(
    'GET',
    '/api/microcredentials/asking-open-questions',
  );
  expect([edition.version, edition.definition.estimatedHours]).toEqual([2, 8]);
  await page.getByRole('link', { name: 'See it in the catalogue' }).click();
  await page.getByText('8 hours', { exact: false }).first().waitFor();
  await page.goBack();
  await page.getByText('As published in version 2.', { exact: false }).waitFor();

  // Somebody else stores another text and publishes that: nobody hears that hers was.
  const other = await pageOf(await person(), people.administrator);
  await other.goto('/issuer/definitions/asking-open-questions');
  await other.getByText('As published in version 2.', { exact: false }).waitFor();
  await page.getByLabel('Estimated hours').fill('9');
  await saved(page);
  await other.getByLabel('Estimated hours').fill('10');
  await other.getByText('Somebody saved this definition meanwhile, perhaps you').waitFor();
  await other.getByRole('definition').getByText('Now stored: 9').waitFor();
  await expectAccessibleInEveryLook(other, 'issuer-editor-stale');
  await picture(other, 'issuer-editor-stale', false);
  await other.getByRole('button', { name: 'Not saved: somebody else did' }).click();
  await expect.poll(() => other.evaluate(() => document.activeElement?.id)).toBe('meanwhile');
  await other.getByRole('term').getByRole('button', { name: 'Estimated hours' }).click();
  await expect.poll(() => other.evaluate(() => document.activeElement?.id)).toBe('at/estimatedHours');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Keep mine' }).click();
  await saved(other);
  await other.getByRole('button', { name: 'Publish version 3' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Publish version 3' }).click();
  await other.getByText('Version 3 is published.').waitFor();
  await page.getByRole('button', { name: 'Publish version 3' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 3' }).click();
  const meanwhile = page.getByText('What they changed stands here now, beside what you did:', { exact: false });
  await meanwhile.waitFor();
  expect(await page.getByText('Version 3 is published.').count()).toBe(0);
  await page.getByRole('listitem').getByRole('button', { name: 'Estimated hours' }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-editor-meanwhile');
  await picture(page, 'issuer-editor-meanwhile', false);
  await expect.poll(() => page.getByLabel('Estimated hours').inputValue()).toBe('10');
  await page.getByRole('button', { name: 'I have seen it' }).click();
  await meanwhile.waitFor({ state: 'detached' });
  await page.getByLabel('Estimated hours').fill('9');
  await saved(page);
  await page.reload();
  await expect.poll(() => page.getByLabel('Estimated hours').inputValue()).toBe('9');
});

test('what two tabs write comes together, is thrown away, and comes back', async () => {
  const context = await person();
  const one = await pageOf(context, people.administrator);
  const other = await context.newPage();
  for (const page of [one, other]) {
    await page.goto('/issuer/definitions/generating-ideas');
    await page.getByText('As published in version 1.', { exact: false }).waitFor();
  }
  await one.getByLabel('For whom it is').fill('Everybody who teaches');
  await saved(one);
  await other.getByLabel('Estimated hours').fill('77');
  await other.getByText('What they changed stands here now, beside what you did:', { exact: false }).waitFor();
  await saved(other);
  await expect.poll(() => other.getByLabel('For whom it is').inputValue()).toBe('Everybody who teaches');
  expect(await other.getByLabel('Estimated hours').inputValue()).toBe('77');

  // Both change the same; then one takes what the other one has.
  await one.getByLabel('Estimated hours').fill('78');
  await one.getByText('Now stored: 77').waitFor();
  await one.getByLabel('For whom it is').fill('Whoever teaches');
  await one.reload();
  await one.getByText('Now stored: 77').waitFor();
  await one.getByRole('term').getByRole('button', { name: 'Estimated hours' }).waitFor();
  expect(await one.getByLabel('For whom it is').inputValue(), 'it was kept').toBe('Whoever teaches');
  await one.getByRole('button', { name: 'Take what is stored' }).click();
  await one.getByText('Now stored: 77').waitFor({ state: 'detached' });
  await expect.poll(() => one.getByLabel('Estimated hours').inputValue()).toBe('77');
  await expect.poll(() => one.evaluate(() => document.activeElement?.id)).toBe('meanwhile');

  // What was removed here and changed there is there again, once, also for who undoes it.
  for (const page of [one, other])
    await page
      .locator(`${at('/methodComponents/0')} summary`)
      .first()
      .click();
  await other.locator(at('/methodComponents/0/summary')).fill('Asks one question for all.');
  await saved(other);
  const first = one.locator(at('/methodComponents/0'));
  await first
    .getByRole('button', { name: /^Remove / })
    .first()
    .click();
  await one.getByRole('button', { name: 'Take what is stored' }).click();
  const summary = one.locator(at('/methodComponents/0/summary'));
  await expect.poll(() => summary.inputValue()).toBe('Asks one question for all.');
  await one.getByRole('button', { name: 'Undo' }).click();
  await one.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  expect(await one.locator(at('/methodComponents/3')).count()).toBe(1);
  expect(await one.locator(at('/methodComponents/4')).count()).toBe(0);

  // Whatever is changed on top of what came is asked about as well; what says the same is no matter any more.
  await other.getByLabel('Estimated hours').fill('80');
  await saved(other);
  await other.getByLabel('Key method').fill('Ask, and wait.');
  await saved(other);
  await one.getByLabel('Estimated hours').fill('81');
  await one.getByText('Now stored: 80').waitFor();
  await expect.poll(() => one.getByLabel('Key method').inputValue()).toBe('Ask, and wait.');
  await one.getByLabel('Key method').fill('Ask.');
  await one.getByText('Now stored: Ask, and wait.').waitFor();
  await one.getByLabel('Key method').fill('Ask, and wait.');
  await one.getByText('Now stored: Ask, and wait.').waitFor({ state: 'detached' });
  await one.getByLabel('Estimated hours').fill('80');
  await one.getByText('Now stored: 80').waitFor({ state: 'detached' });
  await saved(one);

  await other.getByRole('button', { name: 'Throw away' }).click();
  const away = other.getByRole('dialog').getByRole('button', { name: 'Throw away' });
  await pressUntilAnswered(other, '**/api/microcredentials/generating-ideas?version=*', away);
  await other.getByText('The draft was thrown away.').waitFor();
  await expectAccessibleInEveryLook(other, 'issuer-editor-discarded');
  await one.getByLabel('Estimated hours').fill('79');
  await one.getByText('Somebody threw this draft away meanwhile', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(one, 'issuer-editor-gone');
  await one.reload();
  await one.getByText('Somebody threw this draft away meanwhile', { exact: false }).waitFor();
  expect(await one.getByLabel('Estimated hours').inputValue()).toBe('79');
  expect(await one.getByRole('button', { name: 'Publish version 2' }).isDisabled()).toBe(true);
  await one.getByRole('button', { name: 'Go on from version 1' }).click();
  await one.getByText('As published in version 1.', { exact: false }).waitFor();
  await other.getByRole('button', { name: 'Bring it back' }).click();
  await saved(other);
  await other.getByRole('button', { name: 'Throw away' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await other.getByText('The draft was thrown away.').waitFor();
});

test('a session that ends while somebody writes loses nothing', async () => {
  const context = await person();
  const page = await signIn(context, people.administrator);
  await page.goto('/issuer/definitions/generating-ideas');
  await page.getByText('As published in version 1.', { exact: false }).waitFor();
  const other = await context.newPage();
  await other.goto('/issuer');
  await other.getByRole('button', { name: /^Sign out/ }).click();
  await other.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.locator(at('/audience')).evaluate((field: HTMLTextAreaElement) => {
    field.value = 'Whoever was signed out';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.getByText('Not saved yet.', { exact: false }).waitFor({ state: 'attached' });

  await other.close();
  await signIn(context, people.administrator);
  await page.getByText(/^Saved at/).waitFor();
  expect(await page.locator(at('/audience')).inputValue()).toBe('Whoever was signed out');
  await page.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await page.getByText('The draft was thrown away.').waitFor();
});
