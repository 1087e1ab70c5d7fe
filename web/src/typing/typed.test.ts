import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refused, Unreachable, type Kind } from '../api/problem';
import type { Texts } from './texts';
import { Typed, type Stored, type Storing } from './typed.svelte';

/** What one server has of the texts, and what becomes of the answers to its writers. */
class Server {
  version = 1;
  texts: Texts;
  /** What the next writes come to, in this order: stored without an answer, never arrived, or refused. */
  readonly next: ('answer lost' | 'never arrived' | Kind)[] = [];

  constructor(texts: Texts) {
    this.texts = texts;
  }

  /** Somebody else saves. */
  change(texts: Texts): void {
    this.texts = { ...this.texts, ...texts };
    this.version += 1;
  }

  read(): Stored {
    return { version: this.version, texts: { ...this.texts } };
  }

  write(texts: Texts, version: number): Omit<Stored, 'texts'> {
    const fate = this.next.shift();
    if (fate === 'never arrived') throw new Unreachable();
    if (fate !== undefined && fate !== 'answer lost') throw refusal(fate, 422);
    if (version !== this.version) throw refusal('stale', 409);
    this.texts = texts;
    this.version += 1;
    if (fate === 'answer lost') throw new Unreachable();
    return { version: this.version };
  }
}

function refusal(kind: Kind, status: number): Refused {
  return new Refused({ type: `/problems/${kind}`, title: '', status, detail: 'No.', requestId: '' });
}

/** The texts of a server as one tab has them. Made again, it is the tab after a reload. */
class Tab extends Typed {
  readonly #server: Server;

  constructor(server: Server) {
    super(server.read(), 'tab');
    this.#server = server;
  }

  protected override async read(): Promise<Stored> {
    return this.#server.read();
  }

  protected override async write(texts: Texts, how: Storing): Promise<Omit<Stored, 'texts'>> {
    return this.#server.write(texts, how.version);
  }
}

const tabs: Tab[] = [];

/** The tab, opened or loaded again: whatever the last one had in hand ends there. */
function open(server: Server): Tab {
  for (const tab of tabs.splice(0)) tab.stop();
  const tab = new Tab(server);
  tabs.push(tab);
  return tab;
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A tab in which `a` was changed, as it was on the server meanwhile. */
async function clashed(server: Server): Promise<Tab> {
  const tab = open(server);
  tab.type('a', 'mine');
  server.change({ a: 'theirs' });
  await tab.save();
  expect([tab.standing, tab.clashes]).toEqual(['asking', [{ key: 'a', mine: 'mine', theirs: 'theirs' }]]);
  return tab;
}

test('what was asked and not decided is asked again after a reload, and nothing is written over until then', async () => {
  const server = new Server({ a: 'old', b: 'old' });
  await clashed(server);

  const again = open(server);
  expect([again.standing, again.clashes]).toEqual(['asking', [{ key: 'a', mine: 'mine', theirs: 'theirs' }]]);
  await again.save();
  await vi.runAllTimersAsync();
  expect(server.texts).toEqual({ a: 'theirs', b: 'old' });

  server.change({ a: 'theirs again' });
  const later = open(server);
  expect(later.clashes).toEqual([{ key: 'a', mine: 'mine', theirs: 'theirs again' }]);
  later.decide('a', 'mine');
  await vi.runAllTimersAsync();
  expect([later.standing, server.texts]).toEqual(['saved', { a: 'mine', b: 'old' }]);
});

test('a clash that came to light at a reload is still asked after the next', async () => {
  const server = new Server({ a: 'old' });
  open(server).type('a', 'mine');
  server.change({ a: 'theirs' });
  expect(open(server).standing).toBe('asking');
  expect(open(server).clashes).toEqual([{ key: 'a', mine: 'mine', theirs: 'theirs' }]);
});

test('nothing is asked after a reload when the server has by now what stands here', async () => {
  const server = new Server({ a: 'old' });
  await clashed(server);
  server.change({ a: 'mine' });
  const again = open(server);
  expect([again.standing, again.clashes, again.isSaved]).toEqual(['saved', [], true]);
});

test('what is typed while a clash is open is what is kept', async () => {
  const server = new Server({ a: 'old' });
  const tab = await clashed(server);
  tab.type('a', 'mine, and more');
  expect(tab.clashes).toEqual([{ key: 'a', mine: 'mine, and more', theirs: 'theirs' }]);
  expect(open(server).clashes).toEqual(tab.clashes);
});

test('of several clashes each is decided by itself, and only then it is saved', async () => {
  const server = new Server({ a: 'old', b: 'old' });
  const tab = open(server);
  tab.type('a', 'mine');
  tab.type('b', 'mine');
  server.change({ a: 'theirs', b: 'theirs' });
  await tab.save();
  tab.decide('a', 'mine');
  tab.type('a', 'mine, and more');
  expect(open(server).clashes.map(({ key }) => key)).toEqual(['b']);

  tab.decide('b', 'theirs');
  await tab.save();
  expect([tab.standing, server.texts]).toEqual(['saved', { a: 'mine, and more', b: 'theirs' }]);
});

test('nobody clashes with herself when an answer got lost', async () => {
  for (const reloads of [false, true]) {
    const server = new Server({ a: 'old', b: 'old', c: 'old' });
    server.next.push('answer lost', 'never arrived');
    let tab = open(server);
    for (const text of ['first', 'first, second', 'first, second, third']) {
      tab.type('a', text);
      if (text.endsWith('third')) server.change({ b: 'theirs' });
      if (text.endsWith('third') && reloads) tab = open(server);
      await tab.save();
    }
    expect(tab.clashes, `reloads: ${reloads}`).toEqual([]);
    await vi.runAllTimersAsync();
    expect([tab.standing, server.texts]).toEqual(['saved', { a: 'first, second, third', b: 'theirs', c: 'old' }]);
  }
});

test('what was taken back while no answer came is taken back on the server too', async () => {
  const server = new Server({ a: 'old' });
  server.next.push('answer lost');
  const tab = open(server);
  tab.type('a', 'new');
  await tab.save();
  expect([tab.standing, server.texts]).toEqual(['waiting', { a: 'new' }]);
  tab.type('a', 'old');
  expect(tab.isSaved).toBe(false);
  await tab.save();
  await vi.runAllTimersAsync();
  expect([tab.standing, tab.isSaved, server.texts]).toEqual(['saved', true, { a: 'old' }]);
});

test('what somebody else made of a text that was sent without an answer is asked', async () => {
  const server = new Server({ a: 'old' });
  server.next.push('answer lost');
  const tab = open(server);
  tab.type('a', 'mine');
  await tab.save();
  server.change({ a: 'theirs' });
  await tab.save();
  expect(tab.clashes).toEqual([{ key: 'a', mine: 'mine', theirs: 'theirs' }]);
});

test('that she must sign in is said until something is taken, also while it is tried', async () => {
  const server = new Server({ a: 'old' });
  server.next.push('signed-out', 'signed-out');
  const tab = open(server);
  tab.type('a', 'new');
  await tab.save();
  tab.type('a', 'newer');
  const tried = tab.save();
  expect(tab.standing).toBe('signed-out');
  await tried;
  expect(tab.standing).toBe('signed-out');
  const taken = tab.save();
  tab.type('a', 'typed meanwhile');
  await taken;
  expect(tab.standing).toBe('typing');
  await vi.runAllTimersAsync();
  expect([tab.standing, server.texts]).toEqual(['saved', { a: 'typed meanwhile' }]);
});

test('where nothing is left to save it says saved', async () => {
  const server = new Server({ a: 'old' });
  const tab = open(server);
  tab.type('a', 'new');
  tab.type('a', 'old');
  expect(tab.standing).toBe('typing');
  await vi.runAllTimersAsync();
  expect([tab.standing, server.version]).toEqual(['saved', 1]);

  server.next.push('invalid');
  tab.type('a', 'refused');
  await tab.save();
  expect([tab.standing, tab.refusal?.kind]).toEqual(['refused', 'invalid']);
  tab.type('a', 'old');
  await tab.save();
  expect([tab.standing, tab.refusal]).toEqual(['saved', undefined]);

  const asked = await clashed(server);
  asked.decide('a', 'theirs');
  await vi.runAllTimersAsync();
  expect([asked.standing, server.texts]).toEqual(['saved', { a: 'theirs' }]);
});

test('that texts were taken in is told until the next is typed', async () => {
  const server = new Server({ a: 'old', b: 'old' });
  const tab = open(server);
  server.change({ b: 'theirs' });
  tab.hear({ ...server.read(), by: 'Ada' });
  expect([tab.hasTakenIn, tab.by]).toEqual([true, 'Ada']);
  tab.type('a', 'mine');
  expect(tab.hasTakenIn).toBe(false);

  await tab.save();
  server.change({ a: 'theirs' });
  tab.type('a', 'mine again');
  await tab.save();
  tab.hear({ ...server.read(), version: 99, by: 'Ada' });
  expect([tab.standing, tab.by], 'what isn’t taken names nobody').toEqual(['asking', undefined]);
});
