/**
 * Lighthouse on the main pages, as a phone on a slow line: its own default. One look scatters by several points with what
 * else a machine does, so each page is looked at several times and the median counts. `PAGES='/verify /work'` measures
 * only these, by the names that the report has for them.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inject, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { caller } from '../tests/lives';
import { everyPage, Visitors, type PageSeen } from '../tests/pages';
import { people } from '../tests/people';
import { median, row, say } from './report';

/** What every score is to reach. */
const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
/** How often each page is looked at. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
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
/** What else people see of it, which the portal's own table of pages doesn't hold. */
const BESIDE = { "the form in a district's page": form, "a badge's page": badge, '/verify': () => '/verify' };

test('scores', async () => {
  say(`Lighthouse (${CATEGORIES.join(', ')}); each at least ${LEAST}, the median of ${ROUNDS}`);
  const visitors = new Visitors();
  const pages = await everyPage();
  const only = process.env['PAGES'];
  const isAsked = (name: string) => !only || ` ${only} `.includes(` ${name} `);
  for (const path of MAIN.filter(isAsked)) {
    const page = pages.find((page) => page.path === path);
    if (!page) throw new Error(`${path} is no page`);
    const cookies = await (await visitors.of(page.who)).cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await score(page, cookie === '' ? {} : { cookie });
  }
  for (const [path, addressOf] of Object.entries(BESIDE)) {
    if (isAsked(path)) await score({ path, address: await addressOf(visitors) }, {});
  }
});

/** Where the form is that a district has in its own page. */
async function form(visitors: Visitors): Promise<string> {
  const page = await (await visitors.of('anybody')).newPage();
  await page.goto(inject('district'));
  const source = await page.locator('iframe').first().getAttribute('src');
  await page.close();
  return pathOf(source ?? '');
}

/** The page of a badge that its earner shows to everybody, by her name. */
async function badge(): Promise<string> {
  const earner = caller(people.earners[1]);
  const { items } = await earner.ask<{ items: Shapes['AwardLine'][] }>('GET', '/api/awards');
  const award = items[0];
  if (!award) throw new Error('nobody has a badge');
  const seen = { version: award.version, public: true, named: true };
  await earner.ask('PUT', `/api/awards/${award.id}/visibility`, seen);
  return pathOf(award.page);
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address, inject('origin'));
  return pathname + search;
}

type Scored = Pick<PageSeen, 'path' | 'address'>;

async function score({ path, address }: Scored, headers: Record<string, string>): Promise<void> {
  mkdirSync(output, { recursive: true });
  const report = resolve(output, `lighthouse${path.replaceAll(/\W+/g, '-')}.json`);
  const words = [
    `${inject('origin')}${address}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--extra-headers=${JSON.stringify(headers)}`,
    '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
    '--output=json',
    `--output-path=${report}`,
    '--quiet',
  ];
  const looks: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await run(resolve(import.meta.dirname, 'node_modules/.bin/lighthouse'), words);
    type Report = { categories: Record<string, { score: number }> };
    const { categories } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    looks.push(CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100)));
  }
  const scores = CATEGORIES.map((_, at) => median(looks.map((look) => look[at] ?? 0)));
  row(
    path,
    `${scores.join('  ')}   (${looks.map(([performance]) => performance).join(' ')})`,
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
