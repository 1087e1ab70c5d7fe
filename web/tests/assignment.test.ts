/** From the letter's link to the work, and every way in which an assignment ends. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { tabTo } from './hands';
import { caller, Life, score, tokenOf, type Asked } from './lives';
import { codeIn, letter, letters, people } from './people';

const EARNER = people.earners[0];

/** Work handed in anew, and who was asked to score it. */
async function asked(): Promise<{ life: Life } & Asked> {
  const life = await Life.anew(caller(EARNER));
  return { life, ...(await life.handedIn([{ sample: 'image.png', type: 'image/png', student: 'Student A' }])) };
}

async function open(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Open this assignment' }).click();
  return page;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

test('a link has no effect until its button is pressed, then the statement comes first', async () => {
  const { link, life } = await asked();
  const token = tokenOf(link);
  const context = await person();
  const requests: string[] = [];
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const scanner = await context.newPage();
  await scanner.goto(link);
  await heading(scanner, 'You are asked to score');
  await expectAccessibleInEveryLook(scanner, 'assignment-link');
  await fetch(link, { method: 'HEAD' });
  expect(requests.filter((request) => !request.startsWith('GET') || request.includes(token))).toEqual([]);

  const page = await open(await person(), link);
  await heading(page, 'Before you begin');
  expect(page.url()).not.toContain('#');
  await page.getByRole('heading', { name: 'Generating Ideas' }).waitFor();
  await page.getByText('If your scores aren’t in by').waitFor();
  await expectAccessibleInEveryLook(page, 'assignment-statement');
  const before = await page.request.get(`/api${new URL(page.url()).pathname.replace('assignment', 'assignments')}`);
  expect(await before.text()).not.toContain(life.submission);

  await page.getByRole('button', { name: 'None of these: I have no conflict' }).click();
  await heading(page, 'Generating Ideas');
  await page.reload();
  await heading(page, 'Generating Ideas');
});

test('a second browser enters by six digits from the mailbox, which may be pasted', async () => {
  const { link, assessor } = await asked();
  await heading(await open(await person(), link), 'Before you begin');

  const known = await letters(assessor);
  const page = await open(await person({ permissions: ['clipboard-read', 'clipboard-write'] }), link);
  await heading(page, 'Is it you?');
  const field = page.getByLabel('The six digits');
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  await expectAccessibleInEveryLook(page, 'assignment-code');
  const came = await letter(assessor, (it) => codeIn(it) !== undefined, known);
  const code = codeIn(came) ?? '';

  await field.fill(code.startsWith('1') ? '200 000' : '100 000');
  await page.getByRole('button', { name: 'Open this assignment' }).click();
  await page.getByText('These digits are wrong or too old').waitFor();
  await expectAccessibleInEveryLook(page, 'assignment-code-wrong');
  await page.getByRole('button', { name: 'Mail me another code' }).click();
  await page.getByText('A code was sent a moment ago').waitFor();

  await field.fill('');
  await page.evaluate((digits) => navigator.clipboard.writeText(digits), ` ${code} `);
  await field.press('Control+V');
  await field.press('Enter');
  await heading(page, 'Before you begin');
});

test('a conflict is asked about once, then it withdraws, says thanks, and closes the link', async () => {
  const { link, assessor } = await asked();
  const page = await open(await person(), link);
  const conflict = page.getByRole('button', { name: 'I have a conflict' });
  await conflict.click();
  await page.getByRole('dialog', { name: 'Hand this assignment back?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'assignment-sure-of-conflict');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  // By key: the reason is chosen, and has the focus.
  await tabTo(conflict);
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Hand it back' }));
  await page.keyboard.press('Enter');
  await heading(page, 'Thank you for telling us');
  await expectAccessibleInEveryLook(page, 'assignment-conflict');
  await page.reload();
  await heading(page, 'Thank you for telling us');
  const next = await letter(
    people.assessors.find((other) => other !== assessor && other.endsWith('cedarplains.example.com')) ?? '',
    (it) => it.links.some((other) => other.includes('/assignment#') && other !== link),
  );
  expect(next.to).not.toBe(assessor);
});

test('an assignment is handed back with a reason, at any time', async () => {
  const { link } = await asked();
  const page = await open(await person(), link);
  await page.getByRole('button', { name: 'None of these: I have no conflict' }).click();
  await page.getByRole('button', { name: 'Hand this back' }).click();
  await page.getByRole('dialog', { name: 'Hand this assignment back?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'assignment-hand-back');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Hand this back' }).click();
  await page.getByLabel('I have no time until it is due').check();
  await page.getByLabel('Anything the issuer should know?').fill('A class trip.');
  await page.getByRole('button', { name: 'Hand it back' }).click();
  await heading(page, 'You handed this assignment back');
  await expectAccessibleInEveryLook(page, 'assignment-declined');
});

test('whoever comes after the end is told how it ended', async () => {
  const { link, life } = await asked();
  await score(link);
  await heading(await open(await person(), link), 'Your scores are in. Thank you');
  await life.earner.ask('POST', life.route('/withdraw'), { version: (await life.read()).version });

  const withdrawn = await asked();
  const page = await open(await person(), withdrawn.link);
  await page.getByRole('button', { name: 'None of these: I have no conflict' }).click();
  await heading(page, 'Generating Ideas');
  await withdrawn.life.earner.ask('POST', withdrawn.life.route('/withdraw'), {
    version: (await withdrawn.life.read()).version,
  });
  // What was typed when the work was taken back is there to be copied.
  await page.getByLabel('Feedback for the earner').first().fill('Name the idea that you mean.');
  await heading(page, 'The work was taken back');
  expect(await page.getByRole('textbox').inputValue()).toContain('Name the idea that you mean.');
  await expectAccessibleInEveryLook(page, 'assignment-withdrawn');
});

test('an ending that only time brings is told as well', async () => {
  for (const [ending, title] of [
    ['expired', 'The time for this assignment is over'],
    ['overdue', 'This assignment was passed on'],
    ['reassigned', 'The issuer asked somebody else'],
  ] as const) {
    const page = await (await person()).newPage();
    await page.route('**/api/assignments/open', (route) =>
      route.fulfill({
        status: 410,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/link-over',
          title: '',
          status: 410,
          detail: '',
          requestId: '1',
          ending,
        }),
      }),
    );
    await page.goto(`/assignment#${'a'.repeat(40)}.${'b'.repeat(43)}`);
    await page.getByRole('button', { name: 'Open this assignment' }).click();
    await heading(page, title);
    await expectAccessibleInEveryLook(page, `assignment-${ending}`);
  }
});

test('half a link, a foreign link and no session say what to do', async () => {
  const page = await (await person({ locale: 'es-MX' })).newPage();
  await page.goto('/assignment#half');
  await heading(page, 'Este enlace no está completo');
  await page.goto('/assignment/asg_00000000000000000000000000');
  await heading(page, 'Abra el enlace de su correo');
  await expectAccessibleInEveryLook(page, 'assignment-closed');
  await page.goto(`${inject('origin')}/assignment#${'a'.repeat(40)}.${'b'.repeat(43)}`);
  await page.getByRole('button', { name: 'Abrir esta asignación' }).click();
  await heading(page, 'Este enlace no está completo');
});
