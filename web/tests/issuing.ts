/** Work for the issuer, set up over HTTP: submissions in each state, of any definition that ships. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { Caller, caller, score } from './lives';
import { letter, letters, linkTo, people, type Letter } from './people';

const samples = resolve(import.meta.dirname, '../../tests/samples');

type Part = {
  id: string;
  questions?: { id: string }[];
  artifacts?: { students: number; perStudent: { min: number }; types: string[] };
  reflections?: { students: number };
};

/** The session of the issuer's administrator. */
function session(): string {
  const bearer = inject('sessions')[people.administrator];
  if (!bearer) throw new Error('the administrator has no session');
  return bearer;
}

/** The issuer's administrator as a caller of the API. */
export async function staff(): Promise<Caller> {
  return new Caller(session());
}

/** A page of the issuer's administrator, signed in. */
export async function deskOf(context: BrowserContext): Promise<Page> {
  const url = inject('origin').replace(/^http:/, 'https:');
  const cookie = { name: '__Host-session', value: session(), url, httpOnly: true, secure: true };
  await context.addCookies([{ ...cookie, sameSite: 'Lax' }]);
  await context.addInitScript(() => {
    if (location.origin !== 'null') localStorage.setItem('signed-in', 'a test');
  });
  return context.newPage();
}

/** Opens a submission of that definition, and hands in everything that it asks for. Gives its id. */
export async function handIn(earner: Caller, slug: string): Promise<string> {
  const { definition } = await earner.ask<{ definition: { parts: Part[] } }>('GET', `/api/microcredentials/${slug}`);
  const { id } = await earner.ask<{ id: string }>('POST', '/api/submissions', { microcredential: slug, goal: 'own' });
  const route = `/api/submissions/${id}`;
  const { responsesVersion, toHandIn } = await earner.ask<{ responsesVersion: number; toHandIn: string[] }>(
    'GET',
    route,
  );
  const asked = definition.parts.filter((part) => toHandIn.includes(part.id));
  const said = asked.map(responseTo).filter((response) => response !== undefined);
  const body = { version: responsesVersion, parts: Object.fromEntries(said) };
  const { version } = await earner.ask<{ version: number }>('PUT', `${route}/responses`, body);
  for (const part of asked) await upload(earner, route, part);
  const statements = { ownWork: true, studentPermission: true, noStudentNames: true };
  await earner.ask('POST', `${route}/submit`, { version, statements });
  return id;
}

/** Hands in, and has it scored, with these parts unmet. Gives the submission's id. */
export async function assessed(email: string, slug: string, unmet: string[] = []): Promise<string> {
  const known = new Map<string, Letter[]>();
  for (const assessor of people.assessors) known.set(assessor, await letters(assessor));
  const id = await handIn(await caller(email), slug);
  const wanted = (it: Letter) => linkTo('/assignment', it) !== undefined;
  const came = await Promise.any(people.assessors.map((assessor) => letter(assessor, wanted, known.get(assessor))));
  await score(linkTo('/assignment', came) ?? '', unmet);
  return id;
}

/** Asks again and again until the answer is the wanted one. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come: ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const TEXT = 'We wrote down every question first, and the class sorted them by what we could answer ourselves.';
const labels = (students: number) => ['A', 'B', 'C', 'D'].slice(0, students).map((letter) => `Student ${letter}`);

function responseTo(part: Part): [string, object] | undefined {
  if (part.questions) return [part.id, { answers: Object.fromEntries(part.questions.map(({ id }) => [id, TEXT])) }];
  if (part.reflections) {
    const reflections = labels(part.reflections.students).map((student) => ({ student, text: TEXT }));
    return [part.id, { reflections }];
  }
  return undefined;
}

async function upload(earner: Caller, route: string, part: Part): Promise<void> {
  if (!part.artifacts) return;
  const isPdf = part.artifacts.types.includes('application/pdf');
  const [name, mediaType] = isPdf ? ['plan.pdf', 'application/pdf'] : ['h264-faststart.mp4', 'video/mp4'];
  const bytes = readFileSync(resolve(samples, name));
  const sum = createHash('sha256').update(bytes).digest('base64');
  const students = part.artifacts.students > 0 ? labels(part.artifacts.students) : [undefined];
  for (const student of students) {
    for (let modified = 0; modified < part.artifacts.perStudent.min; modified += 1) {
      const about = { part: part.id, ...(student && { student }), name, mediaType, size: bytes.length };
      const body = { ...about, fingerprint: { modified, edges: sum } };
      const { artifact } = await earner.ask<{ artifact: string }>('POST', `${route}/uploads`, body);
      type Signed = { urls: { url: string; headers: Record<string, string> }[] };
      const parts = [{ number: 1, sha256: sum }];
      const { urls } = await earner.ask<Signed>('POST', `${route}/uploads/${artifact}/parts`, { parts });
      const sent = await fetch(urls[0]?.url ?? '', { method: 'PUT', headers: urls[0]?.headers ?? {}, body: bytes });
      if (!sent.ok) throw new Error(`a part was refused: ${await sent.text()}`);
      await earner.ask('POST', `${route}/uploads/${artifact}/complete`, {});
    }
  }
}
