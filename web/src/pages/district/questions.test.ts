import { expect, test } from 'vitest';
import { blank, isAnother, sent, written } from './questions';

const COHORT = { text: 'Which cohort?', choices: ['First', 'Second'] };
const GOAL = { text: 'Which goal?', choices: ['A', 'B', 'C'] };

test('what is written is what is sent, without what tells questions apart on the page', () => {
  const questions = [...written([COHORT, GOAL]), blank()];
  expect(new Set(questions.map(({ id }) => id)).size).toBe(3);
  expect(sent(questions)).toEqual([COHORT, GOAL, { text: '', choices: [] }]);
});

test('a question is another one when its text or its choices are others, wherever it stands', () => {
  const stored = [COHORT, GOAL];
  const [cohort, goal] = written(stored) as [ReturnType<typeof blank>, ReturnType<typeof blank>];
  expect([cohort, goal].map((question) => isAnother(question, stored))).toEqual([false, false]);
  expect(isAnother({ ...cohort, text: ' Which cohort? ' }, stored)).toBe(false);
  expect(isAnother({ ...cohort, text: 'Which cohort now?' }, stored)).toBe(true);
  expect(isAnother({ ...goal, choices: ['A', 'C', 'B'] }, stored)).toBe(true);
  expect(isAnother({ ...blank(), text: 'New?' }, stored), 'it was never asked').toBe(false);
});
