import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { pointer } from './hands';
import { decide, score, whoIsAsked } from './lives';
import { people } from './people';
import { begin, fill, handIn, withoutFilePicker, words } from './work';

test('an earner lives the whole life, by pointer', async () => {
  const context = await person();
  await context.addInitScript(withoutFilePicker);
  const page = await begin(context, people.earners[0], pointer);
  await expectAccessibleInEveryLook(page, 'workspace-empty');

  // Too early: everything that is missing is a link to its place.
  await pointer.press(page, 'link', /Check and hand in/);
  await page.getByText('7 things are left to do:').waitFor();
  await expectAccessibleInEveryLook(page, 'hand-in-too-early');
  await page.getByRole('link', { name: /Write what Student B said/ }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toContain('reflections-Student-B');
  await pointer.press(page, 'link', /^Overview/);

  await fill(page, pointer);
  await pointer.press(page, 'link', /Work of two students/);
  await page.getByRole('button', { name: /^Show ?: (classroom|h264)/ }).click();
  await page
    .locator('video')
    .evaluate((video: HTMLVideoElement) =>
      video.readyState > 0 ? undefined : new Promise((done) => video.addEventListener('loadedmetadata', done)),
    );
  await expectAccessibleInEveryLook(page, 'workspace-files');
  await pointer.press(page, 'link', /As the assessor sees it/);
  await page.getByText('Your name, school and e-mail address are not shown').waitFor();
  await page.getByRole('heading', { name: 'Rubric' }).first().waitFor();
  expect(await page.getByRole('radio').first().isDisabled(), 'it is read').toBe(true);
  expect(await page.locator('article').allTextContents()).not.toContain('plan.pdf');
  await expectAccessibleInEveryLook(page, 'preview');

  await pointer.press(page, 'button', 'Check and hand in');
  await page.getByText('Everything that is asked for is there.').waitFor();
  await pointer.press(page, 'button', 'Hand in');
  await page.getByText('Agree to this statement to hand in.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'hand-in');
  const first = await whoIsAsked();
  await handIn(page, pointer);
  await expectAccessibleInEveryLook(page, 'handed-in');
  const submission = new URL(page.url()).pathname.split('/')[2] ?? '';

  // Not yet: feedback for every criterion, and only the unmet part comes back.
  const { link } = await first();
  await page.reload();
  await page
    .getByRole('listitem')
    .filter({ hasText: /With an assessor.*due by/ })
    .waitFor();
  await expectAccessibleInEveryLook(page, 'with-an-assessor');
  await score(link, ['reflection']);
  await decide(submission, 'not-yet', 'You are close.');
  await page.reload();
  await page.getByText('You are close.').waitFor();
  await page.getByText('Name the idea that you mean.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'not-yet');
  await pointer.press(page, 'button', 'Hand in the unmet parts again');
  await page.getByRole('heading', { name: 'Teacher reflection', level: 2 }).waitFor();
  await page.getByText('Name the idea that you mean.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'second-attempt');
  await pointer.press(page, 'link', /Overview/);
  await page.getByText('This part passed in a former attempt').waitFor();
  await pointer.press(page, 'link', /Teacher reflection/);
  await pointer.write(page, /^Reflect on the activity/, words(180, 'again'));
  await pointer.press(page, 'button', 'Check and hand in');
  const second = await whoIsAsked();
  await handIn(page, pointer);
  await page.getByText('Attempt 1').first().waitFor();

  await score((await second()).link);
  await decide(submission, 'award');
  await page.reload();
  await page.getByText('Awarded', { exact: true }).first().waitFor();
  const former = page.getByRole('region', { name: 'Former attempts' });
  await former.getByText('Attempt 1').click();
  await former.getByRole('button', { name: /^Show ?: (classroom|h264)/ }).click();
  await former.locator('video').waitFor();
  await expectAccessibleInEveryLook(page, 'awarded');
  await page.goto('/work');
  await page.getByRole('heading', { name: 'Finished' }).waitFor();
  await expectAccessibleInEveryLook(page, 'work');
});
