/**
 * Lives set up over HTTP, so that a test of one page doesn't walk through all others: an earner opens a submission,
 * writes, uploads and hands in; the letter to her assessor comes by itself.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inject } from 'vitest';
import { letter, letters, linkTo, people, type Letter } from './people';

const IDEAS = 'generating-ideas';
const samples = resolve(import.meta.dirname, '../../tests/samples');

/** Somebody who calls the API as a program does. */
export class Caller {
  readonly #bearer: string;

  constructor(bearer: string) {
    this.#bearer = bearer;
  }

  /** Asks, and expects a good answer. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(inject('origin') + path, {
      method,
      headers: { authorization: `Bearer ${this.#bearer}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

/** Somebody's session, without a browser: the one she has, or one that a letter opens. */
export async function caller(email: string): Promise<Caller> {
  const session = inject('sessions')[email];
  if (session) return new Caller(session);
  const known = await letters(email);
  await post('/api/sign-in', { email });
  const came = await letter(email, (it) => linkTo('/sign-in', it) !== undefined, known);
  const token = tokenOf(linkTo('/sign-in', came));
  return new Caller((await post<{ bearer: string }>('/api/sign-in/redeem', { token, bearer: true })).bearer);
}

/** A file of `tests/samples` to hand in. */
export type Evidence = { sample: string; type: string; student: string; caption?: string };

const PLAN: Evidence = { sample: 'plan.pdf', type: 'application/pdf', student: 'Student B' };

/** An earner's submission of Generating Ideas, and who was asked to score it. */
export class Life {
  readonly earner: Caller;
  readonly submission: string;

  private constructor(earner: Caller, submission: string) {
    this.earner = earner;
    this.submission = submission;
  }

  /** Opens one, or the next attempt of one that was given back. */
  static async open(earner: Caller): Promise<Life> {
    const { id } = await earner.ask<{ id: string }>('POST', '/api/submissions', {
      microcredential: IDEAS,
      goal: 'own',
    });
    return new Life(earner, id);
  }

  /** Takes back what the earner has under way, and begins anew: the people of the seed are few. */
  static async anew(earner: Caller): Promise<Life> {
    const { items } = await earner.ask<{ items: { id: string; state: string; version: number }[] }>(
      'GET',
      '/api/submissions',
    );
    for (const { id, state, version } of items) {
      if (['draft', 'submitted', 'in-assessment', 'assessed'].includes(state)) {
        await earner.ask('POST', `/api/submissions/${id}/withdraw`, { version });
      }
    }
    return Life.open(earner);
  }

  route(rest = ''): string {
    return `/api/submissions/${this.submission}${rest}`;
  }

  read(): Promise<{ version: number; responsesVersion: number; toHandIn: string[] }> {
    return this.earner.ask('GET', this.route());
  }

  /** Saves answers to all that is asked for in writing. */
  async write(about: string): Promise<void> {
    const { responsesVersion, toHandIn } = await this.read();
    const said = (what: string) => `${what} ${about}. We threw every idea on the wall first, and nobody judged.`;
    const all: Record<string, unknown> = {
      overview: {
        answers: { 'activity-description': said('Grade 5 science,'), 'activity-evaluation': said('41 ideas,') },
      },
      'student-reflections': {
        reflections: ['Student A', 'Student B'].map((student) => ({ student, text: said('My idea came from') })),
      },
      reflection: { answers: { reflection: said('Next time') } },
    };
    const parts = Object.fromEntries(Object.entries(all).filter(([part]) => toHandIn.includes(part)));
    await this.earner.ask('PUT', this.route('/responses'), { version: responsesVersion, parts });
  }

  /** Uploads a file whole; gives the artifact's id. */
  async upload({ sample, type, student, caption }: Evidence): Promise<string> {
    const bytes = readFileSync(resolve(samples, sample));
    const sum = createHash('sha256').update(bytes).digest('base64');
    const about = { part: 'artifacts', student, ...(caption && { caption }), name: sample, mediaType: type };
    const body = { ...about, size: bytes.length, fingerprint: { modified: 0, edges: sum } };
    const { artifact } = await this.earner.ask<{ artifact: string }>('POST', this.route('/uploads'), body);
    const upload = this.route(`/uploads/${artifact}`);
    const parts = { parts: [{ number: 1, sha256: sum }] };
    type Signed = { urls: { url: string; headers: Record<string, string> }[] };
    const [signed] = (await this.earner.ask<Signed>('POST', `${upload}/parts`, parts)).urls;
    const sent = await fetch(signed?.url ?? '', { method: 'PUT', headers: signed?.headers ?? {}, body: bytes });
    if (!sent.ok) throw new Error(`a part was refused: ${await sent.text()}`);
    const { state } = await this.earner.ask<{ state: string }>('POST', `${upload}/complete`, {});
    if (state !== 'verified') throw new Error(`${sample} is ${state}`);
    return artifact;
  }

  /** Hands in and waits for the letter that asks somebody to score it. */
  async submit(): Promise<Asked> {
    const known = new Map<string, Letter[]>();
    for (const assessor of people.assessors) known.set(assessor, await letters(assessor));
    const statements = { ownWork: true, studentPermission: true, noStudentNames: true };
    const { responsesVersion } = await this.read();
    await this.earner.ask('POST', this.route('/submit'), { version: responsesVersion, statements });
    return Promise.any(
      people.assessors.map(async (assessor) => {
        const wanted = (it: Letter) => linkTo('/assignment', it) !== undefined;
        const came = await letter(assessor, wanted, known.get(assessor));
        return { assessor, link: linkTo('/assignment', came) ?? '' };
      }),
    );
  }

  /** Writes, uploads and hands in. */
  async handedIn(files: Evidence[]): Promise<Asked> {
    await this.write('about the question why leaves fall');
    for (const file of [...files, PLAN]) await this.upload(file);
    return this.submit();
  }
}

/** Who was asked to score, and the link in her letter. */
export type Asked = { assessor: string; link: string };

/** Scores everything, these parts as unmet, and hands it in. */
export async function score(link: string, unmet: string[] = []): Promise<void> {
  const opened = await post<{ assignment: string; bearer: string }>('/api/assignments/open', {
    token: tokenOf(link),
    bearer: true,
  });
  const assessor = new Caller(opened.bearer);
  const route = `/api/assignments/${opened.assignment}`;
  await assessor.ask('POST', `${route}/no-conflict`, {});
  type Criterion = { id: string; requiredLevel: string; levels: { id: string }[] };
  type Work = { parts: { id: string; scoring: { criteria: Criterion[] } }[]; assessment: { version: number } };
  const { work } = await assessor.ask<{ work: Work }>('GET', route);
  const scores = work.parts.map(({ id, scoring }) => {
    const criteria = scoring.criteria.map((criterion) => {
      const level = unmet.includes(id) ? criterion.levels[0]?.id : criterion.requiredLevel;
      return [criterion.id, { level, feedback: unmet.includes(id) ? 'Name the idea that you mean.' : 'Well seen.' }];
    });
    return [id, Object.fromEntries(criteria)];
  });
  const body = { version: work.assessment.version, scores: Object.fromEntries(scores) };
  const { version } = await assessor.ask<{ version: number }>('PUT', `${route}/assessment`, body);
  await assessor.ask('POST', `${route}/assessment`, { version });
}

/** What a link carries after the `#`. */
export function tokenOf(link: string | undefined): string {
  const token = link?.split('#')[1];
  if (!token) throw new Error('the letter has no link');
  return token;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(inject('origin') + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}
