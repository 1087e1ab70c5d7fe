/** A goal, and a coach: asked from the workspace, she reads the draft and comments, and both talk about it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { caller, Life } from './lives';
import { pressUntilAnswered } from './lost';
import { letter, pageOf, people, signIn } from './people';

const EMAIL = people.earners[1];
const DESCRIBE = /^Describe the activity/;

async function workspace(page: Page): Promise<Life> {
  const life = await Life.anew(caller(EMAIL));
  await page.goto(`/work/${life.submission}`);
  await page.getByLabel(DESCRIBE).waitFor();
  return life;
}

const saved = (page: Page) =>
  page
    .getByText(/^Saved at/)
    .first()
    .waitFor();

/** Asks somebody with the form of the workspace. */
async function ask(page: Page, name: string, email: string): Promise<void> {
  await page.getByText('A coach for this draft').click();
  await page.getByLabel('Coach’s name').fill(name);
  await page.getByLabel('Coach’s e-mail address').fill(email);
  await page.getByRole('button', { name: 'Ask them' }).click();
  await page.getByText(`${name} gets a letter.`, { exact: false }).waitFor();
}

test('a goal is named in the workspace, saved as it is typed, and stands in the list', async () => {
  const page = await pageOf(await person(), EMAIL);
  await workspace(page);
  await page.getByText('The goal it serves: My own goal').click();
  await page.getByLabel('A goal of my school').check();
  await page.getByLabel('Which goal is that?').fill('More talk in every class.');
  await saved(page);
  await expectAccessibleInEveryLook(page, 'goal');
  await page.reload();
  await page.getByText('The goal it serves: A goal of my school').click();
  await expect.poll(() => page.getByLabel('Which goal is that?').inputValue()).toBe('More talk in every class.');
  await page.goto('/work');
  await page.getByText('A goal of my school: More talk in every class.').first().waitFor();
});

test('a coach is asked, reads the draft, and both talk about a part until one ends it', async () => {
  const email = 'dana.reyes@school.example.org';
  const page = await pageOf(await person(), EMAIL);
  const life = await workspace(page);
  await page.getByLabel(DESCRIBE).fill('Every table drew its ideas.');
  await saved(page);
  await page.getByText('A coach for this draft').click();
  await page.getByText('You asked nobody yet.').waitFor();
  await page.getByLabel('Coach’s name').fill('Dana Reyes');
  await page.getByLabel('Coach’s e-mail address').fill('dana');
  await page.getByRole('button', { name: 'Ask them' }).click();
  await page.getByText('Write one e-mail address of the form', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'coach-refused');
  await page.getByLabel('Coach’s e-mail address').fill(email);
  await page.getByRole('button', { name: 'Ask them' }).click();
  await page.getByText('Dana Reyes gets a letter.', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'coach-asked');

  const invitation = await letter(email, (it) => it.subject === 'Somebody asks you to be their coach');
  expect(invitation.links.some((link) => link.endsWith(`/coaching/${life.submission}`))).toBe(true);
  const coach = await signIn(await person(), email);
  await coach.getByRole('link', { name: 'Drafts you coach' }).click();
  await coach.getByRole('heading', { name: 'Drafts you coach', level: 1 }).waitFor();
  await expectAccessibleInEveryLook(coach, 'coached-list');
  await coach.getByRole('link', { name: 'Generating Ideas' }).click();
  await coach.getByText('Every table drew its ideas.').waitFor();
  await coach
    .getByLabel(/^Comment on/)
    .first()
    .fill('Which idea was theirs?');
  await coach.getByRole('button', { name: /^Send/ }).first().click();
  await coach.getByText('Which idea was theirs?', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(coach, 'coached-draft');

  await page.reload();
  await page.getByRole('heading', { name: 'What your coach says of this part' }).waitFor();
  await page.getByText('Answer: Which idea was theirs?').click();
  await page.getByLabel('Your answer').fill('That of Student A.');
  await pressUntilAnswered(page, '**/comments', page.getByRole('button', { name: 'Send', exact: true }));
  await page.getByText('That of Student A.', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Done with it/ }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(page, 'coach-comments');

  await coach.reload();
  await coach.getByText('That of Student A.', { exact: true }).waitFor();
  await coach.getByRole('button', { name: 'End this coaching' }).click();
  await expectAccessibleInEveryLook(coach, 'coached-end');
  await pressUntilAnswered(coach, '**/coaches/*', coach.getByRole('button', { name: 'Yes, end it' }));
  await coach.getByRole('heading', { name: 'The coaching is over.' }).waitFor();
  await coach.goto(`/coaching/${life.submission}`);
  await coach.getByRole('heading', { name: 'You don’t coach this' }).waitFor();
  await expectAccessibleInEveryLook(coach, 'coached-missing');
  await coach.goto('/coaching');
  await coach.getByRole('heading', { name: 'Nobody asked you to coach' }).waitFor();
  await expectAccessibleInEveryLook(coach, 'coached-none');
});

test('by keyboard alone, on the smallest phone, in Spanish, a draft is read and commented', async () => {
  const email = 'noor.haddad@school.example.org';
  const page = await pageOf(await person(), EMAIL);
  const life = await workspace(page);
  await ask(page, 'Noor Haddad', email);
  await letter(email, (it) => it.subject === 'Somebody asks you to be their coach');
  const context = await person({ viewport: small, locale: 'es-ES' });
  const coach = await context.newPage();
  await coach.goto(`/coaching/${life.submission}`);
  await coach.getByLabel('Su dirección de correo').fill(email);
  const known = (await letter(email, () => true)).id;
  await coach.keyboard.press('Enter');
  const mailed = await letter(email, (it) => it.id !== known && it.links.some((link) => link.includes('/sign-in#')));
  await coach.goto(mailed.links.find((link) => link.includes('/sign-in#')) ?? '');
  await coach.getByRole('button', { name: 'Entrar ahora' }).focus();
  await coach.keyboard.press('Enter');
  await coach.getByRole('link', { name: 'Borradores que acompaña' }).first().waitFor();
  await coach.goto(`/coaching/${life.submission}`);
  const field = coach.getByLabel(/^Comentar/).first();
  await field.focus();
  await coach.keyboard.type('¿De quién fue la idea?');
  await coach.keyboard.press('Tab');
  await coach.keyboard.press('Enter');
  await coach.getByText('¿De quién fue la idea?', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(coach, 'coached-spanish');
});

test('what a coach said stays in sight after it was handed in, and the coaching can be ended then', async () => {
  const email = 'lena.brandt@school.example.org';
  const page = await pageOf(await person(), EMAIL);
  const life = await workspace(page);
  await ask(page, 'Lena Brandt', email);
  await letter(email, (it) => it.subject === 'Somebody asks you to be their coach');
  const coach = await signIn(await person(), email);
  await coach.goto(`/coaching/${life.submission}`);
  await coach
    .getByLabel(/^Comment on/)
    .first()
    .fill('Say more of Student B.');
  await coach.getByRole('button', { name: /^Send/ }).first().click();
  await coach.getByText('Say more of Student B.', { exact: true }).waitFor();

  await life.fill();
  await life.handIn();
  await page.reload();
  await page.getByRole('heading', { name: 'What your coaches said' }).waitFor();
  await page.getByText('Say more of Student B.', { exact: true }).waitFor();
  expect(await page.getByText('Answer', { exact: true }).count()).toBe(0);
  await expectAccessibleInEveryLook(page, 'coach-afterwards');
  await page.getByRole('button', { name: /^End it ?: the coaching by Lena Brandt$/ }).click();
  await page.getByRole('button', { name: 'Yes, end it' }).click();
  await page.getByText('you ended it on', { exact: false }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('you ended it on');
  await page.getByText('Say more of Student B.', { exact: true }).waitFor();
  await coach.reload();
  await coach.getByRole('heading', { name: 'You don’t coach this' }).waitFor();
});
