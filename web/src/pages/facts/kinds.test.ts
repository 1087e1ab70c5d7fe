import { expect, test } from 'vitest';
import { emptyRow, kindsOf, statedOf, typedOf, type Facts, type Stated } from './kinds';

const stated: Stated = {
  enrolled: '2026-08-15',
  licences: [{ type: 'pptl', issued: '2026-07-01' }],
  exams: [{ exam: 'content', taken: '2026-06-01', score: '148.5', qualifying: '159', sem: '5.5' }],
  employers: [],
  careerLevels: [],
  requirements: [],
};

test('what was stated is typed and sent as it was', () => {
  expect(statedOf(typedOf(stated))).toEqual(stated);
});

test('what is left empty is not sent, unless it is needed', () => {
  const typed = typedOf({ licences: [{ type: 'pptl', issued: '', expires: '' }] } as Stated);
  expect(statedOf(typed)).toEqual({
    licences: [{ type: 'pptl', issued: '' }],
    exams: [],
    employers: [],
    careerLevels: [],
    requirements: [],
  });
});

test('a decimal may be typed with a comma', () => {
  const [exam] = stated.exams ?? [];
  const typed = typedOf({ exams: [{ ...exam, score: ' 148,5 ' }] } as Stated);
  expect(statedOf(typed).exams?.[0]?.score).toBe('148.5');
});

test('only what is asked for is asked', () => {
  const none = { licences: {}, exams: {}, employers: {}, careerLevels: {}, requirements: {}, enrolment: false };
  const facts = { asked: { ...none, licences: { pptl: 'PPTL' } }, facts: {} } as unknown as Facts;
  expect(kindsOf(facts)).toEqual(['licences']);
  expect(kindsOf({ ...facts, facts: stated })).toEqual(['licences', 'exams']);
  expect(emptyRow('licences', { pptl: 'PPTL' })).toEqual({ type: 'pptl', issued: '', expires: '' });
});
