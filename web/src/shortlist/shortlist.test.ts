import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bodyOf, listIn, ORDER, textsOf, whyKey, type Body, type Remark, type Share, type View } from './list';
import { Unsaved } from '../api/problem';
import { change } from './calls';
import { Shortlist } from './shortlist.svelte';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/') }));

/** What one server has of somebody's list. */
let kept: View;
/** What else happens before the next save arrives. */
let before: (() => void) | undefined;
const tabs: Shortlist[] = [];

const item = (microcredential: string, why?: string) => ({
  microcredential,
  title: microcredential.toUpperCase(),
  published: true,
  ...(why && { why }),
});

const REMARKS: Remark[] = [{ number: 1, by: 'earner', text: 'Well.', said: '2026-11-27T00:00:00Z' }];
const SHARE: Share = { share: 'shr_1', name: 'Lee', shared: '2026-11-27T00:00:00Z', remarks: [] };

/** Somebody else saves this list. */
function saves(...items: ReturnType<typeof item>[]): void {
  kept = { ...kept, version: kept.version + 1, items };
}

async function serve(asked: Request): Promise<Response> {
  if (asked.method === 'GET') return Response.json(kept);
  if (asked.method === 'DELETE') return new Response(null, { status: 204 });
  if (asked.url.endsWith('/remarks')) return Response.json({ remarks: REMARKS });
  if (asked.url.endsWith('/shares')) return Response.json(SHARE, { status: 201 });
  before?.();
  before = undefined;
  const body = (await asked.json()) as Body;
  if (body.version !== kept.version) {
    const problem = { type: '/problems/stale', title: '', status: 409, detail: 'No.', requestId: '' };
    return Response.json(problem, { status: 409 });
  }
  const items = body.items.map(({ microcredential, why }) => item(microcredential, why));
  const { shares, version } = kept;
  const saved = { version: version + 1, ...(body.aim !== undefined && { aim: body.aim }), items };
  kept = { ...saved, shares };
  return Response.json(saved);
}

/** The list as another tab opens it. */
function open(): Shortlist {
  const tab = new Shortlist('prs_1', kept);
  tabs.push(tab);
  return tab;
}

beforeEach(() => {
  vi.useFakeTimers();
  const stored = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('fetch', serve);
  kept = { version: 1, items: [item('a', 'First.'), item('b'), item('c')], shares: [] };
});

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is taken off is put back where it stood, with its reason', async () => {
  const tab = open();
  tab.arrange(tab.list.filter((slug) => slug !== 'a'));
  await tab.save();
  expect(kept.items.map(({ microcredential }) => microcredential)).toEqual(['b', 'c']);
  tab.putBack({ slug: 'a', at: 0, why: 'First.' });
  await tab.save();
  expect(kept.items).toEqual([item('a', 'First.'), item('b'), item('c')]);
  expect(tab.standing).toBe('saved');
});

test('what another tab added meanwhile stays, whatever is moved here', async () => {
  const tab = open();
  saves(item('a', 'First.'), item('b', 'New.'), item('c'), item('d'));
  tab.arrange(['b', 'a', 'c']);
  await tab.save();
  await tab.save();
  expect(tab.clashes).toEqual([]);
  expect(kept.items).toEqual([item('b', 'New.'), item('a', 'First.'), item('c'), item('d')]);
  expect(tab.items.map(({ title }) => title)).toEqual(['B', 'A', 'C', 'D']);
});

test('an order that was changed in both is asked about, and takes nothing off when it is chosen', async () => {
  const tab = open();
  saves(item('c'), item('a', 'First.'), item('b'));
  tab.type(ORDER, 'b\na\nc');
  await tab.save();
  expect(tab.standing).toBe('asking');
  tab.arrange([...tab.list, 'n']);
  tab.decide(ORDER, tab.clashes[0]?.theirs ?? '');
  expect(tab.list).toEqual(['c', 'a', 'b', 'n']);
  await tab.save();
  expect(listIn(textsOf(kept)[ORDER])).toEqual(['c', 'a', 'b', 'n']);
});

test('what wasn’t saved when the tab was left is there again, beside what was saved since', () => {
  const left = open();
  left.type(whyKey('b'), 'Unsaved.');
  left.stop();
  saves(item('a', 'First.'), item('b'), item('c'), item('d'));
  const again = open();
  expect(bodyOf(again.version, again.texts).items).toEqual([
    { microcredential: 'a', why: 'First.' },
    { microcredential: 'b', why: 'Unsaved.' },
    { microcredential: 'c' },
    { microcredential: 'd' },
  ]);
});

test('a list that changes while something is added is changed as it is then', async () => {
  before = () => saves(item('a'), item('z'));
  const view = await change((items) => [...items, { microcredential: 'n' }]);
  expect(view.items.map(({ microcredential }) => microcredential)).toEqual(['a', 'z', 'n']);
});

test('what was said while one looks is not lost to what was read before', async () => {
  kept = { ...kept, shares: [SHARE] };
  const tab = open();
  const looked = tab.look();
  tab.shares = [{ ...SHARE, name: 'Newer' }];
  await looked;
  expect(tab.shares[0]?.name).toBe('Newer');
});

test('what is said while the list is saved stays', async () => {
  kept = { ...kept, shares: [SHARE] };
  const tab = open();
  tab.type(whyKey('b'), 'Next.');
  const saved = tab.save();
  tab.shares = [{ ...SHARE, remarks: REMARKS }];
  await saved;
  expect(tab.shares[0]?.remarks).toEqual(REMARKS);
});

test('a share that ended while a remark was under way stays ended', async () => {
  kept = { ...kept, shares: [SHARE] };
  const tab = open();
  const said = tab.remark(SHARE, { text: 'Well.' });
  tab.shares = [{ ...SHARE, ended: { at: SHARE.shared, by: 'adviser' } }];
  await said;
  expect([tab.shares[0]?.ended?.by, tab.shares[0]?.remarks]).toEqual(['adviser', REMARKS]);
  const other = open();
  await other.end(SHARE);
  expect(other.shares[0]?.ended?.by).toBe('earner');
});

test('a list that isn’t saved isn’t shared', async () => {
  const tab = open();
  saves(item('c'), item('a', 'First.'), item('b'));
  tab.type(ORDER, 'b\na\nc');
  await expect(tab.share('Lee', 'lee@school.example.org')).rejects.toBeInstanceOf(Unsaved);
  expect([tab.standing, tab.shares]).toEqual(['asking', []]);
});

test('a list that was brought together with another tab’s is saved, and then shared', async () => {
  const tab = open();
  saves(item('a', 'First.'), item('b'), item('c'), item('d'));
  tab.type(whyKey('b'), 'Mine.');
  await tab.share('Lee', 'lee@school.example.org');
  expect(tab.shares).toEqual([SHARE]);
  expect(kept.items).toEqual([item('a', 'First.'), item('b', 'Mine.'), item('c'), item('d')]);
});
