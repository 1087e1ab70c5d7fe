import { expect, test } from 'vitest';
import type { Part } from '../../definition/shapes';
import { lacksOf, type Artifact } from './missing';
import { idOf, placeOf } from './places';
import { texts } from './texts';

const scoring = { type: 'levels' as const, criteria: [] };
const overview: Part = {
  id: 'overview',
  kind: 'overview',
  title: 'Overview',
  questions: [{ id: 'why', prompt: 'Why?', maxWords: 2, asksContext: false }],
  scoring,
};
const work: Part = {
  id: 'plans',
  kind: 'artifacts',
  title: 'Work',
  artifacts: { students: 2, perStudent: { min: 1, max: 2 }, types: ['video/mp4'], maxBytes: 1 },
  scoring,
};
const voices: Part = {
  id: 'voices',
  kind: 'student-reflections',
  title: 'Voices',
  reflections: { students: 2, maxWords: 3 },
  scoring,
};
const key = '/parts/overview/answers/why';
const artifact = (student: string, state: Artifact['state']): Artifact => ({
  artifact: 'art_00000000000000000000000000',
  part: 'plans',
  student,
  name: `${student}.mp4`,
  mediaType: 'video/mp4',
  presentation: 'inline',
  size: 1,
  state,
});
const said = (part: Part, typed: Record<string, string>, artifacts: Artifact[] = []) =>
  lacksOf(part, typed, artifacts, texts.en).map(({ message }) => message);

test.each([
  ['', ['Answer this question.']],
  ['—', ['Answer this question.']],
  ['two words', []],
  ['three words here', ['1 word too many']],
])('of the answer “%s” is said %o', (text, messages) => {
  expect(said(overview, { [key]: text })).toEqual(messages);
});

test('every student’s work is asked for, finished', () => {
  expect(said(work, {})).toEqual(['Add at least 1 file for Student A.', 'Add at least 1 file for Student B.']);
  expect(said(work, {}, [artifact('Student A', 'verified'), artifact('Student B', 'uploading')])).toEqual([
    '“Student B.mp4” is not finished yet.',
  ]);
  expect(said(work, {}, [artifact('Student A', 'verified'), artifact('Student B', 'refused')])).toEqual([
    'Add at least 1 file for Student B.',
  ]);
});

test.each([
  ['/parts/overview/answers/why', 'overview', key],
  ['/parts/plans/items', 'plans', '/parts/plans/items'],
  ['/parts/voices/reflections/1/text', 'voices', '/parts/voices/reflections/Student B'],
  ['/statements/ownWork', 'hand-in', '/statements/ownWork'],
])('the fault at %s is mended in %s', (pointer, step, place) => {
  const definition = { id: 'x', title: 'x', language: 'en', parts: [overview, work, voices] } as never;
  expect(placeOf({ pointer, message: '' }, definition, ['overview', 'plans', 'voices'])).toEqual({ step, place });
});

test('an element at a place has a plain id', () => {
  expect(idOf('/parts/voices/reflections/Student B')).toBe('at-parts-voices-reflections-Student-B');
});
