/** What others do in a submission's life, over the API: score and decide. */
import { inject } from 'vitest';
import { letter, letters, linkTo, people, type Letter } from './people';

type Json = Record<string, unknown>;
type Scored = { id: string; scoring: { criteria: { id: string; requiredLevel: string; levels: { id: string }[] }[] } };

/** Calls the API as the holder of a bearer. */
export async function call<T = Json>(method: string, path: string, body?: unknown, bearer?: string): Promise<T> {
  const headers: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(`${inject('origin')}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The session of somebody of the seed, for calls without a browser. */
export function bearerOf(email: string): string {
  return inject('sessions')[email] ?? '';
}

/** The letters that every assessor has now, so that a later one can be told from them. */
export async function assessorsLetters(): Promise<Letter[]> {
  return (await Promise.all(people.assessors.map(letters))).flat();
}

/** Waits for the assignment of whoever is asked, and hands in her scores: every criterion met but those of `unmet`. */
export async function score(known: Letter[], unmet: string[] = []): Promise<void> {
  const asked = people.assessors.map((email) =>
    letter(email, (it) => linkTo('/assignment', it) !== undefined, known).catch(() => undefined),
  );
  const first = await Promise.any(asked.map(async (it) => (await it) ?? Promise.reject(new Error('none'))));
  const token = new URL(linkTo('/assignment', first) ?? '').hash.slice(1);
  const body = { token, noConflict: true, bearer: true };
  const opened = await call<{ assignment: string; bearer: string }>('POST', '/api/assignments/open', body);
  const path = `/api/assignments/${opened.assignment}`;
  const { work } = await call<{ work: { parts: Scored[]; assessment: { version: number } } }>(
    'GET',
    path,
    undefined,
    opened.bearer,
  );
  const scores = Object.fromEntries(work.parts.map((part) => [part.id, scoresOf(part, unmet.includes(part.id))]));
  const firstSave = { version: work.assessment.version, scores };
  const saved = await call<{ version: number }>('PUT', `${path}/assessment`, firstSave, opened.bearer);
  await call('POST', `${path}/assessment`, { version: saved.version }, opened.bearer);
}

function scoresOf(part: Scored, isUnmet: boolean): Json {
  const feedback = isUnmet
    ? 'Tell which idea your students chose in the end, and why.'
    : 'Clear, and seen in the students’ own work.';
  const level = (it: Scored['scoring']['criteria'][number]) => (isUnmet ? it.levels[0]?.id : it.requiredLevel);
  return Object.fromEntries(part.scoring.criteria.map((it) => [it.id, { level: level(it), feedback }]));
}

/** Decides as the issuer. */
export async function decide(submission: string, outcome: 'award' | 'not-yet', note?: string): Promise<void> {
  const bearer = bearerOf(people.administrator);
  const path = `/api/submissions/${submission}`;
  const { version } = await call<{ version: number }>('GET', path, undefined, bearer);
  await call('POST', `${path}/decision`, { version, outcome, ...(note ? { note } : {}) }, bearer);
}
