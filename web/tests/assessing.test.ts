/** An assessor's whole work: watching, reading, scoring, and handing in. */
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, phone, picture } from './browser';
import { tabTo } from './hands';
import { caller, decide, Life, score, type Evidence } from './lives';
import { pageOf, people } from './people';
import { begun, LESSON, part, saved, scoreAll, scoring } from './scoring';

const EVERYTHING: Evidence[] = [
  LESSON,
  { sample: 'image.png', type: 'image/png', student: 'Student A' },
  { sample: 'sound.mp3', type: 'audio/mpeg', student: 'Student B' },
  {
    sample: 'plan.docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    student: 'Student B',
  },
  { sample: 'plan.pdf', type: 'application/pdf', student: 'Student B' },
];
const CRITERIA = 6;

const video = (page: Page) => page.locator('video');
const isPaused = (media: Locator) => media.evaluate((it: HTMLMediaElement) => it.paused);
const seconds = (media: Locator) => media.evaluate((it: HTMLMediaElement) => it.currentTime);

async function showVideo(page: Page): Promise<Locator> {
  await part(page, 'Work of two students').click();
  await page.getByRole('button', { name: 'Show: Video from Student A' }).click();
  const media = video(page);
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  return media;
}

test('from the letter to handing in, with a video, a picture, a document and sound', async () => {
  const { page } = await scoring(people.earners[0], EVERYTHING);
  await page.getByText('Grade 5 science, about the question why leaves fall').first().waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-overview');

  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByText(`${CRITERIA} things are missing`).waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-missing');
  await page.getByRole('link', { name: /What the educator will do next/ }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('reflection/next-time');

  const media = await showVideo(page);
  expect(await page.getByText('<script>alert(1)</script>').count()).toBe(1);
  await media.evaluate((it: HTMLMediaElement) => (it.currentTime = 12.4));
  await page.getByRole('button', { name: 'Comment at 0:12' }).click();
  await page.getByRole('textbox', { name: 'Comment at 0:12' }).fill('Here the quiet time begins.');
  await page.getByRole('button', { name: '10 seconds back' }).click();
  await expect.poll(() => seconds(media)).toBeCloseTo(2.4, 0);
  await page.getByRole('button', { name: 'Go to 0:12' }).click();
  await expect.poll(() => seconds(media)).toBe(12);
  await page.getByLabel('Speed').selectOption('1.5');
  expect(await media.evaluate((it: HTMLMediaElement) => it.playbackRate)).toBe(1.5);

  await page.getByRole('button', { name: 'Show: Picture from Student A' }).click();
  await page.getByRole('img', { name: 'Picture from Student A' }).waitFor();
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByText('150%').waitFor();
  await page.getByRole('button', { name: 'Show: PDF document from Student B' }).click();
  await page.getByTitle('PDF document from Student B, shown as it was handed in').waitFor();
  await page.getByRole('button', { name: 'Show: Sound from Student B' }).click();
  await page.locator('audio').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save “artifacts Student B.docx”' }).click();
  expect((await download).suggestedFilename()).toBe('artifacts Student B.docx');
  await expectAccessibleInEveryLook(page, 'scoring-evidence');

  await scoreAll(page);
  await saved(page);
  await page.reload();
  await page.getByText('2 of 2 scored').first().waitFor();
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByRole('dialog', { name: 'Hand in your scores?' }).waitFor();
  await page.getByText('By the pass rule, your scores recommend an award.').waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-hand-in');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('heading', { name: 'Your scores are in. Thank you', level: 1 }).waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-done');
});

test('the same by keyboard alone', async () => {
  const { link } = await (await Life.anew(caller(people.earners[0]))).handedIn([LESSON]);
  const page = await (await person()).newPage();
  await page.goto(link);
  await press(page, 'Open this assignment');
  await press(page, 'None of these: I have no conflict');
  await page.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();

  await tabTo(part(page, 'Work of two students'));
  await page.keyboard.press('Enter');
  await press(page, 'Show: Video from Student A');
  const media = video(page);
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  await tabTo(page.getByRole('figure', { name: 'Player: Video from Student A' }));
  await page.keyboard.press('l');
  await expect.poll(() => seconds(media)).toBe(10);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => seconds(media)).toBe(5);
  await page.keyboard.press('Shift+>');
  await expect.poll(() => media.evaluate((it: HTMLMediaElement) => it.playbackRate)).toBe(1.25);
  await page.keyboard.press('Space');
  await expect.poll(() => isPaused(media)).toBe(false);
  await page.keyboard.press('k');
  await expect.poll(() => isPaused(media)).toBe(true);
  // On the video itself, where the browser's own keys act, none acts twice.
  await tabTo(media);
  await page.keyboard.press('Space');
  await expect.poll(() => isPaused(media)).toBe(false);
  await page.keyboard.press('Space');
  await expect.poll(() => isPaused(media)).toBe(true);
  const before = await seconds(media);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => seconds(media)).toBeGreaterThan(before);
  expect(await seconds(media)).toBeLessThan(before + 5);
  await page.keyboard.press('m');
  await page.keyboard.type('Seen by key.');
  const remarks = page.getByRole('textbox', { name: /^Comment at/ });
  expect(await remarks.inputValue()).toBe('Seen by key.');
  // Back to the beginning: the second comment stands above the first, and is the one that is written.
  await tabTo(page.getByRole('figure', { name: 'Player: Video from Student A' }), 'Shift+Tab');
  await page.keyboard.press('j');
  await expect.poll(() => seconds(media)).toBe(0);
  await page.keyboard.press('m');
  await remarks.nth(1).waitFor();
  await page.keyboard.type('Seen before.');
  expect(await remarks.evaluateAll((all) => all.map((it) => (it as HTMLTextAreaElement).value))).toEqual([
    'Seen before.',
    'Seen by key.',
  ]);

  await press(page, 'Check and hand in', 'Shift+Tab');
  for (let left = CRITERIA; left > 0; left--) {
    await tabTo(page.getByRole('link', { name: /Choose a level/ }).first(), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('input[type=radio]'));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Said by key.');
  }
  await saved(page);
  await press(page, 'Check and hand in', 'Shift+Tab');
  await press(page.getByRole('dialog', { name: 'Hand in your scores?' }), 'Hand in');
  await page.getByRole('heading', { name: 'Your scores are in. Thank you', level: 1 }).waitFor();
});

/** Presses a button with Enter, once Tab has come to it. */
async function press(within: Page | Locator, name: string, key?: 'Shift+Tab'): Promise<void> {
  const button = within.getByRole('button', { name, exact: true });
  await tabTo(button, key);
  await button.press('Enter');
}

test('an address that runs out while a video plays is renewed at the same second', async () => {
  const { page } = await scoring(people.earners[0], [LESSON]);
  let issued = 0;
  page.on('request', (request) => (issued += request.url().endsWith('/reading') ? 1 : 0));
  // The first address gives the first half of the file; then the store refuses it, as after five minutes. Chromium reads
  // blocks of that size.
  const half = 32_768;
  let first: string | undefined;
  let end = () => {};
  const isOver = new Promise<void>((done) => (end = done));
  await page.route(
    (url) => url.origin === inject('storage') && url.href === (first ??= url.href),
    async (route) => {
      const start = Number(/bytes=(\d+)-/.exec(route.request().headers()['range'] ?? '')?.[1] ?? 0);
      if (start >= half) {
        await isOver;
        return route.fulfill({ status: 403, body: 'Request has expired' });
      }
      const whole = await (await route.fetch({ headers: { range: 'bytes=0-' } })).body();
      const headers = { 'content-range': `bytes ${start}-${half - 1}/${whole.length}`, 'accept-ranges': 'bytes' };
      return route.fulfill({ status: 206, contentType: 'video/mp4', headers, body: whole.subarray(start, half) });
    },
  );
  const media = await showVideo(page);
  await media.evaluate((it: HTMLMediaElement) => {
    it.muted = true;
    it.currentTime = 6;
    return it.play();
  });
  await expect.poll(() => seconds(media)).toBeGreaterThan(6);
  end();
  const address = async () => (await media.getAttribute('src'))?.split('#')[0];
  await expect.poll(address, { timeout: 20_000 }).not.toBe(first);
  await page.waitForFunction(() => !document.querySelector('video')?.paused);
  expect(await seconds(media)).toBeLessThan(16);
  expect(issued).toBe(2);
});

test('comments of her own go with the assessor', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const { page } = await scoring(people.earners[1], [LESSON]);
  const own = `Name the idea that you mean, such as the ${Date.now()}th.`;
  await page.getByLabel('Feedback for the earner').first().fill(own);
  const keep = page.getByRole('button', { name: 'Keep in my comments' }).first();
  await page.route('**/comment-bank', (route) => route.abort());
  await keep.click();
  await page.getByText('No answer came. Check the connection and try again.').waitFor();
  await expectAccessible(page, 'scoring-not-kept');
  await page.unroute('**/comment-bank');
  await keep.click();
  await page.getByText('Kept in your comments.').waitFor();

  await page.route('**/comment-bank', (route) => route.abort());
  await keep.click();
  await page.getByText('No answer came. Check the connection and try again.').waitFor();
  await page.unroute('**/comment-bank');
  await page.getByRole('button', { name: 'My comments', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'My comments' });
  await dialog.getByRole('paragraph').filter({ hasText: own }).waitFor();
  expect(await page.getByText('No answer came.', { exact: false }).count(), 'it is told where it was tried').toBe(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'My comments', exact: true }).nth(1).click();
  await page.getByRole('dialog', { name: 'My comments' }).waitFor();
  await page.getByLabel('Find').fill('NAME THE IDEA');
  await expectAccessibleInEveryLook(page, 'scoring-bank');
  await page.getByRole('button', { name: new RegExp(`^Use it ?: ${own}`) }).click();
  expect(await page.getByLabel('Feedback for the earner').nth(1).inputValue()).toBe(own);
});

test('who scores work that is handed in again sees what changed, and parts that passed beside it', async () => {
  const earner = caller(people.earners[2]);
  const first = await Life.anew(earner);
  await score((await first.handedIn([LESSON])).link, ['reflection', 'artifacts']);
  const issuer = caller(people.administrator);
  const { version } = await issuer.ask<{ version: number }>('GET', first.route());
  await issuer.ask('POST', first.route('/decision'), { version, outcome: 'not-yet' });
  const again = await Life.open(earner);
  await again.write('about the question why the sky is blue');
  await again.upload('artifacts', { sample: 'image.png', type: 'image/png', student: 'Student A' });
  const { link } = await again.submit();

  const page = await begun(await person(), link);
  await page.getByText('Handed in again').first().waitFor();
  await part(page, 'Teacher reflection').click();
  const reflection = page.getByRole('region', { name: 'Teacher reflection' });
  await reflection.locator('del', { hasText: 'leaves' }).waitFor();
  await reflection.locator('ins', { hasText: 'sky' }).waitFor();
  await reflection.getByText('What the earner was told last time').first().click();
  await reflection.getByText('Name the idea that you mean.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-again');
  await part(page, 'Work of two students').click();
  await page.getByText('As before').first().waitFor();
  await page.getByText('New', { exact: true }).waitFor();
  await part(page, 'Overview').click();
  await page
    .getByRole('region', { name: 'Overview' })
    .getByText('This part passed before and isn’t scored again.')
    .waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-carried');
  expect(await page.content()).not.toMatch(/attempt/i);
});

test('a comment on a recording leads to its second: for the issuer, the earner, and who scores it again', async () => {
  const earner = caller(people.earners[1]);
  const life = await Life.anew(earner);
  const told = { second: 5, text: 'Here the quiet time begins.' };
  await score((await life.handedIn([LESSON])).link, ['artifacts'], told);
  const at = (page: Page) => seconds(video(page));

  const desk = await pageOf(await person(), people.administrator);
  await desk.goto(`/issuer/submissions/${life.submission}`);
  await desk.getByRole('button', { name: 'Go to 0:05 in “Student A: Collecting ideas' }).click();
  await expect.poll(() => at(desk)).toBe(5);
  expect(await video(desk).evaluate((it) => it === document.activeElement)).toBe(true);
  await video(desk).evaluate((it: HTMLMediaElement) => (it.currentTime = 1));
  await desk.getByRole('button', { name: 'Go to 0:05' }).click();
  await expect.poll(() => at(desk)).toBe(5);
  await expectAccessibleInEveryLook(desk, 'issuer-comments');

  await decide(life.submission, 'not-yet');
  const hers = await pageOf(await person(), people.earners[1]);
  await hers.goto(`/work/${life.submission}`);
  await hers.getByRole('button', { name: 'Go to 0:05 in “' }).click();
  await expect.poll(() => at(hers)).toBe(5);
  await expectAccessibleInEveryLook(hers, 'feedback-comments');

  const again = await Life.open(earner);
  const page = await begun(await person(), (await again.submit()).link);
  await part(page, 'Work of two students').click();
  await page.getByText('Comments from last time').click();
  await page.getByText(told.text).waitFor();
  await page.getByRole('button', { name: 'Go to 0:05' }).click();
  await expect.poll(() => at(page)).toBe(5);
  expect(await video(page).evaluate((it) => it === document.activeElement)).toBe(true);
  await expectAccessibleInEveryLook(page, 'scoring-comments-before');
});

test('on a phone evidence and rubric take turns and keep their places', async () => {
  const { page } = await scoring(people.earners[1], [LESSON], await person({ viewport: phone, locale: 'es-US' }));
  await page.getByRole('button', { name: 'Rúbrica', exact: true }).click();
  await page.getByLabel('Observaciones para quien entregó').first().scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 700));
  await page.getByRole('button', { name: 'Evidencia', exact: true }).click();
  await page.evaluate(() => scrollTo(0, 300));
  await page.getByRole('button', { name: 'Rúbrica', exact: true }).click();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(700);
  await page.getByRole('button', { name: 'Evidencia', exact: true }).click();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(300);
  await expectAccessible(page, 'scoring-phone');
  await picture(page, 'scoring-phone-es');
});

test('captions of the assessor’s own are shown, and a file that is none says so', async () => {
  const { page } = await scoring(people.earners[0], [LESSON]);
  const media = await showVideo(page);
  await page.getByText('Watch with captions of your own (.vtt)').click();
  const captions = page.getByLabel('Watch with captions of your own (.vtt)');
  const give = (name: string, text: string) =>
    captions.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await give('captions.srt', '1\n00:00:01,000 --> 00:00:02,000\nAs other programs write it\n');
  const wrong = page.getByRole('alert').filter({ hasText: '“captions.srt” is not a caption file' });
  await wrong.waitFor();
  await expectAccessibleInEveryLook(page, 'scoring-captions-wrong');

  await give('captions.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nWhy do leaves fall?\n');
  await wrong.waitFor({ state: 'detached' });
  const cues = () => media.evaluate((it: HTMLVideoElement) => it.textTracks[0]?.cues?.length);
  await expect.poll(cues).toBe(1);
  await expectAccessible(page, 'scoring-captions');
});
