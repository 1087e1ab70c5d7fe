import { expect, test } from 'vitest';
import { canJump, jumpIn } from './recordings';

test('a recording that stands twice can be jumped in until both are gone, whichever goes first', () => {
  const [one, other] = [() => {}, () => {}];
  for (const [first, second] of [
    ['one', 'other'],
    ['other', 'one'],
  ] as const) {
    const ends = { one: canJump('art_1', one), other: canJump('art_1', other) };
    expect(jumpIn('art_1')).toBe(other);
    ends[first]();
    expect(jumpIn('art_1')).toBe(second === 'one' ? one : other);
    ends[second]();
    expect(jumpIn('art_1')).toBeUndefined();
  }
});
