import { expect, test } from 'vitest';
import { newComponent, newPart, type Whole } from './edit';
import { previewed } from './previewed';

const words = { no: 'No', yes: 'Yes', below: 'Below', meets: 'Meets' };
const begun = {
  id: 'asking-open-questions',
  title: 'Asking Open Questions',
  language: 'en',
  preparations: ['Pick a lesson.', ' '],
  groundRules: ['', ''],
  methodComponents: [{ ...newComponent(), steps: ['Plan', '', 'Plan'] }],
  research: [
    { citation: 'A study.', url: 'https://doi.org/10.1000/1', peerReviewed: true },
    { citation: '', url: 'https://doi.org/10.1000/2', peerReviewed: true },
    { citation: 'Half typed', url: 'doi.or', peerReviewed: false },
  ],
  resources: [{ title: 'Clever', url: 'javascript:alert(1)', required: false }],
  alignment: [],
  parts: [newPart(words)],
  passRule: { all: [] },
  rubricJustification: null,
  reviewBy: null,
} as unknown as Whole;

test('what is half written is shown as far as it goes, and leads nowhere it should not', () => {
  const shown = previewed(begun);
  expect(shown.title).toBe('Asking Open Questions');
  expect([shown.preparations, shown.groundRules]).toEqual([['Pick a lesson.'], []]);
  expect(shown.methodComponents?.[0]).toMatchObject({ title: '…', steps: ['Plan', 'Plan'] });
  expect(shown.research?.map(({ url }) => url)).toEqual(['https://doi.org/10.1000/1']);
  expect(shown.resources).toEqual([]);
  expect(shown.parts?.[0]?.title).toBe('…');
  expect(shown.parts?.[0]?.scoring.criteria[0]).toMatchObject({
    title: '…',
    levels: [{ title: 'Below' }, { title: 'Meets' }],
  });
  expect(begun.methodComponents[0]?.steps, 'what is written stays').toEqual(['Plan', '', 'Plan']);
});
