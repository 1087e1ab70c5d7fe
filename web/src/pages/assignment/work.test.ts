import { expect, test } from 'vitest';
import { clock, gaps, meets, missed, plain, silent, type Criterion, type Part } from './work';

const level = (id: string) => ({ id, title: id, description: id });
const criterion = (id: string): Criterion => ({
  id,
  title: id,
  requiredLevel: 'proficient',
  levels: ['developing', 'proficient', 'exemplary'].map(level),
});
const part = (id: string, ...criteria: string[]): Part => ({
  id,
  kind: 'overview',
  title: id,
  scoring: { type: 'levels', criteria: criteria.map(criterion) },
});
const parts = [part('overview', 'a', 'b'), part('reflection', 'c')];

test('a criterion is met at the required level and above it', () => {
  const met = ['developing', 'proficient', 'exemplary', 'other', undefined].map((id) => meets(criterion('a'), id));
  expect(met).toEqual([false, true, true, false, false]);
});

test('what is missing is a level of each criterion and feedback of each unmet one, in order', () => {
  const scores = { overview: { a: { level: 'developing', feedback: ' ' }, b: { level: 'proficient' } } };
  expect(gaps(parts, scores).map((gap) => `${gap.part.id}/${gap.criterion.id} ${gap.what}`)).toEqual([
    'overview/a feedback',
    'reflection/c level',
  ]);
  expect(silent(parts, scores)).toBe(2);
  expect(
    gaps(parts, {
      overview: { a: { level: 'exemplary' }, b: { level: 'proficient' } },
      reflection: { c: { level: 'developing', feedback: 'Why?' } },
    }),
  ).toEqual([]);
});

test('what the server misses is found where its pointer leads', () => {
  const faults = [
    { pointer: '/scores/reflection/c/feedback', message: 'Say why.' },
    { pointer: '', message: 'Something else.' },
  ];
  expect(missed(faults, parts)).toEqual([
    { part: 'reflection', at: 'reflection/c/feedback', says: 'Say why.' },
    { part: 'overview', at: '', says: 'Something else.' },
  ]);
});

test('seconds are read as a clock', () => {
  expect([0, 7.9, 65, 3723].map(clock)).toEqual(['0:00', '0:07', '1:05', '1:02:03']);
});

test('controls and hidden turns of direction are taken out of what is typed', () => {
  expect(plain('a\u202Eb\u0000c\n\td\u2066e ñ 👩‍👧')).toBe('abc\n\tde ñ 👩‍👧');
});
