/** Working in the workspace as an earner does, by pointer or by keyboard alone. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Hands } from './hands';
import { caller, Life } from './lives';
import { askForLink, pageOf } from './people';

const IDEAS = 'Generating Ideas';
const root = resolve(import.meta.dirname, '../..');
const samples = resolve(root, 'tests/samples');

/** A real video of some megabytes, which `cargo xtask test` has made; without it a small one of the samples. */
export function classroomVideo(): string {
  const made = process.env['TOUCHSTONE_VIDEO'] ?? resolve(root, 'target/demo/classroom-20.mp4');
  return existsSync(made) ? made : sample('h264-aac.mp4');
}

export function sample(name: string): string {
  return resolve(samples, name);
}

/** Opens the file picker with `hands`, maybe `within` a frame, and chooses these files. */
export async function chooseFiles(
  page: Page,
  hands: Hands,
  button: RegExp,
  files: string[],
  within: Page | Locator = page,
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await hands.press(within, 'button', button);
  await (await chooser).setFiles(files);
}

/** Lets a page choose files by its `<input>`, as every browser but Chromium on a desktop does. */
export const withoutFilePicker = () => {
  Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
};

/** Lets Chromium's own picker choose this file, as one that can be opened again after a reload. */
export async function withFilePicker(context: BrowserContext, name: string, file: string): Promise<void> {
  await context.addInitScript(
    ([name, bytes]) => {
      const showOpenFilePicker = async (how: unknown) => {
        Object.assign(globalThis, { picked: how });
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(name, { create: true });
        const stream = await handle.createWritable();
        await stream.write(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
        await stream.close();
        return [handle];
      };
      Object.assign(globalThis, { showOpenFilePicker });
    },
    [name, readFileSync(file, 'base64')] as const,
  );
}

/** Lets Chromium's picker refuse, as a school's policy has it; `late` when the click is used up already. */
export const withFilePickerThatRefuses = (late: boolean) => {
  const showOpenFilePicker = () => {
    if (late) window.open('about:blank')?.close();
    return Promise.reject(new DOMException('Not allowed to show a file picker', 'NotAllowedError'));
  };
  Object.assign(globalThis, { showOpenFilePicker });
};

/** Text of so many words. */
export function words(count: number, about = 'idea'): string {
  return Array.from({ length: count }, (_, at) => `${about}${at + 1}`).join(' ');
}

/** A new draft of somebody's, open in a page of hers. */
export async function openDraft(context: BrowserContext, email: string): Promise<{ page: Page; life: Life }> {
  const life = await Life.anew(caller(email));
  const page = await pageOf(context, email);
  await page.goto(`/work/${life.submission}`);
  await page.getByLabel(/^Describe the activity/).waitFor();
  return { page, life };
}

/** From the catalogue to the workspace of a new draft; signs in on the way. */
export async function begin(context: BrowserContext, email: string, hands: Hands): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await hands.press(page, 'link', IDEAS);
  await page.getByRole('heading', { name: IDEAS, level: 1 }).waitFor();
  await hands.press(page, 'button', 'Start');
  await page.getByRole('heading', { name: 'Sign in to start' }).waitFor();
  await page.goto(await askForLink(page, email, hands));
  await hands.press(page, 'button', 'Sign in now');
  await page.getByRole('heading', { name: 'Start your work' }).waitFor();
  await hands.press(page, 'radio', 'A goal of my school');
  await hands.press(page.getByRole('dialog'), 'button', 'Start');
  await page.waitForURL(/\/sub_\w+$/);
  await page.getByLabel(/^Describe the activity/).waitFor();
  return page;
}

/** Writes and uploads everything that is asked for, step by step. */
export async function fill(page: Page, hands: Hands): Promise<void> {
  await hands.write(page, /^Describe the activity/, words(200));
  await hands.write(page, /^Evaluate the activity/, words(120));
  await hands.press(page, 'button', 'Next');
  await chooseFiles(page, hands, /^Choose files for Student A/, [classroomVideo()]);
  await chooseFiles(page, hands, /^Choose files for Student B/, [sample('plan.pdf'), sample('image.png')]);
  for (const [student, count] of [
    ['Student A', 1],
    ['Student B', 2],
  ] as const) {
    const ready = page.getByRole('region', { name: `Work of ${student}` }).getByText('Ready', { exact: true });
    await ready.nth(count - 1).waitFor({ timeout: 60_000 });
  }
  await hands.press(page, 'button', 'Next');
  await hands.write(page, 'Reflection of Student A', words(80, 'thought'));
  await hands.write(page, 'Reflection of Student B', words(60, 'thought'));
  await hands.press(page, 'button', 'Next');
  await hands.write(page, /^Reflect on the activity/, words(150));
  await page
    .getByText(/^Saved at/)
    .first()
    .waitFor();
}

/** Agrees to the statements and hands in. */
export async function handIn(page: Page, hands: Hands): Promise<void> {
  await hands.press(page, 'checkbox', /my own work/);
  await hands.press(page, 'checkbox', /permission for every student/);
  await hands.press(page, 'checkbox', /No student is named/);
  await hands.press(page, 'button', 'Hand in');
  await page.getByRole('dialog', { name: 'Hand this in?' }).waitFor();
  await hands.press(page, 'button', 'Yes, hand it in');
  await page.getByText('Handed in', { exact: true }).first().waitFor();
}
