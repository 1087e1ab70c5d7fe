import { expect, test } from 'vitest';
import { beside, type Shared } from './shared';

const shared = (share: string): Shared => ({
  share,
  shared: '2026-11-27T00:00:00Z',
  aim: 'Quillfeather',
  items: [{ microcredential: 'a', title: 'A', published: true }],
  remarks: [{ number: 1, by: 'adviser', text: 'Well.', said: '2026-11-27T00:00:00Z' }],
});

test('what is no longer shared stays in its place with what was said, and without the list', () => {
  const [one, two, three] = [shared('shr_1'), shared('shr_2'), shared('shr_3')];
  const now = beside([two, one], [three, one]);
  expect(now.map(({ share, over = false }) => [share, over])).toEqual([
    ['shr_3', false],
    ['shr_2', true],
    ['shr_1', false],
  ]);
  expect([now[1]?.aim, now[1]?.items, now[1]?.remarks]).toEqual([undefined, [], two.remarks]);
  expect(beside(now, [three, one])).toEqual(now);
});
