/**
 * The uploader in Chromium against the local stack, with a proxy between the browser and the storage that does what
 * school networks do.
 */
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { LARGEST, type ArtifactRule } from '../../src/upload/rules';
import { expectBadLine, expectComplaint, flag, person } from '../browser';
import { bringSession, people } from '../people';
import { Bundle, Desk } from './desk';
import { Folder, MIB, PART, sample } from './files';
import { Proxy, type Mishap } from './proxy';
import { giveUp } from './storage';

// Hundreds of megabytes go through a debug build, perhaps on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const EARNER = people.earners[0];
const folder = new Folder();
let proxy: Proxy;
let bundle: Bundle;
let context: BrowserContext;
let desk: Desk;

beforeAll(async () => {
  expectBadLine();
  proxy = await Proxy.before(inject('storage'));
  bundle = await Bundle.build();
  // The browser takes the proxy for the storage: address, signatures and policies are the storage's own.
  flag(`--host-resolver-rules=MAP ${new URL(inject('storage')).host} 127.0.0.1:${proxy.port}`);
});

afterEach(async () => {
  proxy.calm();
  await context?.setOffline(false);
  await desk?.clear();
});

afterAll(async () => {
  await proxy.close();
  bundle.remove();
  folder.remove();
});

/** An earner at her desk. */
async function sitDown(): Promise<Desk> {
  context = await person();
  desk = await Desk.open(context, bundle, EARNER);
  return desk;
}

/** Lets something happen the first time that a part is sent, and never again. */
function once(part: number, mishap: Mishap): void {
  let isOver = false;
  proxy.mishap = (number) => {
    if (number !== part || isOver) return undefined;
    isOver = true;
    return mishap;
  };
}

/**
 * Expects that nothing was sent of what had arrived, and nothing twice. What was on its way when the line broke may still
 * have arrived a moment later.
 */
function expectOnlyMissing(arrived: number[]): void {
  const sent = proxy.puts.map(({ part }) => part);
  expect(sent.filter((part) => arrived.includes(part))).toEqual([]);
  expect(sorted(sent)).toEqual(sorted([...new Set(sent)]));
  expect(sent.length).toBeGreaterThan(0);
}

const sorted = (numbers: number[]) => [...numbers].sort((one, other) => one - other);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('a video goes up in parts, under the portal’s own policy, hashed by a worker from a file of its own', async () => {
  await sitDown();
  const scripts: string[] = [];
  context.on('request', (request) => scripts.push(request.url()));
  const states: string[] = [];
  await desk.page.exposeFunction('note', (state: string) => states.push(state));
  const id = await desk.upload(folder.video('lesson.mp4', 3 * PART + 5));
  const upload = await desk.until(id, 'verified', 'refused', 'failed');

  expect(upload.state).toEqual({ is: 'verified' });
  expect(sorted(proxy.whole)).toEqual([1, 2, 3, 4]);
  expect(proxy.puts.reduce((sum, put) => sum + put.bytes, 0)).toBe(3 * PART + 5);
  expect(await desk.read(upload.artifact ?? '')).toMatchObject({ status: 200, state: 'verified' });
  expect(scripts.some((url) => url.includes('/assets/hash.worker-'))).toBe(true);
  expect(scripts.filter((url) => url.startsWith('blob:'))).toEqual([]);
});

test('the portal’s policy lets the page speak to its own address and the storage, and to nobody else', async () => {
  expectComplaint(/Content Security Policy/);
  await sitDown();
  const policy = (await desk.page.request.get('/')).headers()['content-security-policy'];
  expect(policy).toContain(`connect-src 'self' ${inject('storage')};`);
  const refused = await desk.page.evaluate(async (elsewhere) => {
    const violation = new Promise<string>((tell) => {
      addEventListener('securitypolicyviolation', (event) => tell(event.effectiveDirective));
    });
    await fetch(elsewhere).catch(() => {});
    return violation;
  }, inject('mailbox'));
  expect(refused).toBe('connect-src');
});

test.each<[string, Mishap]>([
  ['cut', { cut: 5 * MIB }],
  ['reset', { reset: 5 * MIB }],
  ['damaged', { flip: 5 * MIB }],
  ['signed too long ago', { spoil: 'signature' }],
  ['left without an answer', { swallow: 'answer' }],
])('a part that is %s goes again, and no other does', async (_, mishap) => {
  await sitDown();
  once(2, mishap);
  const id = await desk.upload(folder.video('lesson.mp4', 3 * PART + 5));
  expect((await desk.until(id, 'verified', 'refused', 'failed')).state).toEqual({ is: 'verified' });
  expect(sorted(proxy.puts.map(({ part }) => part))).toEqual([1, 2, 2, 3, 4]);
});

test('a part that stands still is given up and goes again', async () => {
  await sitDown();
  await desk.page.evaluate(() => harness.beLessPatient(2_000));
  once(1, { stall: 3 * MIB });
  const id = await desk.upload(folder.video('lesson.mp4', PART + 5));
  expect((await desk.until(id, 'verified', 'refused', 'failed')).state).toEqual({ is: 'verified' });
  expect(sorted(proxy.puts.map(({ part }) => part))).toEqual([1, 1, 2]);
});

test('after a reload in the middle of 200 MB, the same file goes on and only what is missing is sent', async () => {
  await sitDown();
  const size = 200_000_000;
  const parts = Math.ceil(size / PART);
  const video = folder.video('lesson.mp4', size);
  proxy.pace = 20 * MIB;
  const id = await desk.upload(video);
  const { artifact = '' } = await desk.untilArrived(id, 5 * PART);

  let asked = 0;
  desk.page.on('dialog', (dialog) => (asked += dialog.type() === 'beforeunload' ? 1 : 0));
  await desk.page.mouse.click(5, 5);
  await desk.page.reload();
  expect(asked, 'leaving is asked about').toBe(1);
  await desk.load();

  const arrived = (await desk.read(artifact)).arrived?.map(({ number }) => number) ?? [];
  expect(arrived.length).toBeGreaterThanOrEqual(5);
  expect(arrived.length).toBeLessThan(parts);
  proxy.calm();
  const again = await desk.goOn(video, artifact);
  expect((await desk.until(again, 'verified', 'refused', 'failed')).state).toEqual({ is: 'verified' });
  expectOnlyMissing(arrived);
});

test('a different file is not mixed in: both are named, and the right one goes on', async () => {
  await sitDown();
  const right = folder.video('lesson.mp4', 2 * PART + 5);
  const wrong = folder.video('another lesson.mp4', 2 * PART + 6);
  proxy.mishap = (part) => (part === 3 ? { stall: 0 } : undefined);
  const id = await desk.upload(right);
  const { artifact = '' } = await desk.untilArrived(id, 2 * PART);
  await desk.load();
  proxy.calm();

  const other = await desk.goOn(wrong, artifact);
  expect((await desk.until(other, 'verified', 'failed')).state).toMatchObject({
    is: 'failed',
    remedy: 'choose-file',
    reason: {
      code: 'other-file',
      expected: { name: 'lesson.mp4', size: 2 * PART + 5 },
      given: { name: 'another lesson.mp4', size: 2 * PART + 6 },
    },
  });
  expect(proxy.puts).toEqual([]);

  await desk.choose(right);
  await desk.page.evaluate((id) => harness.give(id), other);
  expect((await desk.until(other, 'verified', 'failed')).state).toEqual({ is: 'verified' });
  expect(proxy.puts.map(({ part }) => part)).toEqual([3]);
});

test('the same file chosen anew for the same place goes on as well', async () => {
  await sitDown();
  const video = folder.video('lesson.mp4', 2 * PART + 5);
  proxy.mishap = (part) => (part === 3 ? { stall: 0 } : undefined);
  const { artifact } = await desk.untilArrived(await desk.upload(video), 2 * PART);
  await desk.load();
  proxy.calm();
  const again = await desk.until(await desk.upload(video), 'verified', 'failed', 'refused');
  expect(again).toMatchObject({ artifact, state: { is: 'verified' } });
  expect(proxy.puts.map(({ part }) => part)).toEqual([3]);
});

test('a file that the browser may open again needs no second choosing', async () => {
  await sitDown();
  proxy.mishap = (part) => (part === 3 ? { stall: 0 } : undefined);
  await desk.choose(folder.video('lesson.mp4', 2 * PART + 5));
  const place = { submission: desk.submission, part: 'artifacts', student: 'Student A' };
  const id = await desk.page.evaluate((place) => harness.addOwn(place), place);
  const { artifact = '' } = await desk.untilArrived(id, 2 * PART);
  await desk.load();
  proxy.calm();

  const at = { submission: desk.submission, part: 'artifacts', artifact };
  const known = await desk.page.evaluate((at) => harness.goOnRemembered(at), at);
  expect(known).toEqual({ name: 'lesson.mp4', isAllowed: true });
  const [upload] = await desk.uploads();
  expect((await desk.until(upload?.id ?? '', 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expect(proxy.puts.map(({ part }) => part)).toEqual([3]);
  expect(await desk.page.evaluate((artifact) => harness.remembers(artifact), artifact), 'no longer needed').toBe(false);
});

test('without a connection it waits, and goes on by itself', async () => {
  await sitDown();
  proxy.pace = 20 * MIB;
  // Many, so that some are missing however late the browser notices.
  const id = await desk.upload(folder.video('lesson.mp4', 12 * PART));
  await desk.untilArrived(id, PART);
  await context.setOffline(true);
  proxy.drop();
  await desk.until(id, 'waiting-offline');
  const before = proxy.puts.length;
  await context.setOffline(false);
  proxy.pace = undefined;
  expect((await desk.until(id, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expect(proxy.puts.length).toBeGreaterThan(before);
  expect(sorted([...new Set(proxy.whole)])).toEqual(upTo(12));
});

test('a pause stops the bytes, and afterwards only what is missing goes', async () => {
  await sitDown();
  proxy.pace = 20 * MIB;
  const id = await desk.upload(folder.video('lesson.mp4', 6 * PART));
  await desk.untilArrived(id, 2 * PART);
  await desk.page.evaluate((id) => harness.pause(id), id);
  const { artifact = '', state } = await desk.until(id, 'paused');
  expect(state).toMatchObject({ because: 'asked' });
  const arrived = (await desk.read(artifact)).arrived?.map(({ number }) => number) ?? [];

  proxy.calm();
  await desk.page.evaluate((id) => harness.resume(id), id);
  expect((await desk.until(id, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expectOnlyMissing(arrived);
});

test('cancelled in the middle, it is gone here and on the server', async () => {
  await sitDown();
  proxy.pace = 20 * MIB;
  const id = await desk.upload(folder.video('lesson.mp4', 6 * PART));
  const { artifact = '' } = await desk.untilArrived(id, PART);
  await desk.page.evaluate((id) => harness.cancel(id), id);
  await desk.until(id, 'cancelled');
  expect((await desk.read(artifact)).status).toBe(404);
});

test('an upload that the storage has given up meanwhile is said to be over, and begins anew', async () => {
  await sitDown();
  const video = folder.video('lesson.mp4', 2 * PART + 5);
  proxy.mishap = (part) => (part === 3 ? { stall: 0 } : undefined);
  const { artifact = '' } = await desk.untilArrived(await desk.upload(video), 2 * PART);
  await desk.load();
  await giveUp(proxy.puts[0]?.address ?? '');
  proxy.calm();

  const id = await desk.goOn(video, artifact);
  const { state } = await desk.until(id, 'verified', 'failed');
  expect(state).toMatchObject({ is: 'failed', reason: { code: 'expired' }, remedy: 'begin-anew' });
  await desk.page.evaluate((id) => harness.restart(id), id);
  const anew = await desk.until(id, 'verified', 'refused');
  expect(anew.state).toEqual({ is: 'verified' });
  expect(anew.artifact).not.toBe(artifact);
  expect((await desk.read(artifact)).status, 'what was left of the first is taken out').toBe(404);
});

test('two files share the lines, and the small one does not wait for the large one', async () => {
  await sitDown();
  proxy.pace = 20 * MIB;
  const large = await desk.upload(folder.video('large.mp4', 20 * PART));
  await desk.untilArrived(large, PART);
  const small = await desk.upload(folder.video('small.mp4', 2 * PART), 'Student B');
  await desk.untilArrived(small, PART);
  expect((await desk.find(large)).state.is).toBe('uploading');
  proxy.pace = undefined;
  expect((await desk.until(small, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expect((await desk.until(large, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
});

test('two tabs with the same file come to one end', async () => {
  await sitDown();
  const video = folder.video('lesson.mp4', 4 * PART);
  proxy.pace = 60 * MIB;
  const id = await desk.upload(video);
  const { artifact = '' } = await desk.untilArrived(id, PART);
  const tab = await desk.another();
  const there = await tab.goOn(video, artifact);
  proxy.pace = undefined;
  expect((await desk.until(id, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expect((await tab.until(there, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
});

test('a session that ends in the middle pauses it, and signing in again loses nothing', async () => {
  await sitDown();
  proxy.pace = 40 * MIB;
  const id = await desk.upload(folder.video('lesson.mp4', 30 * PART));
  await desk.untilArrived(id, PART);
  await context.clearCookies();
  expect((await desk.until(id, 'paused', 'failed')).state).toMatchObject({ is: 'paused', because: 'signed-out' });

  await bringSession(context, EARNER);
  proxy.pace = undefined;
  await desk.page.evaluate(() => harness.signedIn());
  expect((await desk.until(id, 'verified', 'failed', 'refused')).state).toEqual({ is: 'verified' });
  expect(sorted(proxy.puts.map(({ part }) => part)), 'what was on its way arrived').toEqual(upTo(30));
});

test('what the rules forbid is refused before a byte is sent', async () => {
  await sitDown();
  const rule: ArtifactRule = { types: ['video/mp4', 'text/plain'], maxBytes: LARGEST, perStudent: { max: 5 } };
  const requests: string[] = [];
  await desk.choose(
    folder.file('empty.mp4', ''),
    folder.file('setup.exe', 'MZ'),
    folder.hole('day.mp4', 11_000_000_000),
    folder.hole('diary.txt', 5 * MIB),
  );
  context.on('request', (request) => requests.push(request.url()));
  const place = { submission: desk.submission, part: 'artifacts', student: 'Student A' };
  await desk.page.evaluate(({ place, rule }) => harness.add(place, { rule, there: [] }), { place, rule });
  const states = (await desk.uploads()).map(({ state }) => state);
  expect(states).toMatchObject([
    { is: 'refused', reason: { code: 'empty' } },
    { is: 'refused', reason: { code: 'type', taken: rule.types } },
    { is: 'refused', reason: { code: 'too-large', size: 11_000_000_000, most: LARGEST } },
    { is: 'refused', reason: { code: 'too-large', size: 5 * MIB, most: 4 * MIB } },
  ]);
  expect(requests).toEqual([]);
});

test('what the server forbids comes with its faults', async () => {
  await sitDown();
  const id = await desk.upload(folder.file('empty.mp4', ''));
  expect((await desk.until(id, 'refused', 'failed')).state).toMatchObject({
    is: 'refused',
    reason: { code: 'rules', faults: [{ pointer: '/size', message: 'This file is empty.' }] },
  });
});

test.each([
  ['an iPhone’s HEVC movie', sample('hevc.mov'), { is: 'hevc' }, 'Most Compatible'],
  [
    'a program in a video’s clothes',
    folder.file('program.mp4', `MZ${'\0'.repeat(500)}`),
    { is: 'lies' },
    'is not an MP4 video',
  ],
])('%s is refused by the inspection, with what was found', async (_, file, unfit, words) => {
  await sitDown();
  const id = await desk.upload(file);
  const { state } = await desk.until(id, 'refused', 'failed', 'verified');
  expect(state).toMatchObject({ is: 'refused', reason: { code: 'unfit', unfit } });
  expect(JSON.stringify(state)).toContain(words);
});
