import { expect, test } from 'vitest';
import type { Shapes } from '../../../api/client';
import { fieldsOf, partsOf, scoresOf } from './keeping';

type Part = NonNullable<Shapes['microcredential']['parts']>[number];

const parts = [
  {
    id: 'overview',
    title: 'Overview',
    questions: [
      { id: 'class', prompt: 'Whom?' },
      { id: 'plan', prompt: 'What?' },
    ],
  },
  { id: 'files', title: 'Files', artifacts: {} },
  { id: 'voices', title: 'Voices', reflections: { students: 2 } },
] as unknown as Part[];

test('only what was written is handed over, by part', () => {
  const fields = parts.flatMap(fieldsOf);
  expect(fields.map((field) => field.at)).toEqual([
    '/parts/overview/answers/class',
    '/parts/overview/answers/plan',
    '/parts/voices/reflections/0/text',
    '/parts/voices/reflections/1/text',
  ]);
  expect(fields.map((field) => field.label((student, part) => `${student}, ${part}`))[3]).toBe('Student B, Voices');

  expect(partsOf(fields, {})).toEqual({});
  const said = { '/parts/overview/answers/plan': ' We asked. ', '/parts/voices/reflections/1/text': 'I drew it.' };
  expect(partsOf(fields, said)).toEqual({
    overview: { answers: { plan: 'We asked.' } },
    voices: { reflections: [{ student: 'Student B', text: 'I drew it.' }] },
  });
});

test('feedback is what one begins with', () => {
  const criteria = [
    { part: 'overview', criterion: 'one', level: 'proficient', feedback: 'It is told.' },
    { part: 'overview', criterion: 'two', level: 'developing', feedback: '' },
  ];
  expect(scoresOf({ criteria } as unknown as Shapes['Feedback'])).toEqual({
    overview: {
      one: { level: 'proficient', feedback: 'It is told.' },
      two: { level: 'developing', feedback: '' },
    },
  });
});
