/** A page with the uploader in it, and a draft to upload for. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { BrowserContext, Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import type { UploadView } from '../../src/upload';
import { caller, Life } from '../lives';
import { bringSession } from '../people';
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

  /** Brings the earner's session and opens her draft: the same one as long as it is one. */
  static async open(context: BrowserContext, bundle: Bundle, earner: string): Promise<Desk> {
    await bringSession(context, earner);
    const page = await context.newPage();
    const { submission } = await Life.open(caller(earner));
    const desk = new Desk(page, bundle, submission);
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
        harness.uploads().some(({ id: its, state }) => {
          // Between two looks a small one may have come to its end.
          const has = state.is === 'verified' || ('progress' in state && state.progress.arrived >= bytes);
          return its === id && has;
        }),
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
