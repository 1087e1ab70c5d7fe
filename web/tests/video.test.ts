/**
 * A video on another day: a still instead of a black box, room for it before it comes, an address that runs out, and one
 * under which nothing can be read.
 */
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, phone } from './browser';
import { caller, Life } from './lives';
import { pageOf, people } from './people';
import { begun, part } from './scoring';

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

test('where an address is over, a video gets another before it plays on, from the same second', async () => {
  const draft = await Life.anew(caller(people.earners[1]));
  await draft.fill([LESSON]);
  const page = await pageOf(await person(), people.earners[1]);
  let issued = 0;
  page.on('request', (request) => (issued += request.url().endsWith('/reading') ? 1 : 0));
  await page.clock.install();
  await page.goto(`/work/${draft.submission}?step=artifacts`);
  await page.getByRole('button', { name: /^Show/ }).first().click();
  const video = page.locator('video');
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  const former = await video.getAttribute('src');
  await video.evaluate(async (it: HTMLVideoElement) => {
    const sought = new Promise((done) => it.addEventListener('seeked', done, { once: true }));
    Object.assign(it, { muted: true, playbackRate: 0.5, currentTime: 0.5 });
    await sought;
  });
  await page.clock.fastForward('05:00');
  expect(issued, 'nobody watches: none is asked for').toBe(1);
  await video.evaluate((it: HTMLVideoElement) => void it.play().catch(() => {}));
  await expect.poll(() => video.getAttribute('src')).not.toBe(former);
  expect(Number((await video.getAttribute('src'))?.split('#t=')[1])).toBeGreaterThanOrEqual(0.5);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.6);
  expect(await video.evaluate((it: HTMLVideoElement) => [it.error, it.playbackRate])).toEqual([null, 0.5]);
  expect(issued).toBe(2);
});

test('earner, issuer and assessor are told of a recording that can’t be played, and try again', async () => {
  const draft = await Life.anew(caller(people.earners[1]));
  await draft.fill([LESSON]);
  const hers = await pageOf(await person(), people.earners[1]);
  await hers.goto(`/work/${draft.submission}?step=artifacts`);
  await expectMended(hers, /^Show/, 'workspace-unplayable');

  const life = await Life.anew(caller(people.earners[0]));
  const { link } = await life.handedIn([LESSON]);
  const desk = await pageOf(await person(), people.administrator);
  await desk.goto(`/issuer/submissions/${life.submission}`);
  await expectMended(desk, /^Open.*mp4/, 'issuer-unplayable');

  const page = await begun(await person(), link);
  await part(page, 'Work of two students').click();
  await expectMended(page, /^Show/, 'scoring-unplayable');
});

/** Expects that a video that the store doesn't give is told of, costs one address, and plays once it is given. */
async function expectMended(page: Page, show: RegExp, state: string): Promise<void> {
  let issued = 0;
  page.on('request', (request) => (issued += request.url().endsWith('/reading') ? 1 : 0));
  const isStored = (url: URL) => url.origin === inject('storage');
  await page.route(isStored, (route) => route.fulfill({ status: 403, body: 'A filter' }));
  await page.getByRole('button', { name: show }).first().click();
  const told = page.getByRole('alert').filter({ hasText: 'This recording can’t be played.' });
  await told.waitFor();
  expect(issued).toBe(1);
  await expectAccessibleInEveryLook(page, state);
  await page.unroute(isStored);
  await told.getByRole('button', { name: 'Try again' }).click();
  await told.waitFor({ state: 'detached' });
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  expect(await page.evaluate(() => document.activeElement?.localName), 'the keys go to it').toBe('video');
  await page.getByLabel('Watch with captions of your own (.vtt)').setInputFiles({
    name: 'captions.vtt',
    mimeType: 'text/vtt',
    buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nWhy do leaves fall?\n'),
  });
  const cues = () => page.locator('video').evaluate((it: HTMLVideoElement) => it.textTracks[0]?.cues?.length);
  await expect.poll(cues).toBe(1);
}
