import { expect, test } from 'vitest';
import type { Shapes } from '../../../api/client';
import { next } from './next';

type Line = Shapes['QueueLine'];
const ME = 'per_me';

/** A line that waits since that minute. */
const line = (id: string, minute: number, more: Partial<Line> = {}): Line => ({
  id,
  version: 1,
  microcredential: 'm',
  edition: 1,
  title: 'M',
  goal: 'own',
  attempt: 1,
  state: 'assessed',
  since: `2026-03-01T08:${String(minute).padStart(2, '0')}:00Z`,
  opened: '2026-03-01T08:00:00Z',
  recommended: true,
  assessors: [{ id: 'per_other', name: 'Other' }],
  ...more,
});

const mine = (id: string, minute: number): Line => {
  const { recommended: _, ...own } = line(id, minute, { assessors: [] });
  return own;
};
const scored = (id: string, minute: number) => line(id, minute, { assessors: [{ id: ME, name: 'Me' }] });

/** A queue of such pages. */
const pages = (all: Line[][]) => ({
  asked: 0,
  async read({ cursor = '0' }: { cursor?: string }) {
    this.asked += 1;
    const at = Number(cursor);
    return { items: all[at] ?? [], ...(at + 1 < all.length && { next: String(at + 1) }) };
  },
});

const A = line('a', 1);
const B = line('b', 2);
const C = line('c', 3);

test.each([
  ['the one that stands after it, not the oldest', [[A, B, C]], B, 'c'],
  ['also when it is decided and stands there no more', [[A, C]], B, 'c'],
  ['after the last the first', [[A, B]], C, 'a'],
  ['that of a later page', [[A], [B], [C]], B, 'c'],
  ['after the last of the last page the first of all', [[A], [B], [C]], C, 'a'],
  ['not her own', [[A, B, mine('m', 3), line('d', 4)]], B, 'd'],
  ['not one that she scored', [[A, B, scored('s', 3), line('d', 4)]], B, 'd'],
  ['neither of them when it begins anew', [[mine('m', 0), scored('s', 0), A, B]], B, 'a'],
  ['of one instant, each in turn', [[line('x', 5), line('y', 5)]], line('x', 5), 'y'],
  ['of one instant, back to the first', [[line('x', 5), line('y', 5)]], line('y', 5), 'x'],
  ['none where no other waits', [[B]], B, undefined],
  ['none where all others are hers', [[mine('m', 1), B, scored('s', 3)]], B, undefined],
])('%s', async (_, all, from, wanted) => {
  const queue = pages(all);
  expect(await next((cursor) => queue.read(cursor), from, ME)).toBe(wanted);
});

test('no page is asked for once it is found', async () => {
  const queue = pages([[A, B], [C]]);
  expect(await next((cursor) => queue.read(cursor), A, ME)).toBe('b');
  expect(queue.asked).toBe(1);
});
