import { expect, test } from 'vitest';
import { standing } from './faults';

test('a fault stands until what is at its place is changed or moved', () => {
  const faults = ['/questions/0/text', '/questions/0/choices', '/questions/1/choices/1', '/logo', ''].map(
    (pointer) => ({
      pointer,
    }),
  );
  const sent = {
    questions: [
      { text: '', choices: [] },
      { text: 'Which?', choices: ['A', 'A'] },
    ],
  };
  const pointers = (now: unknown) => standing(faults, sent, now).map(({ pointer }) => pointer);
  expect(pointers(structuredClone(sent))).toEqual(faults.map(({ pointer }) => pointer));

  const [first, second] = sent.questions;
  expect(pointers({ questions: [{ ...first, text: 'Who?' }, second] })).toEqual([
    '/questions/0/choices',
    '/questions/1/choices/1',
    '/logo',
  ]);
  expect(pointers({ questions: [second] })).toEqual(['/logo']);
  expect(pointers({ questions: [], logo: 'data:' })).toEqual([]);
});
