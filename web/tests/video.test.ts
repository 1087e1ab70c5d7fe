/** A video on another day: a still instead of a black box, room for it before it comes, and an address that runs out. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './axe';
import { person, phone } from './browser';
import { caller, Life } from './lives';
import { pageOf, people } from './people';

const LESSON = { sample: 'h264-faststart.mp4', type: 'video/mp4', student: 'Student A' };

/** Expects a frame of a video that nobody has played, where it had its room before. */
async function expectStill(page: Page): Promise<void> {
  const video = page.locator('video').first();
  await video.waitFor();
  const before = await video.evaluate((it: HTMLVideoElement) => [it.readyState, it.getBoundingClientRect().height]);
  expect(before[0], 'nothing of it has come').toBe(0);
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  expect(await video.evaluate((it) => it.getBoundingClientRect().height)).toBe(before[1]);
  expect(await video.evaluate((it: HTMLVideoElement) => [it.preload, it.paused])).toEqual(['metadata', true]);
}

/** Expects that it goes on where it was, under an address that works, also where the clock says that the former does. */
async function expectRenewed(page: Page): Promise<void> {
  const video = page.locator('video').first();
  const former = await video.getAttribute('src');
  await video.evaluate(async (it: HTMLVideoElement) => {
    const sought = new Promise((done) => it.addEventListener('timeupdate', done, { once: true }));
    it.currentTime = 0.5;
    await sought;
    it.dispatchEvent(new Event('error'));
  });
  await expect.poll(() => video.getAttribute('src')).not.toBe(former);
  expect(await video.getAttribute('src')).toMatch(/#t=0\.5/);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.4);
}

test('an earner on another phone, and the issuer, see a still of a video and go on where an address ran out', async () => {
  const life = await Life.open(caller(people.earners[0]));
  await life.handedIn([LESSON]);
  const issuer = await pageOf(await person({ viewport: phone }), people.administrator);
  const slow = () => new Promise((done) => setTimeout(done, 700));
  const isMedia = (page: Page) =>
    page.route(
      () => true,
      (route) => (route.request().resourceType() === 'media' ? slow().then(() => route.continue()) : route.fallback()),
    );
  await isMedia(issuer);
  await issuer.goto(`/issuer/submissions/${life.submission}`);
  await issuer
    .getByRole('button', { name: /^Open.*mp4/ })
    .first()
    .click();
  await expectStill(issuer);
  await expectRenewed(issuer);
  await expectAccessible(issuer, 'issuer-video');

  const draft = await Life.open(caller(people.earners[1]));
  await draft.fill([LESSON]);
  const earner = await pageOf(await person({ viewport: phone }), people.earners[1]);
  await isMedia(earner);
  await earner.goto(`/work/${draft.submission}?step=artifacts`);
  await earner.getByRole('button', { name: /^Show/ }).first().click();
  await expectStill(earner);
  await expectRenewed(earner);
  await expectAccessible(earner, 'workspace-video');
});
