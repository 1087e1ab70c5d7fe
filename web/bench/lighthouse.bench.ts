/** Lighthouse on the main pages, as a phone on a slow line: its own default. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inject, test } from 'vitest';
import { everyPage, Visitors, type PageSeen } from '../tests/pages';
import { row, say } from './report';

/** What every score is to reach. */
const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const output = resolve(import.meta.dirname, '../output');

/** The pages on which people spend their time: of each kind of them. */
const MAIN = [
  '/',
  '/microcredentials/:slug',
  '/sign-in',
  '/work',
  '/work/:submission',
  '/assignment/:assignment',
  '/issuer',
  '/issuer/submissions/:submission',
  '/reports',
];

test('scores', async () => {
  say(`Lighthouse (${CATEGORIES.join(', ')}); each at least ${LEAST}`);
  const visitors = new Visitors();
  const pages = await everyPage();
  for (const path of MAIN) {
    const page = pages.find((page) => page.path === path);
    if (!page) throw new Error(`${path} is no page`);
    const cookies = await (await visitors.of(page.who)).cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await score(page, cookie === '' ? {} : { cookie });
  }
});

async function score({ path, address }: PageSeen, headers: Record<string, string>): Promise<void> {
  mkdirSync(output, { recursive: true });
  const report = resolve(output, `lighthouse${path.replaceAll(/[/:]+/g, '-')}.json`);
  const words = [
    `${inject('origin')}${address}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--extra-headers=${JSON.stringify(headers)}`,
    '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
    '--output=json',
    `--output-path=${report}`,
    '--quiet',
  ];
  await run(resolve(import.meta.dirname, 'node_modules/.bin/lighthouse'), words);
  const { categories } = JSON.parse(readFileSync(report, 'utf8')) as { categories: Record<string, { score: number }> };
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  row(
    path,
    scores.join('  '),
    scores.every((score) => score >= LEAST),
  );
}

function run(program: string, words: string[]): Promise<void> {
  const CHROME_PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const running = spawn(program, words, { stdio: 'inherit', env: { ...process.env, CHROME_PATH } });
  return new Promise((done, fail) => {
    running.once('error', fail);
    running.once('exit', (code) => (code === 0 ? done() : fail(new Error(`${program} ended with ${code}`))));
  });
}
