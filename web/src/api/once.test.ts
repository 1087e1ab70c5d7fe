import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { once } from './once';

const ORIGIN = 'https://credentials.example.org';
type Answer = () => Response | Promise<Response>;

/** The keys under which changes came. */
let keys: (string | null)[] = [];
let answer: Answer = () => Response.json({});

const gone: Answer = () => Promise.reject(new TypeError('no connection'));
const done: Answer = () => new Response(null, { status: 204 });
const status = (status: number) => () => Response.json({}, { status });

/** Asks for a change, which is answered so, and tells its key. */
async function ask(how: Answer, path = '/api/letters/let_1/resend', body = '{}', method = 'POST') {
  answer = how;
  await once(new Request(ORIGIN + path, { method, ...(method !== 'DELETE' && { body }) })).catch(() => {});
  return keys.at(-1);
}

beforeEach(() => {
  keys = [];
  vi.stubGlobal('fetch', (request: Request) => {
    keys.push(request.headers.get('idempotency-key'));
    return Promise.resolve().then(() => answer());
  });
});
afterEach(async () => {
  // What was lost is answered, so that no test hears of another's.
  vi.setSystemTime(Date.now() + 2 * 60 * 60 * 1000);
  await ask(done);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['without an answer', gone],
  ['when the server was unwell', status(500)],
  ['when something between answered', status(504)],
  ['while it is carried out', status(429)],
  [
    'when the answer broke off',
    () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('broken off')) })),
  ],
])('%s, the same is asked for under the same key, until an answer comes', async (_, how) => {
  const first = await ask(how);
  expect(await ask(how)).toBe(first);
  expect(await ask(done)).toBe(first);
  expect(await ask(done)).not.toBe(first);
});

test.each([
  ['was done', done],
  ['was refused', status(409)],
])('what %s is asked for anew under another key', async (_, how) => {
  const first = await ask(how);
  expect(await ask(how)).not.toBe(first);
});

test('something else, and the same of something else, has a key of its own', async () => {
  const first = await ask(gone);
  expect(await ask(gone, '/api/letters/let_2/resend')).not.toBe(first);
  expect(await ask(gone, '/api/letters/let_1/resend', '{"person":"per_1"}')).not.toBe(first);
  expect(await ask(gone, '/api/letters/let_1/resend', '', 'DELETE')).not.toBe(first);
  expect(await ask(done)).toBe(first);
});

test('the same while it is under way is asked for twice', async () => {
  let arrive = (_: Response) => {};
  const first = ask(() => new Promise((come) => (arrive = come)));
  await vi.waitFor(() => expect(keys).toHaveLength(1));
  await ask(done);
  expect(keys[1]).not.toBe(keys[0]);
  arrive(new Response());
  await first;
});

test.each([
  ['under it', '/api/submissions/sub_1/coaches/1', 'DELETE', false],
  ['over it', '/api/submissions/sub_1', 'POST', false],
  ['beside it', '/api/submissions/sub_1/responses', 'PUT', true],
  ['of a name that begins alike', '/api/submissions/sub_1/coaches2', 'POST', true],
])('once something %s was done, whether the same is another try: %s', async (_, path, method, isTry) => {
  const coaches = '/api/submissions/sub_1/coaches';
  const first = await ask(gone, coaches);
  await ask(done, path, '{}', method);
  expect((await ask(done, coaches)) === first).toBe(isTry);
});

test('after an hour the same is meant anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const first = await ask(gone);
  vi.setSystemTime(Date.now() + 59 * 60 * 1000);
  expect(await ask(gone)).toBe(first);
  vi.setSystemTime(Date.now() + 61 * 60 * 1000);
  expect(await ask(gone)).not.toBe(first);
});

test('what has a key keeps it, and what is read has none', async () => {
  const change = { method: 'PUT', body: '{}', headers: { 'idempotency-key': 'its-own' } };
  answer = done;
  await once(new Request(`${ORIGIN}/api/shortlist`, change));
  await once(new Request(`${ORIGIN}/api/shortlist`));
  expect(keys).toEqual(['its-own', null]);
});
