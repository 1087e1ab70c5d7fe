import { expect, test, vi } from 'vitest';
import { Pages, type Page } from './pages.svelte';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/'), scrollY: 0 }));

test('a page that was overtaken is none of those that are open', async () => {
  const asked: (string | undefined)[] = [];
  let letGo: (() => void) | undefined;
  const list = new Pages(
    '/list',
    async ({ cursor }): Promise<Page<string>> => {
      asked.push(cursor);
      const at = Number(cursor ?? 0);
      if (at > 0) await new Promise<void>((done) => (letGo = done));
      return { items: [`line ${at}`], next: String(at + 1) };
    },
    (line) => line,
  );
  await list.load();
  const more = list.more();
  await list.load();
  letGo?.();
  await more;
  expect(list.lines).toEqual(['line 0']);

  asked.length = 0;
  await list.load();
  expect(asked).toEqual([undefined]);
}, 5_000);
