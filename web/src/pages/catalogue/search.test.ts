import { expect, test } from 'vitest';
import { addressOf, askedIn, choices, fitting, type Line } from './search';

const line = (id: string, more: Partial<Line>): Line => ({
  id,
  title: id,
  language: 'en',
  competency: '',
  description: '',
  audience: 'Teachers',
  estimatedHours: 8,
  tags: [],
  version: 1,
  published: '2026-01-01T00:00:00Z',
  issuer: 'org_00000000000000000000000000',
  ...more,
});
const lines = [
  line('ideas', { title: 'Generating Ideas', tags: ['creativity'], estimatedHours: 6 }),
  line('ninez', { title: 'Escuchar a la niñez', tags: ['escucha'], language: 'es' }),
  line('open', { title: 'Open', estimatedHours: null, audience: 'Coaches' }),
];
const nothing = { words: '', tag: '', language: '', hours: '' };

test.each([
  [{}, ['ideas', 'ninez', 'open']],
  [{ words: 'GENERATING  idea' }, ['ideas']],
  [{ words: 'ninez' }, ['ninez']],
  [{ words: 'ideas coaches' }, []],
  [{ tag: 'creativity' }, ['ideas']],
  [{ language: 'es' }, ['ninez']],
  [{ words: 'coaches' }, ['open']],
  [{ hours: '6' }, ['ideas']],
])('%o finds %o', (asked, found) => {
  expect(fitting(lines, { ...nothing, ...asked }).map(({ id }) => id)).toEqual(found);
});

test('what is asked survives in the address', () => {
  const asked = { ...nothing, words: 'a & b', tag: 'student voice' };
  expect(askedIn(new URL(addressOf(asked), 'http://here'))).toEqual(asked);
  expect(addressOf(nothing)).toBe('/');
});

test('each choice stands once, in order', () => {
  expect(choices(lines)).toEqual({
    tags: ['creativity', 'escucha'],
    languages: ['en', 'es'],
    hours: [6, 8],
  });
});
