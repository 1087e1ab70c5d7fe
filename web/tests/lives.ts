/**
 * Lives set up over HTTP, so that a test of one page doesn't walk through all others: an earner opens a submission,
 * writes, uploads and hands in; somebody is asked by letter and scores; the issuer decides.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { inject } from 'vitest';
import type { Shapes } from '../src/api/client';
import { studentLabels, type Part } from '../src/definition/shapes';
import type { Work } from '../src/pages/assignment/work';
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
    const text = await this.#asked(method, path, body);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Asks for something that is no JSON. */
  text(path: string): Promise<string> {
    return this.#asked('GET', path);
  }

  async #asked(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(inject('origin') + path, {
      method,
      headers: {
        ...(this.#bearer && { authorization: `Bearer ${this.#bearer}` }),
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  }
}

const anybody = new Caller('');

/** Somebody of the seed who has signed in, without a browser. */
export function caller(email: string): Caller {
  const session = inject('sessions')[email];
  if (!session) throw new Error(`${email} has no session`);
  return new Caller(session);
}

/** The issuer's administrator. */
export function staff(): Caller {
  return caller(people.administrator);
}

/** A file to hand in: one of `tests/samples`, or any by its whole path. */
export type Evidence = { sample: string; type: string; student?: string; caption?: string };

/** An earner's submission. */
export class Life {
  readonly earner: Caller;
  readonly submission: string;
  readonly slug: string;

  private constructor(earner: Caller, submission: string, slug: string) {
    this.earner = earner;
    this.submission = submission;
    this.slug = slug;
  }

  /** Opens one of that definition, or the next attempt of one that was given back. */
  static async open(earner: Caller, slug = IDEAS): Promise<Life> {
    const body = { microcredential: slug, goal: 'own' };
    const { id } = await earner.ask<Shapes['Submission']>('POST', '/api/submissions', body);
    return new Life(earner, id, slug);
  }

  /** Takes back what the earner has under way, and begins anew: the people of the seed are few. */
  static async anew(earner: Caller): Promise<Life> {
    const { items } = await earner.ask<{ items: Shapes['SubmissionLine'][] }>('GET', '/api/submissions');
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

  read(): Promise<Shapes['Submission']> {
    return this.earner.ask('GET', this.route());
  }

  /** Saves an answer to all that is asked for in writing. */
  async write(about: string): Promise<void> {
    const text = `Grade 5 science, ${about}. We threw every idea on the wall first, and nobody judged.`;
    const said: Shapes['Responses'] = {};
    for (const { id, questions, reflections } of await this.#asked()) {
      if (questions) said[id] = { answers: Object.fromEntries(questions.map((question) => [question.id, text])) };
      if (reflections) {
        said[id] = { reflections: studentLabels(reflections.students).map((student) => ({ student, text })) };
      }
    }
    const { responsesVersion } = await this.read();
    const body = { version: responsesVersion, parts: said };
    await this.earner.ask('PUT', this.route('/responses'), body);
  }

  /** Uploads a file that is small enough for one piece. */
  async upload(part: string, { sample, type, student, caption }: Evidence, modified = 0): Promise<void> {
    const bytes = readFileSync(resolve(samples, sample));
    const sum = createHash('sha256').update(bytes).digest('base64');
    const about = { part, ...(student && { student }), ...(caption && { caption }), name: basename(sample) };
    const file = { mediaType: type, size: bytes.length, fingerprint: { modified, edges: sum } };
    const begun = await this.earner.ask<Shapes['Upload']>('POST', this.route('/uploads'), { ...about, ...file });
    const upload = this.route(`/uploads/${begun.artifact}`);
    type Signed = { urls: { url: string; headers: Record<string, string> }[] };
    const asked = { parts: [{ number: 1, sha256: sum }] };
    const [signed] = (await this.earner.ask<Signed>('POST', `${upload}/parts`, asked)).urls;
    const sent = await fetch(signed?.url ?? '', { method: 'PUT', headers: signed?.headers ?? {}, body: bytes });
    if (!sent.ok) throw new Error(`a part was refused: ${await sent.text()}`);
    const { state } = await this.earner.ask<Shapes['Upload']>('POST', `${upload}/complete`, {});
    if (state !== 'verified') throw new Error(`${sample} is ${state}`);
  }

  /** Writes, uploads these files and whatever is asked for besides, and hands in. */
  async handedIn(files: Evidence[] = []): Promise<Asked> {
    await this.fill(files);
    return this.submit();
  }

  /** Writes, and uploads these files and whatever is asked for besides. */
  async fill(files: Evidence[] = []): Promise<void> {
    await this.write('about the question why leaves fall');
    for (const { id, artifacts } of await this.#asked()) {
      if (!artifacts) continue;
      for (const file of files) await this.upload(id, file);
      const students = artifacts.students > 0 ? studentLabels(artifacts.students) : [undefined];
      const bare = students.filter((student) => !files.some((file) => file.student === student));
      for (const student of bare) {
        for (let number = 0; number < artifacts.perStudent.min; number += 1) {
          await this.upload(id, { ...anyFile(artifacts.types), ...(student && { student }) }, number);
        }
      }
    }
  }

  /** Hands in and waits for the letter that asks somebody to score it. */
  async submit(): Promise<Asked> {
    const asked = await whoIsAsked();
    await this.handIn();
    return asked();
  }

  /** Hands in. */
  async handIn(): Promise<void> {
    const statements = { ownWork: true, studentPermission: true, noStudentNames: true };
    const { responsesVersion: version } = await this.read();
    await this.earner.ask('POST', this.route('/submit'), { version, statements });
  }

  /** The parts that are to be handed in. */
  async #asked(): Promise<Part[]> {
    const { toHandIn } = await this.read();
    const { definition } = await anybody.ask<Shapes['Edition']>('GET', `/api/microcredentials/${this.slug}`);
    return (definition.parts ?? []).filter((part) => toHandIn.includes(part.id));
  }
}

function anyFile(types: string[]): Evidence {
  return types.includes('application/pdf')
    ? { sample: 'plan.pdf', type: 'application/pdf' }
    : { sample: 'h264-faststart.mp4', type: 'video/mp4' };
}

/** Who was asked to score, and the link in her letter. */
export type Asked = { assessor: string; link: string };

/** Call it before something is handed in; what it gives waits for the letter that then comes to an assessor. */
export async function whoIsAsked(): Promise<() => Promise<Asked>> {
  const known = new Map<string, Letter[]>();
  for (const assessor of people.assessors) known.set(assessor, await letters(assessor));
  const wanted = (it: Letter) => linkTo('/assignment', it) !== undefined;
  return () =>
    Promise.any(
      people.assessors.map(async (assessor) => {
        const came = await letter(assessor, wanted, known.get(assessor));
        return { assessor, link: linkTo('/assignment', came) ?? '' };
      }),
    );
}

/** Scores everything, these parts as unmet, with a comment on the video where one is given, and hands it in. */
export async function score(
  link: string,
  unmet: string[] = [],
  comment?: { second: number; text: string },
): Promise<void> {
  type Opened = { assignment: string; bearer: string };
  const body = { token: tokenOf(link), bearer: true };
  const { assignment, bearer } = await anybody.ask<Opened>('POST', '/api/assignments/open', body);
  const assessor = new Caller(bearer);
  const route = `/api/assignments/${assignment}`;
  await assessor.ask('POST', `${route}/no-conflict`, {});
  const { work } = await assessor.ask<{ work: Work }>('GET', route);
  const scores = work.parts.map(({ id, scoring }) => {
    const criteria = scoring.criteria.map((criterion) => {
      const level = unmet.includes(id) ? criterion.levels[0]?.id : criterion.requiredLevel;
      return [criterion.id, { level, feedback: unmet.includes(id) ? 'Name the idea that you mean.' : 'Well seen.' }];
    });
    return [id, Object.fromEntries(criteria)];
  });
  const video = work.artifacts.find(({ mediaType }) => mediaType.startsWith('video/'))?.artifact ?? '';
  const comments = comment ? [{ artifact: video, ...comment }] : [];
  const said = { version: work.assessment.version, scores: Object.fromEntries(scores), comments };
  const { version } = await assessor.ask<Shapes['Assessment']>('PUT', `${route}/assessment`, said);
  await assessor.ask('POST', `${route}/assessment`, { version });
}

/** Decides as the issuer. */
export async function decide(submission: string, outcome: 'award' | 'not-yet', note?: string): Promise<void> {
  const route = `/api/submissions/${submission}`;
  const { version } = await staff().ask<Shapes['Submission']>('GET', route);
  await staff().ask('POST', `${route}/decision`, { version, outcome, ...(note && { note }) });
}

/** What a link carries after the `#`. */
export function tokenOf(link: string): string {
  const token = link.split('#')[1];
  if (!token) throw new Error('the letter has no link');
  return token;
}

/** Asks again and again, for at most so many milliseconds, until the answer is the wanted one. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, patience = 20_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come: ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
