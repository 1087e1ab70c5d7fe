import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAhead, taken } from './ahead';

const ORIGIN = 'https://credentials.example.org';
const slugOf = (answer: unknown) => `/api/microcredentials/${(answer as { microcredential: string }).microcredential}`;
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
  readAhead('/api/microcredentials/wait-time', 'en');

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
  readAhead('/api/microcredentials/wait-time', 'en');

  expect(taken(request)).toBeUndefined();
});

test('what a stranger was refused keeps no connection, and is asked for again when somebody is signed in', async () => {
  const refused = new Response('sign in', { status: 401 });
  const cancel = vi.spyOn(refused.body as ReadableStream, 'cancel');
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(refused)),
  );
  readAhead('/api/submissions/sub_1', 'en');
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled());

  expect(taken(asked('/api/submissions/sub_1'))).toBeUndefined();
});

test.each([['without'], ['with']])('the page hears that nobody answered, %s a next', async (next) => {
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('no connection'))),
  );
  readAhead('/api/microcredentials/wait-time', 'en', next === 'with' ? slugOf : undefined);

  await expect(taken(asked('/api/microcredentials/wait-time'))).rejects.toThrow('no connection');
});

const asks = () => vi.mocked(fetch).mock.calls.map(([url]) => url);

test('what is told by the first answer is asked for before the page has it, and given to the page once', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn((url: string) => Promise.resolve(Response.json({ microcredential: 'wait-time', of: url }))),
  );
  readAhead('/api/submissions/sub_1', 'en', slugOf);

  const first = await taken(asked('/api/submissions/sub_1'));
  expect(asks()).toEqual([`${ORIGIN}/api/submissions/sub_1`, `${ORIGIN}/api/microcredentials/wait-time`]);
  expect(await first?.json()).toMatchObject({ of: `${ORIGIN}/api/submissions/sub_1` });
  const second = await taken(asked('/api/microcredentials/wait-time'));
  expect(await second?.json()).toMatchObject({ of: `${ORIGIN}/api/microcredentials/wait-time` });
  expect(taken(asked('/api/microcredentials/wait-time'))).toBeUndefined();
});

test.each([
  ['a refusal', () => Response.json({ microcredential: 'wait-time' }, { status: 404 })],
  ['what is no JSON', () => new Response('<p>A gateway says')],
])('after %s nothing more is asked for, and the page has it whole', async (_, response) => {
  const whole = await response().text();
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(response())),
  );
  readAhead('/api/submissions/sub_1', 'en', slugOf);

  const first = await taken(asked('/api/submissions/sub_1'));
  expect(await first?.text()).toBe(whole);
  expect(asks()).toHaveLength(1);
});

test('for a page that was left meanwhile nothing more is asked for', async () => {
  let arrive: (response: Response) => void = () => {};
  vi.stubGlobal(
    'fetch',
    vi.fn(() => new Promise<Response>((done) => (arrive = done))),
  );
  readAhead('/api/submissions/sub_1', 'en', slugOf);
  const left = taken(asked('/api/submissions/sub_1'));
  const arrived = arrive;
  readAhead('/api/microcredentials/another', 'en');
  arrived(Response.json({ microcredential: 'wait-time' }));

  await left;
  expect(asks()).toEqual([`${ORIGIN}/api/submissions/sub_1`, `${ORIGIN}/api/microcredentials/another`]);
});

test('that nobody answered is no error of a page that was left', async () => {
  const unheard = vi.fn();
  process.on('unhandledRejection', unheard);
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('no connection'))),
  );
  readAhead('/api/submissions/sub_1', 'en', slugOf);
  // Rejections are told of once the present task is over.
  await new Promise((done) => setTimeout(done));
  process.off('unhandledRejection', unheard);

  expect(unheard).not.toHaveBeenCalled();
});
