/**
 * Uploads as an earner has them, in her workspace: left in the middle and gone on with, paused, without a connection,
 * with another file, from a camera, by dropping, with addresses that have run out, without its session, and where the
 * storage can't be reached.
 */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Shapes } from '../../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from '../axe';
import { expectBadLine, flag, person, phone } from '../browser';
import { pointer } from '../hands';
import { until, type Life } from '../lives';
import { bringSession, people } from '../people';
import { chooseFiles, openDraft, withFilePicker, withFilePickerThatRefuses, withoutFilePicker } from '../work';
import { Folder, MIB, PART, sample } from './files';
import { Proxy } from './proxy';
import { aged, type Signed } from './storage';

// Hundreds of megabytes go through a debug build, perhaps on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const EMAIL = people.earners[2];
const folder = new Folder();
let proxy: Proxy;

beforeAll(async () => {
  expectBadLine();
  proxy = await Proxy.before(inject('storage'));
  // The browser takes the proxy for the storage: address, signatures and policies are the storage's own.
  flag(`--host-resolver-rules=MAP ${new URL(inject('storage')).host} 127.0.0.1:${proxy.port}`);
});
afterEach(() => proxy.calm());
afterAll(async () => {
  await proxy.close();
  folder.remove();
});

const FILES = /^Work of two students/;
const CHOOSE = /^Choose files for Student A/;
const AGAIN = /^Choose the file again/;
const ofStudentA = (page: Page) => page.getByRole('region', { name: 'Work of Student A' });
const ready = (page: Page) =>
  ofStudentA(page).getByText('Ready', { exact: true }).first().waitFor({ timeout: 150_000 });

/** A new draft, open where files are handed in. */
async function atFiles(context: BrowserContext, picker = 'none'): Promise<{ page: Page; life: Life }> {
  if (picker === 'none') await context.addInitScript(withoutFilePicker);
  const { page, life } = await openDraft(context, EMAIL);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: CHOOSE }).waitFor();
  return { page, life };
}

/** Holds what is asked for there. What it gives lets it go on, with all that comes later. */
async function hold(page: Page, where: RegExp): Promise<() => void> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((done) => (letGo = done));
  await page.route(where, async (route) => {
    await isLetGo;
    await route.fallback();
  });
  return letGo;
}

/** The numbers of the parts that have arrived of the only file. */
async function arrived(life: Life): Promise<number[]> {
  const [file] = (await life.read()).artifacts;
  if (file?.state !== 'uploading') return [];
  type Upload = { arrived?: { number: number }[] };
  const upload = await life.earner.ask<Upload>('GET', life.route(`/uploads/${file.artifact}`));
  return (upload.arrived ?? []).map(({ number }) => number);
}

test('200 MB, left in the middle: the file is asked for again, another is told apart, and only what is missing goes', async () => {
  const { page, life } = await atFiles(await person());
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += dialog.type() === 'beforeunload' ? 1 : 0;
    void dialog.accept();
  });
  const video = folder.video('lesson.mp4', 200_000_000);
  proxy.pace = 20 * MIB;
  await chooseFiles(page, pointer, CHOOSE, [video]);
  await until(
    () => arrived(life),
    (parts) => parts.length >= 4,
    90_000,
  );
  await page.reload();
  expect(asked, 'leaving is asked about').toBe(1);
  await page.getByRole('link', { name: FILES }).click();
  await ofStudentA(page).getByText('Not finished. Choose the same file again').waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-unfinished');

  const before = await arrived(life);
  expect(before.length).toBeLessThan(12);
  proxy.calm();
  await chooseFiles(page, pointer, AGAIN, [folder.video('another lesson.mp4', PART + 6)]);
  await page.getByRole('alert').filter({ hasText: 'This is another file' }).waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-failed');
  expect(proxy.puts, 'nothing of it was sent').toEqual([]);

  await chooseFiles(page, pointer, AGAIN, [video]);
  await ready(page);
  const sent = proxy.puts.map(({ part }) => part);
  expect(sent.filter((part) => before.includes(part))).toEqual([]);
  expect(new Set([...sent, ...before]).size, 'all 12 parts').toBe(12);
  const poster = ofStudentA(page).getByRole('button', { name: /^Show/ }).locator('img');
  expect((await poster.getAttribute('src'))?.slice(0, 22), 'a frame of it').toBe('data:image/jpeg;base64');

  await page.reload();
  await page.getByRole('link', { name: FILES }).click();
  await poster.waitFor();
  await page.getByRole('button', { name: /^Take out/ }).click();
  await page.getByRole('dialog', { name: 'Take this file out?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-take-out');
});

test('paused, and without a connection, it says so and goes on', async () => {
  const context = await person();
  const { page } = await atFiles(context);
  proxy.pace = MIB;
  await chooseFiles(page, pointer, CHOOSE, [folder.video('lesson.mp4', 6 * PART)]);
  await ofStudentA(page).getByText('Uploading', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-uploading');

  await page.getByRole('button', { name: /^Pause/ }).click();
  await ofStudentA(page).getByText('Paused', { exact: true }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-paused');
  await page.getByRole('button', { name: /^Go on/ }).click();
  await ofStudentA(page).getByText('Uploading', { exact: true }).waitFor();

  await context.setOffline(true);
  proxy.drop();
  await ofStudentA(page).getByText('No connection. It goes on by itself.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-offline');
  proxy.pace = undefined;
  await context.setOffline(false);
  await ready(page);
});

test('waiting for others, being put together and being checked, each says so', async () => {
  const { page } = await atFiles(await person());
  let isChecked = false;
  await page.route(/\/uploads\/\w+(\/complete)?$/, async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as Shapes['Upload'];
    await route.fulfill({ response, json: isChecked ? json : { ...json, state: 'uploaded' } });
  });
  const letBegin = await hold(page, /\/uploads$/);
  const letComplete = await hold(page, /\/complete$/);
  const files = [1, 2, 3, 4, 5].map((number) => folder.video(`lesson ${number}.mp4`, PART + number));
  await chooseFiles(page, pointer, CHOOSE, files);
  await ofStudentA(page).getByText('Waits for other files').first().waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-queued');

  letBegin();
  // What is sent makes room for the next: in the end all of them wait to be put together.
  await expect
    .poll(() => ofStudentA(page).getByRole('status').getByText('Putting it together').count(), { timeout: 60_000 })
    .toBe(5);
  await expectAccessibleInEveryLook(page, 'workspace-completing');

  letComplete();
  await ofStudentA(page).getByRole('status').getByText('Being checked').first().waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-inspecting');
  isChecked = true;
  const takeOut = ofStudentA(page).getByRole('button', { name: /^Take out/ });
  await expect.poll(() => takeOut.count(), { timeout: 60_000 }).toBe(5);
});

test('a phone offers its camera, and what it records goes up', async () => {
  const { page } = await atFiles(await person({ viewport: phone, hasTouch: true, isMobile: true }));
  const record = page.getByLabel(/^Record a video for Student A/);
  expect(await record.getAttribute('capture')).toBe('environment');
  expect(await record.getAttribute('accept')).toBe('video/*');
  expect(await page.getByLabel(/^Take a photo for Student A/).getAttribute('accept')).toBe('image/*');
  expect(await ofStudentA(page).getByText('or drop them here').count(), 'there is nothing to drop from').toBe(0);
  await expectAccessible(page, 'workspace-camera');

  // A phone prepares a video for up to a minute before it hands it over.
  const prepares = page.getByText('Your phone prepares what you recorded before it is sent.');
  const camera = () =>
    Promise.all([
      page.waitForEvent('filechooser'),
      ofStudentA(page)
        .getByText(/^Record/)
        .tap(),
    ]);
  await camera();
  await prepares.waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-recording');
  await record.dispatchEvent('cancel');
  await prepares.waitFor({ state: 'detached' });
  const [chooser] = await camera();
  await prepares.waitFor();
  await chooser.setFiles(sample('h264-aac.mp4'));
  await prepares.waitFor({ state: 'detached' });
  await ready(page);
  await expectAccessible(page, 'workspace-recorded');
});

test('a file that is dropped goes up', async () => {
  const context = await person();
  const { page } = await atFiles(context);
  const box = await ofStudentA(page).boundingBox();
  const hand = await context.newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    hand.send('Input.dispatchDragEvent', {
      type,
      x: (box?.x ?? 0) + 40,
      y: (box?.y ?? 0) + 20,
      data: { items: [], files: [sample('plan.pdf')], dragOperationsMask: 1 },
    });
  await drag('dragEnter');
  await drag('dragOver');
  await page.getByText('Let go to add these files').waitFor();
  await expectAccessible(page, 'workspace-drop');
  await drag('drop');
  await ofStudentA(page).getByText('plan.pdf').first().waitFor();
  await ready(page);
});

test('a file of the browser’s own picker goes on after a reload, and nobody is asked for it', async () => {
  const context = await person();
  await withFilePicker(context, 'lesson.mp4', sample('h264-aac.mp4'));
  const { page } = await atFiles(context, 'its own');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.route('**/uploads/*/parts', (route) => route.abort());
  await page.getByRole('button', { name: CHOOSE }).click();
  await ofStudentA(page).getByText('lesson.mp4').first().waitFor();
  const { multiple, types } = await page.evaluate(() => Reflect.get(globalThis, 'picked'));
  expect(multiple).toBe(true);
  expect(types[0].accept['video/mp4'], 'what is taken here comes first').toEqual(['.mp4']);
  await expect.poll(() => page.evaluate(kept), { timeout: 30_000 }).toBe(1);

  await page.unroute('**/uploads/*/parts');
  await page.reload();
  await page.getByRole('link', { name: FILES }).click();
  await ready(page);
});

/** How many files this browser can open again. */
const kept = () =>
  new Promise<number>((tell) => {
    const opening = indexedDB.open('touchstone-uploads', 1);
    opening.onsuccess = () => {
      const { result } = opening;
      const counting = result.objectStoreNames.length && result.transaction('handles').objectStore('handles').count();
      if (!counting) return tell(0);
      counting.onsuccess = () => tell(counting.result);
      result.close();
    };
  });

test('where a policy forbids the browser’s own picker, the same press opens the other one', async () => {
  const context = await person();
  await context.addInitScript(withFilePickerThatRefuses, false);
  const { page } = await atFiles(context, 'forbidden');
  await chooseFiles(page, pointer, CHOOSE, [sample('h264-aac.mp4')]);
  await ready(page);
});

test('where it refuses too late for that, it says to press once more, and then the other one opens', async () => {
  const context = await person();
  await context.addInitScript(withFilePickerThatRefuses, true);
  const { page } = await atFiles(context, 'forbidden');
  await page.getByRole('button', { name: CHOOSE }).click();
  const told = page.getByText('Your browser did not open its window for choosing files.');
  await told.waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-no-picker');
  await chooseFiles(page, pointer, CHOOSE, [sample('h264-aac.mp4')]);
  expect(await told.count()).toBe(0);
  await ready(page);
});

test('an address that has really run out is refused by the storage, and another is asked for', async () => {
  const { page } = await atFiles(await person());
  const video = sample('h264-aac.mp4');
  const { length } = readFileSync(video);
  let asked = 0;
  await page.route('**/uploads/*/parts', async (route) => {
    const answer = await route.fetch();
    asked += 1;
    if (asked > 1) return route.fulfill({ response: answer });
    const body = (await answer.json()) as { urls: Signed[] };
    const urls = body.urls.map((signed) => ({ ...signed, url: aged(signed, 16 * 60, length) }));
    return route.fulfill({ response: answer, json: { ...body, urls } });
  });
  const refused = page.waitForResponse((answer) => answer.status() === 403 && answer.url().includes('partNumber'));
  await chooseFiles(page, pointer, CHOOSE, [video]);
  expect(await (await refused).text(), 'too old, and otherwise right').toContain('AccessDenied');
  await ready(page);
  expect(asked).toBe(2);
});

test('an upload whose session is over waits for her, and goes on by itself', async () => {
  const context = await person();
  const { page } = await atFiles(context);
  // What the page asks for by itself would tell of it before she chooses.
  await page.getByText('The goal it serves').waitFor();
  await page.waitForLoadState('networkidle');
  await context.clearCookies();
  await chooseFiles(page, pointer, CHOOSE, [sample('h264-aac.mp4')]);
  await page.getByRole('dialog', { name: 'You have been signed out' }).waitFor();
  await page.getByText('Waits for you to sign in again').first().waitFor();
  await expectAccessible(page, 'workspace-signed-out-upload');

  // She has signed in elsewhere, and comes back to this tab.
  await bringSession(context, EMAIL);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await ready(page);
});

test('where the storage is out of reach it says so, and goes on when asked to', async () => {
  const context = await person();
  // Between two tries it waits by chance: here never long.
  await context.addInitScript(() => (Math.random = () => 0));
  const { page } = await atFiles(context);
  const { host } = new URL(inject('storage'));
  const isStorage = (url: URL) => url.host === host;
  await page.route(isStorage, (route) => route.abort());
  await chooseFiles(page, pointer, CHOOSE, [sample('h264-aac.mp4')]);
  const told = page.getByRole('alert').filter({ hasText: 'The storage can’t be reached, although we can.' });
  await told.waitFor({ timeout: 120_000 });
  await expectAccessibleInEveryLook(page, 'workspace-storage-unreachable');
  await page.unroute(isStorage);
  await page.getByRole('button', { name: /^Try again/ }).click();
  await ready(page);
});
