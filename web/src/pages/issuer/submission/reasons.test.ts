import { expect, test } from 'vitest';
import { explain } from './reasons';

const level = (id: string) => ({ id, title: id.toUpperCase(), description: '' });
const part = (id: string) => ({
  id,
  kind: 'response' as const,
  title: `Part ${id}`,
  questions: [],
  scoring: {
    type: 'levels' as const,
    criteria: [{ id: 'c', title: 'Clear', requiredLevel: 'good', levels: [level('poor'), level('good')] }],
  },
});
const definition = {
  id: 'd',
  title: 'D',
  language: 'en',
  parts: [part('a'), part('b'), part('c')],
  passRule: { all: [{ passes: 'a' }, { anyOf: { n: 1, of: [{ passes: 'b' }, { passes: 'c' }] } }] },
};
const feedback = (outcomes: Record<string, 'passed' | 'not-passed'>) => ({
  attempt: 1,
  outcomes,
  comments: [],
  recommended: false,
  criteria: Object.entries(outcomes).map(([id, outcome]) => ({
    part: id,
    criterion: 'c',
    title: 'Clear',
    level: outcome === 'passed' ? 'good' : 'poor',
    levelTitle: outcome === 'passed' ? 'GOOD' : 'POOR',
    met: outcome === 'passed',
    feedback: '',
  })),
});

test('an unmet part names its criteria, with what was given and what was asked for', () => {
  const reason = explain(definition, feedback({ a: 'not-passed', b: 'passed', c: 'not-passed' }), []);
  expect(reason).toMatchObject({
    kind: 'all',
    met: false,
    of: [
      { kind: 'part', title: 'Part a', met: false, unmet: [{ title: 'Clear', given: 'POOR', required: 'GOOD' }] },
      { kind: 'any', met: true, needed: 1, passed: 1 },
    ],
  });
});

test('a part that passed in a former attempt counts', () => {
  const reason = explain(definition, feedback({ b: 'not-passed', c: 'not-passed' }), ['a']);
  expect(reason).toMatchObject({
    met: false,
    of: [
      { met: true, carried: true, unmet: [] },
      { met: false, passed: 0 },
    ],
  });
});
