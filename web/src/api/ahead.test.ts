import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAhead, taken } from './ahead';

const ORIGIN = 'https://credentials.example.org';
const asked = (path: string, init?: RequestInit) => new Request(`${ORIGIN}${path}`, init);

beforeEach(() => {
  vi.stubGlobal('location', { origin: ORIGIN });
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response('read'))),
  );
});
afterEach(() => vi.unstubAllGlobals());

test('what was read ahead is given to the request for it, once', async () => {
  readAhead('/api/microcredentials/wait-time');

  const answer = await taken(asked('/api/microcredentials/wait-time'));
  expect(await answer?.text()).toBe('read');
  expect(taken(asked('/api/microcredentials/wait-time'))).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(1);
});

test.each([
  ['another path', asked('/api/microcredentials/another')],
  ['another query', asked('/api/microcredentials/wait-time?version=2')],
  ['a change', asked('/api/microcredentials/wait-time', { method: 'PUT' })],
  ['another session', asked('/api/microcredentials/wait-time', { headers: { authorization: 'Bearer its-own' } })],
])('%s is asked for by itself', (_, request) => {
  readAhead('/api/microcredentials/wait-time');

  expect(taken(request)).toBeUndefined();
});

test('what a stranger was refused keeps no connection, and is asked for again when somebody is signed in', async () => {
  const refused = new Response('sign in', { status: 401 });
  const cancel = vi.spyOn(refused.body as ReadableStream, 'cancel');
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(refused)),
  );
  readAhead('/api/submissions/sub_1');
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled());

  expect(taken(asked('/api/submissions/sub_1'))).toBeUndefined();
});

test('the page hears that nobody answered', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('no connection'))),
  );
  readAhead('/api/microcredentials/wait-time');

  await expect(taken(asked('/api/microcredentials/wait-time'))).rejects.toThrow('no connection');
});
