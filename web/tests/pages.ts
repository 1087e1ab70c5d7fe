/** Every page of the portal, and somebody to whom it shows something: for whatever is to hold on all of them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Shapes } from '../src/api/client';
import { person } from './browser';
import { Caller, caller, decide, Life, score, tokenOf, until, whoIsAsked } from './lives';
import { bring, pageOf, people } from './people';

const EARNER = people.earners[0];
/** Whose work is scored meanwhile. */
const OTHER = people.earners[1];
const IDEAS = 'generating-ideas';

/** Who looks at it. */
export type Who = 'anybody' | 'earner' | 'assessor' | 'asked' | 'administrator' | 'webmaster' | 'recognizer';

/** A page: its path in `routes.ts`, an address of it, and who looks at it there. */
export type PageSeen = { path: string; address: string; who: Who };

const EMAILS = {
  earner: EARNER,
  assessor: people.assessors[1],
  administrator: people.administrator,
  webmaster: people.webmaster,
  recognizer: people.recognizer,
};

/** By path: who looks, and what stands in the place of its variables. */
const SEEN: Record<string, Who | [Who, (made: Made) => string]> = {
  '/': 'anybody',
  '/microcredentials/:slug': ['anybody', () => IDEAS],
  '/sign-in': 'anybody',
  '/policies': 'anybody',
  '/policies/:slug': ['anybody', ({ policy }) => policy],
  // Erasures, coachings and claims that there are none of: their pages say so.
  '/erasures/:erasure': ['anybody', () => 'era_00000000000000000000000009'],
  '/coaching/:submission': ['earner', ({ draft }) => draft],
  '/recognitions/:slug/:person': ['recognizer', ({ policy }) => `${policy}/per_00000000000000000000000009`],
  '/assignment': 'anybody',
  '/assignment/:assignment': ['asked', ({ assignment }) => assignment],
  '/coaching': 'earner',
  '/facts': 'earner',
  '/my-data': 'earner',
  '/counted': 'earner',
  '/shortlist': 'earner',
  '/shortlists': 'earner',
  '/work': 'earner',
  '/work/:submission': ['earner', ({ draft }) => draft],
  '/awards': 'earner',
  '/awards/others': 'earner',
  '/availability': 'assessor',
  '/qualifications': 'assessor',
  '/qualifications/:slug': ['assessor', () => IDEAS],
  '/district': 'webmaster',
  '/district/roster': 'webmaster',
  '/reports': 'webmaster',
  '/recognitions': 'recognizer',
  '/recognitions/badges': 'recognizer',
  '/recognitions/facts': 'recognizer',
  '/planning': 'administrator',
  '/issuer': 'administrator',
  '/issuer/submissions/:submission': ['administrator', ({ decided }) => decided],
  '/issuer/awards/:award': ['administrator', ({ award }) => award],
  '/issuer/people': 'administrator',
  '/issuer/organisations': 'administrator',
  '/issuer/letters': 'administrator',
  '/issuer/capacity': 'administrator',
  '/issuer/reliability': 'administrator',
  '/issuer/benchmarks': 'administrator',
  '/issuer/definitions': 'administrator',
  '/issuer/definitions/:slug': ['administrator', () => IDEAS],
};

/** What is there for these pages to show. */
type Made = { draft: string; decided: string; award: string; assignment: string; bearer: string; policy: string };

type Opened = { assignment: string; bearer: string };

let made: Promise<Made> | undefined;

/** Every page of `routes.ts`, the work that they show included; that is made once in a file of tests. */
export async function everyPage(): Promise<PageSeen[]> {
  made ??= make();
  const there = await made;
  const table = readFileSync(resolve(import.meta.dirname, '../src/routes.ts'), 'utf8');
  const paths = [...table.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path);
  return paths.map((path) => {
    const seen = SEEN[path];
    if (!seen) throw new Error(`${path} is a new page: say in tests/pages.ts who sees something on it`);
    const [who, variables] = typeof seen === 'string' ? [seen, () => ''] : seen;
    return { path, address: path.replace(/:.*$/, '') + variables(there), who };
  });
}

/** Browsers of these people, each made when it is first asked for, who know the portal: they have been there before. */
export class Visitors {
  readonly #options: BrowserContextOptions;
  readonly #contexts = new Map<Who, Promise<BrowserContext>>();

  constructor(options: BrowserContextOptions = {}) {
    this.#options = options;
  }

  of(who: Who): Promise<BrowserContext> {
    const known = this.#contexts.get(who) ?? this.#come(who);
    this.#contexts.set(who, known);
    return known;
  }

  async #come(who: Who): Promise<BrowserContext> {
    const context = await person(this.#options);
    if (who === 'asked') {
      const { assignment, bearer } = (await made) ?? {};
      await bring(context, `__Host-assignment-${assignment}`, bearer ?? '');
    } else if (who !== 'anybody') {
      const page = await pageOf(context, EMAILS[who]);
      await page.goto('/', { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: /^(Sign out|Salir)/ }).waitFor();
      await page.close();
    }
    return context;
  }
}

async function make(): Promise<Made> {
  const earner = caller(EARNER);
  const award = await awarded();
  const waiting = await Life.anew(caller(people.earners[2]));
  await waiting.fill();
  const asked = await whoIsAsked();
  await waiting.handIn();
  const body = { token: tokenOf((await asked()).link), bearer: true };
  const { assignment, bearer } = await new Caller('').ask<Opened>('POST', '/api/assignments/open', body);
  await new Caller(bearer ?? '').ask('POST', `/api/assignments/${assignment}/no-conflict`, {});
  const { submission: draft } = await Life.anew(earner);
  const policies = await earner.ask<{ items: { id: string }[] }>('GET', '/api/policies');
  return {
    draft,
    ...award,
    assignment,
    bearer,
    policy: policies.items[0]?.id ?? '',
  };
}

/** Work that was decided, and its award: the one that there is, or a new one. */
async function awarded(): Promise<{ decided: string; award: string }> {
  const earner = caller(OTHER);
  const awards = () => earner.ask<{ items: Shapes['AwardLine'][] }>('GET', '/api/awards');
  if ((await awards()).items.length === 0) {
    const life = await Life.anew(earner);
    await score((await life.handedIn()).link);
    await decide(life.submission, 'award');
  }
  const [line] = (await until(awards, ({ items }) => items[0]?.state === 'valid')).items;
  return { decided: line?.submission ?? '', award: line?.id ?? '' };
}
