import { expect, test } from 'vitest';
import type { Part } from '../../definition/shapes';
import { fieldsOfPart, keyOf, responsesOf, textsOf } from './responses';

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
