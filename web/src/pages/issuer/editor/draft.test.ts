import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storage } from '../../../api/storage.testing';
import { Draft } from './draft.svelte';
import type { Whole } from './edit';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/') }));

const shipped = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../../shared/domain/catalogue/generating-ideas.json'), 'utf8'),
) as Whole;
const report = { checks: [], warnings: [] };

/** A server with one definition. */
let server: {
  draft: { definition: Whole; version: number } | undefined;
  published: Whole | undefined;
  /** What becomes of the next answers: they come, are lost after the deed, or nothing is heard at all. */
  next: 'answers' | 'loses the answer' | 'refuses and goes away' | 'is away';
  puts: number;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', storage({}));
  vi.stubGlobal('localStorage', storage({}));
  vi.stubGlobal('fetch', respond);
  server = { draft: { definition: shipped, version: 1 }, published: undefined, next: 'answers', puts: 0 };
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refusal = (kind: string, status: number) =>
  json({ type: `/problems/${kind}`, title: '', status, detail: 'No.', requestId: 'r' }, status);

async function respond(request: Request): Promise<Response> {
  const { next } = server;
  if (next === 'is away') throw new TypeError('nothing is heard');
  const answer = await answered(request);
  if (next === 'refuses and goes away') server.next = 'is away';
  if (next === 'loses the answer' && request.method === 'PUT') throw new TypeError('the answer is lost');
  return answer;
}

async function answered(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const seen = Number(query.get('version') ?? 0);
  const told = () => json({ ...server.draft, report, saved: '2026-11-28T12:00:00Z', issuer: 'org_1' });
  if (request.method === 'PUT') {
    server.puts += 1;
    const definition = (await request.json()) as Whole;
    if (JSON.stringify(server.draft?.definition) !== JSON.stringify(definition)) {
      if ((server.draft?.version ?? 0) !== seen) return refusal('stale', 409);
      server.draft = { definition, version: seen + 1 };
    }
    return told();
  }
  if (request.method === 'POST') {
    if (!server.draft) return refusal('not-found', 404);
    return server.draft.version === Number((await request.json()).version)
      ? json({ definition: server.draft.definition, version: 1, published: '2026-11-28T12:00:00Z' })
      : refusal('stale', 409);
  }
  if (query.get('version') === 'draft') return server.draft ? told() : refusal('not-found', 404);
  if (!server.published) return refusal('not-found', 404);
  return json({ definition: server.published, version: 1, report, published: '2026-11-28T12:00:00Z' });
}

/** Somebody else saves. */
function others(changes: Partial<Whole>): void {
  const { definition, version } = server.draft!;
  server.draft = { definition: { ...definition, ...changes }, version: version + 1 };
}

async function opened(): Promise<Draft> {
  const draft = new Draft('generating-ideas', 'org_1');
  await draft.load();
  return draft;
}

async function write(draft: Draft, changes: Partial<Whole>): Promise<void> {
  draft.definition = { ...draft.definition!, ...changes };
  draft.changed();
  await vi.runAllTimersAsync();
}

test('what somebody else changed comes in, and both are saved', async () => {
  const draft = await opened();
  others({ audience: 'Theirs' });
  await write(draft, { title: 'Mine' });
  expect(draft.standing.is).toBe('saved');
  expect(server.draft?.definition).toMatchObject({ title: 'Mine', audience: 'Theirs' });
  expect(draft.taken).toEqual(['/audience']);
});

test('what both changed waits for the author, and keeping it leaves what only they changed', async () => {
  const draft = await opened();
  others({ title: 'Theirs', audience: 'Theirs' });
  await write(draft, { title: 'Mine' });
  expect(draft.standing).toMatchObject({ is: 'stale', both: [{ pointer: '/title', theirs: 'Theirs' }] });
  expect(server.draft?.definition.title).toBe('Theirs');
  await draft.keepMine();
  expect(server.draft?.definition).toMatchObject({ title: 'Mine', audience: 'Theirs' });
});

test('a tab that is opened anew meets what was left in it with what was stored meanwhile', async () => {
  const before = await opened();
  server.next = 'is away';
  await write(before, { title: 'Mine' });
  expect(before.standing.is).toBe('offline');
  server.next = 'answers';
  others({ audience: 'Theirs' });
  const draft = await opened();
  expect(draft.restored).toBe(true);
  await vi.runAllTimersAsync();
  expect(draft.standing.is).toBe('saved');
  expect(server.draft?.definition).toMatchObject({ title: 'Mine', audience: 'Theirs' });
});

test('a draft that was thrown away stays gone for who still shows it, also opened anew, until it is brought back', async () => {
  const first = await opened();
  await write(first, { audience: 'Saved before' });
  server.draft = undefined;
  server.published = shipped;
  await write(first, { title: 'Mine' });
  expect(first.standing.is).toBe('gone');
  const again = await opened();
  await vi.runAllTimersAsync();
  expect([again.standing.is, server.draft]).toEqual(['gone', undefined]);
  await again.bringBack();
  expect(again.standing.is).toBe('saved');
  expect((server.draft as { definition: Whole } | undefined)?.definition).toMatchObject({
    title: 'Mine',
    audience: 'Saved before',
  });
});

test('what was thrown away and never published is there to be brought back all the same', async () => {
  const first = await opened();
  server.draft = undefined;
  await write(first, { title: 'Mine' });
  const again = await opened();
  expect([again.standing.is, again.definition?.title]).toEqual(['gone', 'Mine']);
});

test('what was stored without an answer is nobody else’s change', async () => {
  const draft = await opened();
  server.next = 'loses the answer';
  await write(draft, { title: 'Mine' });
  expect([draft.standing.is, server.draft?.definition.title]).toEqual(['offline', 'Mine']);
  server.next = 'answers';
  await write(draft, { title: 'Mine, and more' });
  expect([draft.standing.is, server.draft?.definition.title]).toEqual(['saved', 'Mine, and more']);
});

test('what was undone after its answer was lost is undone on the server too', async () => {
  const draft = await opened();
  server.next = 'loses the answer';
  await write(draft, { title: 'Mine' });
  server.next = 'answers';
  await write(draft, { title: shipped.title });
  expect([draft.standing.is, server.draft?.definition.title]).toEqual(['saved', shipped.title]);
});

test('publishing another text than the stored one brings that in, and publishes nothing', async () => {
  const draft = await opened();
  others({ audience: 'Theirs' });
  expect(await draft.publish()).toBeUndefined();
  expect([draft.definition?.audience, draft.standing.is]).toEqual(['Theirs', 'saved']);
});

test('who can’t be heard while something is published can publish afterwards', async () => {
  const draft = await opened();
  others({ audience: 'Theirs' });
  server.next = 'refuses and goes away';
  expect(await draft.publish()).toBeUndefined();
  expect(draft.standing.is).toBe('offline');
  server.next = 'answers';
  await draft.save();
  expect(draft.standing.is).toBe('saved');
  // Now it hears what was stored meanwhile.
  expect(await draft.publish()).toBeUndefined();
  expect(draft.standing.is).toBe('saved');
  expect(await draft.publish()).toMatchObject({ version: 1 });
});

test('what came and names what is gone here does not go round in circles', async () => {
  const [gone, ...rest] = shipped.methodComponents;
  const showing = (shows: string[]) => {
    const parts = structuredClone(shipped.parts);
    parts[0]!.scoring.criteria[0]!.shows = shows;
    return parts;
  };
  server.draft = { definition: { ...shipped, parts: showing([]) }, version: 1 };
  const draft = await opened();
  others({ parts: showing([gone!.id]), title: 'Theirs' });
  await write(draft, { title: 'Mine', methodComponents: rest });
  expect(draft.standing.is).toBe('stale');
  const before = draft.definition;
  for (let count = 0; count < 3; count += 1) draft.changed();
  expect(draft.definition, 'the form is left alone').toBe(before);
});
