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

test('a decimal may be typed with a comma, and a thousand is never taken for one', () => {
  const [exam] = stated.exams ?? [];
  const sent = (score: string) => statedOf(typedOf({ exams: [{ ...exam, score }] } as Stated)).exams?.[0]?.score;
  expect([' 148,5 ', '1,000', '5'].map(sent)).toEqual(['148.5', '1,000', '5']);
});

test('only what is asked for is asked', () => {
  const none = { licences: {}, exams: {}, employers: {}, careerLevels: {}, requirements: {}, enrolment: false };
  const facts = { asked: { ...none, licences: { pptl: 'PPTL' } }, facts: {} } as unknown as Facts;
  expect(kindsOf(facts)).toEqual(['licences']);
  expect(kindsOf({ ...facts, facts: stated })).toEqual(['licences', 'exams']);
  expect(emptyRow('licences', { pptl: 'PPTL' })).toEqual({ type: 'pptl', issued: '', expires: '' });
});
