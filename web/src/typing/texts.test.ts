import { expect, test } from 'vitest';
import { areSame, clean, merge, withOwn } from './texts';

test('what only one changed is taken, what both changed is asked', () => {
  const base = { a: 'old', b: 'old', c: 'old', d: 'old' };
  const merged = merge(
    base,
    { a: 'mine', b: 'old', c: 'mine', d: 'same' },
    { a: 'old', b: 'theirs', c: 'theirs', d: 'same' },
  );
  expect(merged).toEqual({ texts: { a: 'mine', b: 'theirs', c: 'mine', d: 'same' }, both: ['c'] });
});

test('a text that only one has is kept, and one that only one took out is gone', () => {
  const merged = merge({ a: 'old', b: 'old' }, { a: 'old', b: '', c: 'mine' }, { b: 'old', d: 'theirs' });
  expect(merged).toEqual({ texts: { a: '', b: '', c: 'mine', d: 'theirs' }, both: [] });
  expect(merge({ a: 'old' }, { a: 'mine' }, {})).toEqual({ texts: { a: 'mine' }, both: ['a'] });
});

test('a text is taken without control characters and turned directions', () => {
  expect(clean('a\u202Eb\u0000c\r\nd\te\u2066')).toBe('abc\nd\te');
  expect(clean('<script>alert(1)</script> שלום')).toBe('<script>alert(1)</script> שלום');
});

test('an empty text and none are the same', () => {
  expect(areSame({ a: '', b: 'x' }, { b: 'x' })).toBe(true);
  expect(areSame({}, { b: 'x' })).toBe(false);
  expect(areSame({ a: 'y' }, { a: 'x' })).toBe(false);
});

test('what is stored as it was sent without an answer is no change of somebody else’s', () => {
  const sent = [
    { a: 'first', b: 'old' },
    { a: 'second', b: 'old' },
  ];
  const own = withOwn({ a: 'old', b: 'old' }, sent, { a: 'first', b: 'theirs' });
  expect(own).toEqual({ a: 'first', b: 'old' });
  expect(withOwn({ a: 'old' }, sent, { a: 'theirs', b: '' })).toEqual({ a: 'old' });
  expect(withOwn({ a: 'old' }, [], { a: 'theirs' })).toEqual({ a: 'old' });
});
