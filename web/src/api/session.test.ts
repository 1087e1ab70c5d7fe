import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followSession, session, WHILE_IN, type Person } from './session.svelte';
import { storage } from './storage.testing';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/') }));

const HER = { id: 'per_1', name: 'Ana', memberships: [] } as unknown as Person;
const OVER = { type: '/problems/signed-out', title: '', status: 401, detail: 'Sign in.', requestId: 'r' };
const FRAME = `${WHILE_IN}frame:art_1`;
const TYPED = 'response:sub_1';
/** What the tab hears, by name. */
let heard: Map<string, (event: unknown) => void>;
let tab: Record<string, string>;

beforeEach(() => {
  heard = new Map();
  tab = storage({ [FRAME]: 'data:image/jpeg;base64,', [TYPED]: '{}' });
  vi.stubGlobal('sessionStorage', tab);
  vi.stubGlobal('localStorage', storage({}));
  const addEventListener = (name: string, run: (event: unknown) => void) => heard.set(name, run);
  const removeEventListener = (name: string) => heard.delete(name);
  vi.stubGlobal('document', { addEventListener, removeEventListener, visibilityState: 'visible' });
  vi.stubGlobal('addEventListener', addEventListener);
  vi.stubGlobal('removeEventListener', removeEventListener);
  session.begun(HER);
});

afterEach(() => vi.unstubAllGlobals());

const kept = () => Object.keys(tab);

test('while she is signed in, the tab keeps what belongs to that', () => {
  session.changed({ ...HER, name: 'Ana María' });
  expect(kept()).toEqual([FRAME, TYPED]);
});

test('a session that is over takes its pictures along, and leaves what was typed', () => {
  session.lost();
  expect(session.standing).toBe('lost');
  expect(kept()).toEqual([TYPED]);
});

test('signing out in another tab is signing out in this one', () => {
  const stop = followSession();
  heard.get('storage')?.({ key: 'signed-in', newValue: null });
  expect(session.standing).toBe('lost');
  expect(kept()).toEqual([TYPED]);
  stop();
});

test('a tab that comes back after she has signed out elsewhere keeps nothing of her', async () => {
  session.gone();
  tab[FRAME] = 'data:image/jpeg;base64,';
  await session.ask();
  expect(session.standing).toBe('out');
  expect(kept()).toEqual([TYPED]);
});

test('a session that the server no longer knows is over, whatever this browser remembers', async () => {
  session.gone();
  tab[FRAME] = 'data:image/jpeg;base64,';
  vi.stubGlobal('fetch', async () => Response.json(OVER, { status: 401 }));
  await session.ask({ surely: true });
  expect(session.standing).toBe('out');
  expect(kept()).toEqual([TYPED]);
});

test('whoever looks for her letter and comes back finds her work as it was, and it goes on once she is in', async () => {
  const stop = followSession();
  session.lost();
  vi.stubGlobal('fetch', async () => Response.json(OVER, { status: 401 }));
  heard.get('visibilitychange')?.({});
  await session.ask({ surely: true });
  expect(session.standing).toBe('lost');
  vi.stubGlobal('fetch', async () => Response.json(HER));
  heard.get('visibilitychange')?.({});
  await session.ask({ surely: true });
  expect(session.standing).toBe('in');
  stop();
});
