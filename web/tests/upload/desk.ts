/** A page with the uploader in it, and a draft to upload for. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { BrowserContext, Cookie, Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { inject } from 'vitest';
import type { UploadView } from '../../src/upload';
import { letter, letters, linkTo } from '../people';
import type { Harness } from './harness';

declare global {
  var harness: Harness;
}

const web = resolve(import.meta.dirname, '../..');
const dist = resolve(web, 'dist');

/** The harness as one of the portal's own assets, so that the portal's policy holds for it. */
export class Bundle {
  readonly entry: string;
  readonly #files: string[];

  private constructor(files: string[]) {
    this.#files = files;
    this.entry = files.find((file) => file.startsWith('assets/harness-')) ?? '';
  }

  static async build(): Promise<Bundle> {
    const built = (await build({
      configFile: false,
      root: web,
      logLevel: 'error',
      plugins: [svelte({ configFile: false })],
      build: {
        target: 'es2022',
        outDir: dist,
        emptyOutDir: false,
        copyPublicDir: false,
        modulePreload: { polyfill: false },
        rollupOptions: { input: { harness: resolve(import.meta.dirname, 'harness.ts') } },
      },
    })) as Rollup.RollupOutput;
    return new Bundle(built.output.map(({ fileName }) => fileName));
  }

  remove(): void {
    this.#files.forEach((file) => rmSync(resolve(dist, file), { force: true }));
  }
}

/** Cookies of those who have come in: nobody gets more than a few letters an hour. */
const sessions = new Map<string, Cookie[]>();

/** Puts the cookies of a session into a browser. */
export async function keepSession(context: BrowserContext, cookies: Cookie[]): Promise<void> {
  // By address and not by domain: only so may a cookie's name begin with __Host-. Chromium lets a page of this machine
  // set a secure cookie, but nobody else for it unless the address is secure as well.
  const url = inject('origin').replace('http:', 'https:');
  const kept = cookies.map(({ name, value, httpOnly, secure, sameSite }) => ({
    name,
    value,
    httpOnly,
    secure,
    sameSite,
  }));
  await context.addCookies(kept.map((cookie) => ({ ...cookie, url })));
}

/** One page of one earner. */
export class Desk {
  readonly page: Page;
  readonly submission: string;
  readonly #bundle: Bundle;

  private constructor(page: Page, bundle: Bundle, submission: string) {
    this.page = page;
    this.#bundle = bundle;
    this.submission = submission;
  }

  /** Signs the earner in and opens her draft. */
  static async open(context: BrowserContext, bundle: Bundle, earner: string): Promise<Desk> {
    const page = await comeIn(context, earner);
    const desk = new Desk(page, bundle, await draft(page));
    page.on('dialog', (dialog) => void dialog.accept());
    await desk.load();
    return desk;
  }

  /** The same draft in another tab. */
  async another(): Promise<Desk> {
    const desk = new Desk(await this.page.context().newPage(), this.#bundle, this.submission);
    await desk.load();
    return desk;
  }

  /** Loads the page anew. */
  async load(): Promise<void> {
    await this.page.goto('/');
    await this.page.addScriptTag({ url: `/${this.#bundle.entry}`, type: 'module' });
  }

  async choose(...files: string[]): Promise<void> {
    await this.page.locator('#harness').setInputFiles(files);
  }

  /** Chooses a file and uploads it; answers the id of its entry. */
  async upload(file: string, student = 'Student A'): Promise<string> {
    await this.choose(file);
    const place = { submission: this.submission, part: 'artifacts', student };
    const [id] = await this.page.evaluate((place) => harness.add(place), place);
    return id ?? '';
  }

  /** Chooses a file and goes on with it. */
  async goOn(file: string, artifact: string): Promise<string> {
    await this.choose(file);
    const at = { submission: this.submission, part: 'artifacts', artifact };
    const [id] = await this.page.evaluate((at) => harness.goOn(at), at);
    return id ?? '';
  }

  async uploads(): Promise<readonly UploadView[]> {
    return this.page.evaluate(() => harness.uploads());
  }

  async find(id: string): Promise<UploadView> {
    const found = (await this.uploads()).find((upload) => upload.id === id);
    if (!found) throw new Error(`there is no upload ${id}`);
    return found;
  }

  /** Waits until the upload is in one of these states. */
  async until(id: string, ...wanted: UploadView['state']['is'][]): Promise<UploadView> {
    const is = { id, wanted };
    await this.page.waitForFunction(
      ({ id, wanted }) => harness.uploads().some((upload) => upload.id === id && wanted.includes(upload.state.is)),
      is,
      { timeout: 150_000, polling: 50 },
    );
    return this.find(id);
  }

  /** Waits until so many bytes of it have arrived. */
  async untilArrived(id: string, bytes: number): Promise<UploadView> {
    await this.page.waitForFunction(
      ({ id, bytes }) =>
        harness
          .uploads()
          .some(({ id: its, state }) => its === id && 'progress' in state && state.progress.arrived >= bytes),
      { id, bytes },
      { timeout: 150_000, polling: 50 },
    );
    return this.find(id);
  }

  /** What the server says of an artifact: status and body. */
  async read(artifact: string): Promise<{ status: number; state?: string; arrived?: { number: number }[] }> {
    return this.page.evaluate(async (route) => {
      const answer = await fetch(route);
      return { ...(await answer.json()), status: answer.status };
    }, `/api/submissions/${this.submission}/uploads/${artifact}`);
  }

  /** Takes every file out of the draft. */
  async clear(): Promise<void> {
    await this.page.evaluate(async (submission) => {
      for (const { id } of harness.uploads()) harness.pause(id);
      const { artifacts } = await (await fetch(`/api/submissions/${submission}`)).json();
      for (const { artifact } of artifacts) {
        await fetch(`/api/submissions/${submission}/uploads/${artifact}`, { method: 'DELETE' });
      }
    }, this.submission);
  }
}

/** A page of somebody who has come in: by a letter, without filling in forms, and by the same session again. */
export async function comeIn(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  const session = sessions.get(email);
  if (session) {
    await keepSession(context, session);
    return page;
  }
  const known = await letters(email);
  await post(page, '/api/sign-in', { email });
  const link = linkTo('/sign-in', await letter(email, (it) => linkTo('/sign-in', it) !== undefined, known));
  await post(page, '/api/sign-in/redeem', { token: link?.split('#')[1] });
  sessions.set(email, await context.cookies());
  return page;
}

/** Her draft; the same one as long as it is one. */
export async function draft(page: Page): Promise<string> {
  const { id } = await post<{ id: string }>(page, '/api/submissions', {
    microcredential: 'generating-ideas',
    goal: 'own',
  });
  return id;
}

async function post<T>(page: Page, route: string, body: object): Promise<T> {
  return page.evaluate(
    async ({ route, body }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(route, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${route}: ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
    { route, body },
  );
}
