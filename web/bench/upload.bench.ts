/**
 * One GiB by the uploader in Chromium, by Chromium alone, and by the AWS CLI to the same storage, in turns. What Chromium
 * takes to send files as they are, hashed and signed before, no uploader in it can fall below.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { person } from '../tests/browser';
import { people } from '../tests/people';
import { Bundle, Desk } from '../tests/upload/desk';
import { Folder, MIB } from '../tests/upload/files';
import { sendBare } from './bare';
import { median, row, say } from './report';

const SIZE = 1024 * MIB;
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
/** What part of the copy's rate is to be reached. */
const LEAST = 0.7;

const folder = new Folder();
let bundle: Bundle;

beforeAll(async () => {
  bundle = await Bundle.build();
});
afterAll(() => {
  bundle.remove();
  folder.remove();
});

test('an upload beside a plain copy', async () => {
  const desk = await Desk.open(await person(), bundle, people.earners[0]);
  const file = folder.video('lesson.mp4', SIZE);
  // Where the storage is, and under which name: from the address of a part.
  const part = desk.page.waitForRequest(
    (request) => request.method() === 'PUT' && request.url().includes('partNumber'),
  );
  const warm = await upload(desk, file);
  const address = new URL((await part).url());
  const copy = new Copy(address);
  await copy.version();

  say(`1 GiB to the local stack, after one upload to warm up (${warm.toFixed(1)} s)`);
  const uploads: number[] = [];
  const bares: number[] = [];
  const copies: number[] = [];
  const starts: number[] = [];
  const busy: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = processors();
    const uploaded = await upload(desk, file);
    busy.push(busySince(before));
    const bare = await sendBare(desk, people.earners[0], file);
    const figures = [uploaded, bare, await copy.put(file), await copy.version()] as const;
    row(
      `round ${round}: uploader, Chromium alone, aws s3 cp, its start`,
      figures.map((seconds) => `${seconds.toFixed(1)} s`).join('  '),
    );
    uploads.push(figures[0]);
    bares.push(figures[1]);
    copies.push(figures[2]);
    starts.push(figures[3]);
  }

  say(`Medians of ${ROUNDS}`);
  const [ours, bare, theirs, start] = [median(uploads), median(bares), median(copies), median(starts)];
  row('uploader in Chromium, begin to verified', told(ours));
  row('processors at work meanwhile', `${Math.round(median(busy) * 100)} % of ${cpus().length}`);
  row('Chromium alone: sending what was hashed and signed before', told(bare));
  row('aws s3 cp', told(theirs));
  row('aws s3 cp without its start', `${told(theirs - start)}, start ${start.toFixed(1)} s`);
  row('rate of Chromium alone to that', `${Math.round(((theirs - start) / bare) * 100)} %`);
  const ratio = (theirs - start) / ours;
  row('rate of the uploader to that', `${Math.round(ratio * 100)} % (at least ${LEAST * 100} %)`, ratio >= LEAST);
});

/** Seconds from the choosing of the file until the server has verified it. The file is taken out again. */
async function upload(desk: Desk, file: string): Promise<number> {
  const started = performance.now();
  const id = await desk.upload(file);
  const { state } = await desk.until(id, 'verified', 'refused', 'failed');
  const seconds = (performance.now() - started) / 1000;
  if (state.is !== 'verified') throw new Error(`the upload ended in ${JSON.stringify(state)}`);
  await desk.page.evaluate((id) => harness.cancel(id), id);
  await desk.until(id, 'cancelled');
  return seconds;
}

/** Milliseconds that this machine's processors had, and those in which they did nothing. */
function processors(): { all: number; idle: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (time: (typeof times)[number]) => number) => times.reduce((total, time) => total + of(time), 0);
  return {
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
    idle: sum(({ idle }) => idle),
  };
}

/** What part of the time since then they were at work, all of them together. */
function busySince(then: ReturnType<typeof processors>): number {
  const now = processors();
  return 1 - (now.idle - then.idle) / (now.all - then.all);
}

/** The AWS CLI with its own defaults, at the local storage. */
class Copy {
  readonly #env: Record<string, string>;
  readonly #endpoint: string;
  readonly #target: string;

  constructor(address: URL) {
    const keys = JSON.parse(readFileSync(join(inject('folder'), 'secrets.json'), 'utf8')) as Record<string, string>;
    const [, , region = ''] = (address.searchParams.get('X-Amz-Credential') ?? '').split('/');
    this.#endpoint = address.origin;
    this.#target = `s3://${address.pathname.split('/')[1]}/bench/lesson.mp4`;
    this.#env = {
      AWS_ACCESS_KEY_ID: keys['s3AccessKey'] ?? '',
      AWS_SECRET_ACCESS_KEY: keys['s3SecretKey'] ?? '',
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
  }

  /** Seconds that a copy takes. The copy is removed. */
  async put(file: string): Promise<number> {
    const seconds = await this.#aws('s3', 'cp', file, this.#target);
    await this.#aws('s3', 'rm', this.#target);
    return seconds;
  }

  /** Seconds that it takes to start. */
  version(): Promise<number> {
    return this.#aws('--version');
  }

  #aws(...words: string[]): Promise<number> {
    const program = process.env['AWS'] ?? 'aws';
    const all = words[0] === 's3' ? ['--endpoint-url', this.#endpoint, ...words, '--only-show-errors'] : words;
    const started = performance.now();
    const running = spawn(program, all, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...this.#env },
    });
    return new Promise((done, fail) => {
      running.once('error', fail);
      running.once('exit', (code) => {
        if (code === 0) done((performance.now() - started) / 1000);
        else fail(new Error(`aws ${words.join(' ')} ended with ${code}`));
      });
    });
  }
}

function told(seconds: number): string {
  return `${seconds.toFixed(1)} s, ${Math.round(SIZE / MIB / seconds)} MiB/s`;
}
