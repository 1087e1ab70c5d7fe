import { expect, test } from 'vitest';
import { allPages } from './pages';

/** A list of that many pages, each with its number. */
function listOf(count: number) {
  return (asked: { cursor?: string }) => {
    const page = Number(asked.cursor ?? 1);
    return Promise.resolve({ items: [page], ...(page < count && { next: String(page + 1) }) });
  };
}

test('a list is read whole, and of a long one is told what came so far, less and less often', async () => {
  const told: number[] = [];
  const all = await allPages(listOf(20), (some) => void told.push(some.length));
  expect(all).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(told).toEqual([1, 2, 4, 8, 16]);
  expect(await allPages(listOf(1), () => expect.unreachable())).toEqual([1]);
});
