import type { BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { desktop, expectBadLine, person, small } from './browser';
import { pointer } from './hands';
import { pressUntilAnswered } from './lost';
import { askForLink, people } from './people';
import { Folder } from './upload/files';
import { chooseFiles, openDraft, sample, withoutFilePicker } from './work';

expectBadLine();

const EMAIL = people.earners[2];
const DESCRIBE = /^Describe the activity/;
const EVALUATE = /^Evaluate the activity/;

/** A new draft of hers, open in a page of hers. */
async function draft(context: BrowserContext): Promise<{ page: Page; id: string }> {
  const { page, life } = await openDraft(context, EMAIL);
  return { page, id: life.submission };
}

const saved = (page: Page) =>
  page
    .getByText(/^Saved at/)
    .first()
    .waitFor();

test('what is typed is saved, and words are counted as they are typed', async () => {
  const { page } = await draft(await person());
  await page.getByLabel(DESCRIBE).fill('one two — three');
  await page.getByText('3 of 200 words').waitFor();
  await saved(page);
  await page.reload();
  await expect.poll(() => page.getByLabel(DESCRIBE).inputValue()).toBe('one two — three');
  await page.getByLabel(DESCRIBE).fill('word '.repeat(201));
  await page.getByText('1 word too many').waitFor();
  await expectAccessible(page, 'workspace-too-many-words');
});

test('two tabs: what only one changed is taken in, what both changed is asked, nothing is lost', async () => {
  const context = await person();
  const { page, id } = await draft(context);
  const other = await context.newPage();
  await other.goto(`/work/${id}`);
  await other.getByLabel(DESCRIBE).waitFor();

  await page.getByLabel(DESCRIBE).fill('from the first tab');
  await saved(page);
  await other.getByLabel(EVALUATE).fill('from the second tab');
  await other.getByText('This draft was changed in another tab').waitFor();
  await expect.poll(() => other.getByLabel(DESCRIBE).inputValue()).toBe('from the first tab');
  await saved(other);

  await page.getByLabel(EVALUATE).fill('the first tab again');
  await page.getByRole('heading', { name: 'Changed in two places' }).waitFor();
  // A page in the background is not drawn anew.
  await page.bringToFront();
  await expectAccessibleInEveryLook(page, 'workspace-clash');
  await page.getByRole('button', { name: 'Keep both' }).click();
  await expect.poll(() => page.getByLabel(EVALUATE).evaluate((it) => it === document.activeElement)).toBe(true);
  await saved(page);
  await page.reload();
  await expect.poll(() => page.getByLabel(EVALUATE).inputValue()).toBe('the first tab again\n\nfrom the second tab');
});

test('a session that ends while one types loses nothing', async () => {
  const context = await person();
  const { page } = await draft(context);
  // What the page asks for by itself would tell of it before she types.
  await page.getByText('The goal it serves').waitFor();
  await page.waitForLoadState('networkidle');
  await context.clearCookies();
  await page.getByLabel(DESCRIBE).fill('typed while signed out');
  await page.getByRole('dialog', { name: 'You have been signed out' }).waitFor();
  await expectAccessibleInEveryLook(page, 'signed-out');

  // The link opens in another tab; the first one goes on by itself.
  const link = await askForLink(page, EMAIL);
  const other = await context.newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Sign in now' }).click();
  await saved(page);
  await page.reload();
  await expect.poll(() => page.getByLabel(DESCRIBE).inputValue()).toBe('typed while signed out');
});

test('what was typed without a connection is there again in another tab, until it is saved or somebody signs out', async () => {
  const context = await person();
  const { page, id } = await draft(context);
  const left = (tab: Page) => tab.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('left:')));
  const type = async (tab: Page, text: string) => {
    await tab.route('**/responses', (route) => route.abort());
    await tab.getByLabel(DESCRIBE).fill(text);
    await tab.getByText('Could not save. It is tried again').first().waitFor();
    expect(await left(tab)).toHaveLength(1);
  };
  await type(page, 'Typed in a bus');
  await page.close();
  const again = await context.newPage();
  await again.goto(`/work/${id}`);
  await saved(again);
  expect(await again.getByLabel(DESCRIBE).inputValue()).toBe('Typed in a bus');
  expect(await left(again)).toEqual([]);

  await type(again, 'Typed in a library, whose machine others use');
  // The session of the seed is others' too.
  await again.route('**/api/sign-out', (route) => route.fulfill({ status: 204 }));
  await again.getByRole('button', { name: /^Sign out/ }).click();
  await expect.poll(() => left(again)).toEqual([]);
});

test('without a connection it says so, and a reload keeps what was typed', async () => {
  const context = await person();
  const { page } = await draft(context);
  await page.route('**/responses', (route) => route.abort());
  await page.getByLabel(DESCRIBE).fill('typed without a connection');
  await page.getByText('Could not save. It is tried again').first().waitFor();
  await expectAccessible(page, 'workspace-waiting');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.unroute('**/responses');
  await page.reload();
  await expect.poll(() => page.getByLabel(DESCRIBE).inputValue()).toBe('typed without a connection');
  await saved(page);
});

test('whether it is saved stays in sight, however far one scrolls', async () => {
  for (const viewport of [desktop, small]) {
    const { page } = await draft(await person({ viewport }));
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    const state = page.getByText(/^(Saved at|Nothing typed yet)/).first();
    const top = (await state.boundingBox())?.y ?? -1;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(viewport.height / 4);
  }
});

test('scripts and turned directions are text like any other', async () => {
  const { page } = await draft(await person());
  const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
  await page.getByLabel(DESCRIBE).fill(`${evil} \u202Eturned\u202C`);
  await saved(page);
  await page.getByRole('link', { name: /As the assessor sees it/ }).click();
  await page.getByText(evil).waitFor();
  expect(await page.title()).toBe('Generating Ideas · Touchstone');
  expect(await page.getByText('turned').textContent()).not.toContain('\u202E');
});

test('files that can’t be used are named, with what to do', async () => {
  const context = await person();
  await context.addInitScript(withoutFilePicker);
  const { page } = await draft(context);
  const folder = new Folder();
  onTestFinished(() => folder.remove());
  await page.getByRole('link', { name: /^Work of two students/ }).click();
  await chooseFiles(page, pointer, /^Choose files for Student A/, [
    folder.file('empty.mp4', ''),
    folder.file('turned\u202E4pm.exe', 'MZ'),
    folder.file('setup.exe', 'MZ'),
    folder.hole('a whole day.mp4', 11_000_000_000),
    sample('hevc.mov'),
    folder.file('renamed.mp4', `MZ${'\0'.repeat(500)}`),
  ]);
  for (const [name, why] of [
    ['empty.mp4', /The file is empty/],
    ['turned4pm.exe', /Files of this kind are not taken here/],
    ['setup.exe', /Files of this kind are not taken here/],
    ['a whole day.mp4', /It has 10.2 GB; at most 10 GB are taken/],
    ['hevc.mov', /HEVC.*Most Compatible/],
    ['renamed.mp4', /is not an MP4 video/],
  ] as const) {
    await page
      .getByRole('alert')
      .filter({ hasText: `“${name}” can’t be used` })
      .filter({ hasText: why })
      .waitFor();
  }
  await expectAccessibleInEveryLook(page, 'workspace-refused');
  // As they are told, and as they are read again later.
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('alert').filter({ hasText: 'No es un video MP4' }).waitFor();
  await page
    .getByRole('alert')
    .filter({ hasText: /HEVC.*Más compatible/ })
    .waitFor();
  await page.reload();
  await page.getByText(/HEVC.*Más compatible/).waitFor();
  await page.getByText('No es un video MP4').waitFor();
});

test('a file is taken out once, also when the answer gets lost', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  await life.fill();
  await page.goto(`/work/${life.submission}?step=artifacts`);
  const out = page.getByRole('button', { name: /^Take out/ });
  await expect.poll(() => out.count()).toBe(2);
  await out.first().click();
  await pressUntilAnswered(page, '**/uploads/*', page.getByRole('button', { name: 'Yes, take it out' }));
  await expect.poll(() => out.count()).toBe(1);
});
