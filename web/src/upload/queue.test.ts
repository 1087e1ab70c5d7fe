import { expect, test } from 'vitest';
import { lost, Model, no, place, status, yes, type Fault } from './model.testing';
import type { Done, Work } from './work';

/** Lets each of these outcomes happen once, in order, in place of the usual one for that kind of work. */
function once(kind: Work['do'], ...outcomes: ((work: never) => Done)[]): Fault {
  const left = [...outcomes];
  return (work) => (work.do === kind ? left.shift()?.(work as never) : undefined);
}

test('a file goes from its fingerprint to its verdict, each part once', () => {
  const model = new Model();
  model.add('a', 7);
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.sent).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(model.mostSending).toBe(4);
  expect(model.log.filter((work) => !['hash', 'sign', 'send'].includes(work.do)).map((work) => work.do)).toEqual([
    'fingerprint',
    'begin',
    'complete',
  ]);
});

test('four lines are shared by all files: a small one does not wait for a large one', () => {
  const model = new Model();
  model.latency = (work) => (work.do === 'send' ? 1000 : 10);
  model.add('large', 100);
  model.run(() => model.sent.length >= 20);
  model.add('small', 2);
  const before = model.sent.length;
  model.run(() => model.is('small') === 'verified');
  expect(model.sent.length - before).toBeLessThan(12);
  model.run();
  expect(model.mostSending).toBe(4);
  expect(model.is('large')).toBe('verified');
});

test('no more than four files are at work, the others wait their turn', () => {
  const model = new Model();
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) model.add(id, 3);
  model.run(() => model.sent.length > 0);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].filter((id) => model.is(id) === 'queued')).toEqual(['e', 'f']);
  model.run();
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => model.is(id))).toEqual(Array(6).fill('verified'));
});

test('goes on with what the server has, and sends only what is missing', () => {
  const first = new Model();
  first.add('a', 9);
  first.run(() => first.sent.length >= 6);
  const arrived = new Set(first.kept.get('art_1')?.arrivals);

  const second = new Model();
  first.kept.forEach((upload, artifact) => second.kept.set(artifact, upload));
  second.add('a', 9, 'art_1');
  second.run();
  expect(second.is('a')).toBe('verified');
  expect(second.sent.filter((number) => arrived.has(number))).toEqual([]);
  expect(second.did('begin')).toEqual([]);
});

test.each([
  ['another size', 8, {}],
  ['another time', 9, { modified: 2 }],
  ['other bytes', 9, { edges: 'others' }],
])('refuses to go on with a file of %s, names both, and takes the right one after that', (_, parts, print) => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length >= 6);
  const before = model.sent.length;
  model.queue.find('a')?.pause();
  model.run();

  model.add('b', parts, 'art_1', { edges: 'edges of a', ...print });
  model.run();
  expect(model.view('b').state).toMatchObject({
    is: 'failed',
    reason: { code: 'other-file', expected: { name: 'a.mp4' }, given: { name: 'b.mp4' } },
    remedy: 'choose-file',
  });
  expect(model.sent.length).toBe(before);

  model.files.set('b', { size: 9 * 16 - 3, fingerprint: { modified: 1, edges: 'edges of a' } });
  model.queue.find('b')?.give({ name: 'a.mp4', mediaType: 'video/mp4', size: 9 * 16 - 3 });
  model.run();
  expect(model.is('b')).toBe('verified');
});

test('an address that the storage finds too old is replaced at once', () => {
  const model = new Model();
  model.add('a', 1);
  model.fault = once('send', status(403, 'AccessDenied'));
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.sent).toEqual([1, 1]);
  expect(model.did('hash')).toHaveLength(1);
  expect(model.now).toBeLessThan(200);
});

test('a storage that refuses every address stops the file after five retries', () => {
  const model = new Model();
  model.add('a', 1);
  model.fault = (work) => (work.do === 'send' ? status(403, 'AccessDenied')(work) : undefined);
  model.run();
  expect(model.sent).toHaveLength(6);
  expect(model.view('a').state).toMatchObject({
    is: 'failed',
    reason: { code: 'storage-refused', status: 403, error: 'AccessDenied' },
    remedy: 'retry',
  });
  model.fault = () => undefined;
  model.queue.find('a')?.resume();
  model.run();
  expect(model.is('a')).toBe('verified');
});

test('a part that was damaged on the way is read and sent again', () => {
  const model = new Model();
  model.add('a', 2);
  model.fault = once('send', status(400, 'BadDigest'));
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.did('hash')).toHaveLength(3);
});

test('a no that another try can’t mend stops the file at once', () => {
  const model = new Model();
  model.add('a', 1);
  model.fault = once('send', status(413, 'EntityTooLarge'));
  model.run();
  expect(model.sent).toHaveLength(1);
  expect(model.view('a').state).toMatchObject({ is: 'failed', reason: { code: 'storage-refused', status: 413 } });
});

test('a lost part is sent again when Touchstone can be reached', () => {
  const model = new Model();
  model.add('a', 3);
  model.fault = once('send', lost);
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.did('probe')).toHaveLength(1);
  expect(model.sent.filter((number) => number === 1)).toHaveLength(2);
});

test('a storage that never answers while Touchstone does is named as that', () => {
  const model = new Model();
  model.add('a', 1);
  model.fault = (work) => (work.do === 'send' ? lost(work) : undefined);
  model.run();
  expect(model.sent).toHaveLength(6);
  expect(model.view('a').state).toMatchObject({ is: 'failed', reason: { code: 'storage-unreachable' } });
});

test('without a connection it waits as long as it takes, and the tries of before are forgiven', () => {
  const model = new Model();
  model.add('a', 3);
  const isDown = () => model.now > 25 && model.now < 3_600_000;
  model.fault = (work) => {
    if (work.do === 'probe' && isDown()) return { did: 'probe', isReachable: false };
    return work.do === 'send' && isDown() ? lost(work) : undefined;
  };
  model.run(() => model.is('a') === 'waiting-offline');
  expect(model.queue.isOffline).toBe(true);
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.now).toBeGreaterThan(3_600_000);
  expect(model.did('probe').length).toBeGreaterThan(100);
});

test('when the browser says offline nothing is tried until it says online', () => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length > 0);
  model.queue.online(false, model.now);
  const before = model.log.length;
  model.run();
  expect(model.log.length).toBe(before);
  expect(model.is('a')).toBe('waiting-offline');
  model.queue.online(true, model.now);
  model.run();
  expect(model.is('a')).toBe('verified');
});

test.each(['begin', 'read', 'sign', 'complete'] as const)('%s is asked again when nobody heard it', (kind) => {
  const model = new Model();
  model.add('a', 3);
  if (kind === 'read') {
    model.run(() => model.sent.length > 0);
    model.queue.find('a')?.pause();
    model.run();
    model.add('b', 3, 'art_1', { edges: 'edges of a' });
  }
  model.fault = once(
    kind,
    (work: { id: string }) => ({ did: kind, id: work.id, answer: { ok: false, ...no(0) } }) as Done,
  );
  model.run();
  expect(model.is(kind === 'read' ? 'b' : 'a')).toBe('verified');
  expect(model.did('probe')).toHaveLength(1);
});

test('a server that is busy is asked again, five times', () => {
  const model = new Model();
  model.add('a', 1);
  model.fault = (work) =>
    work.do === 'sign' ? { did: 'sign', id: work.id, answer: { ok: false, ...no(503) } } : undefined;
  model.run();
  expect(model.did('sign')).toHaveLength(6);
  expect(model.view('a').state).toMatchObject({ is: 'failed', reason: { code: 'server-unwell', status: 503 } });
});

test('a lost session pauses, what is on its way arrives, and nothing is lost after signing in', () => {
  const model = new Model();
  model.add('a', 30);
  model.run(() => model.sent.length >= 4);
  model.fault = (work) =>
    work.do === 'sign' ? { did: 'sign', id: work.id, answer: { ok: false, ...no(401, 'signed-out') } } : undefined;
  model.run();
  expect(model.view('a').state).toMatchObject({ is: 'paused', because: 'signed-out' });
  expect(model.did('call-back')).toEqual([]);
  model.fault = () => undefined;
  model.queue.find('a')?.resume();
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.sent).toHaveLength(30);
});

test('a pause calls back what is on its way, and later only that goes again', () => {
  const model = new Model();
  model.add('a', 6);
  model.latency = (work) => (work.do === 'send' ? 1000 : 10);
  model.run(() => model.sent.length === 4);
  model.queue.find('a')?.pause();
  model.run();
  expect(model.view('a').state).toMatchObject({ is: 'paused', because: 'asked', progress: { arrived: 16, sent: 16 } });
  model.queue.find('a')?.resume();
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.sent).toEqual([1, 2, 3, 4, 2, 3, 4, 5, 6]);
});

test('an upload that the storage has given up is over, and can begin anew', () => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length > 0);
  const isOld = (artifact: string) => artifact === 'art_1';
  model.fault = (work) =>
    work.do === 'send' && isOld(work.signed.url) ? status(404, 'NoSuchUpload')(work) : undefined;
  model.run();
  expect(model.view('a').state).toMatchObject({ is: 'failed', reason: { code: 'expired' }, remedy: 'begin-anew' });
  model.queue.find('a')?.restart();
  model.fault = () => undefined;
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.did('cancel')).toHaveLength(1);
  expect([...model.kept.keys()]).not.toContain('art_1');
});

test('an upload that was finished in another tab is verified here too', () => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length >= 4);
  const kept = model.kept.get('art_1');
  if (kept) kept.state = 'verified';
  model.run();
  expect(model.is('a')).toBe('verified');
});

test('an upload that was taken out in another tab is cancelled here too', () => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length >= 4);
  model.kept.clear();
  model.run();
  expect(model.is('a')).toBe('cancelled');
});

test.each(['queued', 'fingerprint', 'begin', 'hash', 'send', 'complete'] as const)(
  'cancelled at %s, it is gone here and on the server',
  (stage) => {
    const model = new Model();
    model.add('a', 6);
    if (stage !== 'queued') model.run(() => model.did(stage).length > 0);
    model.queue.find('a')?.cancel();
    model.run();
    expect(model.is('a')).toBe('cancelled');
    expect(model.kept.size).toBe(0);
  },
);

test('cancelled while nobody knows whether it has begun, it is asked for and taken out', () => {
  const model = new Model();
  model.add('a', 2);
  let isFirst = true;
  model.fault = (work) => {
    if (work.do !== 'begin' || !isFirst) return undefined;
    isFirst = false;
    model.perform(work);
    return { did: 'begin', id: work.id, answer: { ok: false, ...no(0) } };
  };
  model.run(() => model.did('begin').length > 0);
  model.queue.find('a')?.cancel();
  model.run();
  expect(model.is('a')).toBe('cancelled');
  expect(model.kept.size).toBe(0);
});

test('a file that vanished stops, and goes on when it is given again', () => {
  const model = new Model();
  model.add('a', 30);
  model.fault = (work) =>
    work.do === 'hash' && work.slice.number > 12
      ? { did: 'hash', id: work.id, number: work.slice.number, result: { ok: false, cause: 'file' } }
      : undefined;
  model.run();
  expect(model.view('a').state).toMatchObject({
    is: 'failed',
    reason: { code: 'file-unreadable' },
    remedy: 'choose-file',
  });
  model.fault = () => undefined;
  model.queue.find('a')?.give({ name: 'a.mp4', mediaType: 'video/mp4', size: 30 * 16 - 3 });
  model.run();
  expect(model.is('a')).toBe('verified');
});

test('the server’s word on a file is passed on', () => {
  const model = new Model();
  model.add('a', 1);
  const refused = { state: 'refused', reason: 'This video is in HEVC.', unfit: { is: 'hevc' } };
  model.fault = once('complete', (work: { id: string }) => {
    const upload = model.kept.get('art_1');
    return { did: 'complete', id: work.id, answer: yes({ ...upload, ...refused }) } as Done;
  });
  model.run();
  expect(model.view('a').state).toEqual({
    is: 'refused',
    reason: { code: 'unfit', unfit: { is: 'hevc' }, sentence: 'This video is in HEVC.' },
  });
});

test('what the server could not look into yet is asked for until it did', () => {
  const model = new Model();
  model.add('a', 1);
  let looks = 0;
  model.fault = (work) => {
    if (work.do !== 'complete' || (looks += 1) > 8) return undefined;
    return { did: 'complete', id: work.id, answer: yes({ ...model.kept.get('art_1'), state: 'uploaded' }) } as Done;
  };
  model.run(() => looks === 2);
  expect(model.is('a')).toBe('inspecting');
  model.run();
  expect(model.is('a')).toBe('verified');
});

test('a begin that breaks rules is a refusal with the faults', () => {
  const model = new Model();
  model.add('a', 1);
  const faults = [{ pointer: '/student', message: 'There are 5 files of Student A already. Remove one first.' }];
  model.fault = once('begin', (work: { id: string }) => ({
    did: 'begin',
    id: work.id,
    answer: { ok: false, ...no(422, 'invalid'), faults },
  }));
  model.run();
  expect(model.view('a').state).toMatchObject({ is: 'refused', reason: { code: 'rules', faults } });
});

test('the same file for the same place is uploaded once', () => {
  const model = new Model();
  model.add('a', 9);
  model.run(() => model.sent.length > 0);
  model.add('b', 9, undefined, { edges: 'edges of a' });
  model.run();
  expect(model.is('a')).toBe('verified');
  expect(model.view('b').state).toMatchObject({ is: 'failed', reason: { code: 'twice' }, remedy: 'none' });
  expect(model.sent).toHaveLength(9);
});

test('a place is what the server says it is', () => {
  const model = new Model();
  model.add('a', 3);
  model.run(() => model.sent.length > 0);
  expect(model.view('a')).toMatchObject({ ...place, artifact: 'art_1', name: 'a.mp4', mediaType: 'video/mp4' });
});
