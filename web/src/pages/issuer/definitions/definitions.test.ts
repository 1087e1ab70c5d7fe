import { expect, test } from 'vitest';
import { merged, slugOf } from './definitions';

const published = (id: string, at: string, issuer = 'org_1') => ({
  id,
  title: `Published ${id}`,
  language: 'en',
  competency: '',
  description: '',
  audience: '',
  estimatedHours: null,
  tags: [],
  version: 1,
  published: at,
  issuer,
});
const draft = (id: string, saved: string) => ({ id, title: `Draft ${id}`, version: 3, saved, issuer: 'org_1' });

test('a draft that was saved after publishing holds changes, one that was not holds none', () => {
  const lines = merged(
    'org_1',
    [
      published('a', '2026-01-02T00:00:00Z'),
      published('b', '2026-01-02T00:00:00Z'),
      published('x', '2026-01-02T00:00:00Z', 'org_2'),
    ],
    [draft('a', '2026-01-03T00:00:00Z'), draft('b', '2026-01-01T00:00:00Z'), draft('c', '2026-01-01T00:00:00Z')],
  );
  expect(lines.map(({ id, title, hasChanges }) => [id, title, hasChanges])).toEqual([
    ['a', 'Draft a', true],
    ['c', 'Draft c', true],
    ['b', 'Published b', false],
  ]);
});

test('a name for addresses has plain letters, digits and single hyphens', () => {
  expect(['Asking Better Questions', ' Génial, n’est-ce pas? ', '¿¡!?', 'x'.repeat(90)].map(slugOf)).toEqual([
    'asking-better-questions',
    'genial-n-est-ce-pas',
    '',
    'x'.repeat(80),
  ]);
});
