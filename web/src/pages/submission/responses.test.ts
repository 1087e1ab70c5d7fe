import { expect, test } from 'vitest';
import type { Part } from '../../definition/shapes';
import { areSame, clean, fieldsOfPart, keyOf, merge, responsesOf, textsOf } from './responses';

const scoring = { type: 'levels' as const, criteria: [] };
const question = { prompt: 'Why?', maxWords: 200, asksContext: false };
const parts: Part[] = [
  { id: 'overview', kind: 'overview', title: 'Overview', questions: [{ id: 'why', ...question }], scoring },
  { id: 'voices', kind: 'student-reflections', title: 'Voices', reflections: { students: 2, maxWords: 100 }, scoring },
];
const fields = parts.flatMap(fieldsOfPart);
const [why, first, second] = fields.map(({ key }) => key) as [string, string, string];

test('fields are named by their place, students by their label', () => {
  expect([why, first, second]).toEqual([
    '/parts/overview/answers/why',
    '/parts/voices/reflections/Student A',
    '/parts/voices/reflections/Student B',
  ]);
});

test('texts and responses are the same thing', () => {
  const texts = { [why]: 'because', [first]: '', [second]: 'I saw' };
  const responses = responsesOf(texts, fields);
  expect(responses).toEqual({
    overview: { answers: { why: 'because' } },
    voices: {
      reflections: [
        { student: 'Student A', text: '' },
        { student: 'Student B', text: 'I saw' },
      ],
    },
  });
  expect(textsOf(responses, fields)).toEqual(texts);
  expect(textsOf({}, fields)).toEqual({ [why]: '', [first]: '', [second]: '' });
});

test.each([
  ['/parts/overview/answers/why', why],
  ['/parts/voices/reflections/1/text', second],
  ['/parts/voices/reflections', undefined],
  ['/parts/artifacts/items', undefined],
  ['/statements/ownWork', undefined],
])('the pointer %s leads to %s', (pointer, key) => {
  expect(keyOf(pointer, fields)).toBe(key);
});

test('what only one tab changed is taken, what both changed is asked', () => {
  const base = { a: 'old', b: 'old', c: 'old', d: 'old' };
  const merged = merge(
    base,
    { a: 'mine', b: 'old', c: 'mine', d: 'same' },
    { a: 'old', b: 'theirs', c: 'theirs', d: 'same' },
  );
  expect(merged).toEqual({ texts: { a: 'mine', b: 'theirs', c: 'mine', d: 'same' }, both: ['c'] });
});

test('a text is taken without control characters and turned directions', () => {
  expect(clean('a\u202Eb\u0000c\r\nd\te\u2066')).toBe('abc\nd\te');
  expect(clean('<script>alert(1)</script> שלום')).toBe('<script>alert(1)</script> שלום');
});

test('an empty text and none are the same', () => {
  expect(areSame({ a: '', b: 'x' }, { b: 'x' })).toBe(true);
  expect(areSame({ a: 'y' }, { a: 'x' })).toBe(false);
});
