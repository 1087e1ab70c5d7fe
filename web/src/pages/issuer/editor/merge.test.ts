import { expect, test } from 'vitest';
import { isAlike, merged } from './merge';

const part = (id: string, title: string, more: object = {}) => ({ id, title, ...more });
const base = {
  title: 'Ideas',
  hours: 10,
  tags: ['a'],
  parts: [part('p1', 'One'), part('p2', 'Two')],
  passRule: { all: [{ passes: 'p1' }] } as object,
  validMonths: null as number | null | undefined,
};
type Small = Omit<typeof base, 'hours'> & { hours?: number | null };

const cases: [says: string, mine: object, theirs: object, whole: object, both: string[], taken: string[]][] = [
  ['nobody changed anything', {}, {}, {}, [], []],
  ['only I', { title: 'Mine' }, {}, { title: 'Mine' }, [], []],
  ['only they', {}, { title: 'Theirs' }, { title: 'Theirs' }, [], ['/title']],
  ['each another field', { title: 'Mine' }, { hours: 12 }, { title: 'Mine', hours: 12 }, [], ['/hours']],
  ['both the same', { title: 'Ours' }, { title: 'Ours' }, { title: 'Ours' }, [], []],
  ['both, differently', { title: 'Mine' }, { title: 'Theirs' }, { title: 'Mine' }, ['/title'], []],
  ['lists without ids are one field', { tags: ['b'] }, { tags: ['c'] }, { tags: ['b'] }, ['/tags'], []],
  [
    'two parts',
    { parts: [part('p1', 'Mine'), part('p2', 'Two')] },
    { parts: [part('p1', 'One'), part('p2', 'Theirs')] },
    { parts: [part('p1', 'Mine'), part('p2', 'Theirs')] },
    [],
    ['/parts/1/title'],
  ],
  [
    'the same part',
    { parts: [part('p1', 'Mine'), part('p2', 'Two')] },
    { parts: [part('p1', 'Theirs', { more: 1 }), part('p2', 'Two')] },
    { parts: [part('p1', 'Mine', { more: 1 }), part('p2', 'Two')] },
    ['/parts/0/title'],
    ['/parts/0/more'],
  ],
  [
    'I moved it, they changed it',
    { parts: [part('p2', 'Two'), part('p1', 'One')] },
    { parts: [part('p1', 'Theirs'), part('p2', 'Two')] },
    { parts: [part('p2', 'Two'), part('p1', 'Theirs')] },
    [],
    ['/parts/1/title'],
  ],
  [
    'both added',
    { parts: [...base.parts, part('mine', 'New')] },
    { parts: [part('theirs', 'New'), ...base.parts] },
    { parts: [part('theirs', 'New'), ...base.parts, part('mine', 'New')] },
    [],
    ['/parts/0'],
  ],
  [
    'I removed what they left',
    { parts: [part('p2', 'Two')] },
    { parts: [part('p1', 'One'), part('p2', 'Theirs')] },
    { parts: [part('p2', 'Theirs')] },
    [],
    ['/parts/0/title'],
  ],
  [
    'they removed what I left',
    { parts: [part('p1', 'Mine'), part('p2', 'Two')] },
    { parts: [part('p1', 'One')] },
    { parts: [part('p1', 'Mine')] },
    [],
    ['/parts'],
  ],
  [
    'they moved it',
    { title: 'Mine' },
    { parts: [part('p2', 'Two'), part('p1', 'One')] },
    { title: 'Mine', parts: [part('p2', 'Two'), part('p1', 'One')] },
    [],
    ['/parts'],
  ],
  [
    'a rule of another kind is another rule',
    { passRule: { all: [{ passes: 'p1' }, { passes: 'p2' }] } },
    { passRule: { anyOf: { n: 1, of: [{ passes: 'p1' }] } } },
    { passRule: { all: [{ passes: 'p1' }, { passes: 'p2' }] } },
    ['/passRule'],
    [],
  ],
  [
    'only they turned the rule',
    { title: 'Mine' },
    { passRule: { yes: 'p1' } },
    { title: 'Mine', passRule: { yes: 'p1' } },
    [],
    ['/passRule'],
  ],
  [
    'both made another kind of part of it',
    { parts: [part('p1', 'One', { kind: 'artifacts', artifacts: 2 }), part('p2', 'Two')] },
    { parts: [part('p1', 'One', { kind: 'reflections', reflections: 2 }), part('p2', 'Two')] },
    { parts: [part('p1', 'One', { kind: 'artifacts', artifacts: 2 }), part('p2', 'Two')] },
    ['/parts/0'],
    [],
  ],
  [
    'what is null and what is left out are the same',
    { title: 'Mine' },
    { validMonths: undefined },
    { title: 'Mine' },
    [],
    [],
  ],
  [
    'they removed what I changed',
    { parts: [part('p1', 'One'), part('p2', 'Mine')] },
    { parts: [part('p1', 'Theirs')] },
    { parts: [part('p1', 'Theirs'), part('p2', 'Mine')] },
    ['/parts/1'],
    ['/parts/0/title'],
  ],
  [
    'I removed what they changed',
    { parts: [part('p1', 'Mine')] },
    { parts: [part('p1', 'One'), part('p2', 'Theirs')] },
    { parts: [part('p1', 'Mine')] },
    ['/parts'],
    [],
  ],
  ['a field that I emptied', { hours: null }, { title: 'Theirs' }, { hours: null, title: 'Theirs' }, [], ['/title']],
];

test.each(cases)('%s', (_, mine, theirs, whole, both, taken) => {
  const result = merged<Small>(base, { ...base, ...mine }, { ...base, ...theirs });
  expect(result.whole).toEqual({ ...base, ...whole });
  expect(result.both.map(({ pointer }) => pointer)).toEqual(both);
  expect(result.taken).toEqual(taken);
});

test('what never was the same is for both to decide, field by field', () => {
  const { both, whole } = merged<Small>(undefined, base, { ...base, title: 'Theirs', parts: [part('p3', 'Three')] });
  expect(whole).toEqual(base);
  expect(both.map(({ pointer }) => pointer)).toEqual(['/title', '/parts']);
});

test('whoever goes the other way round gets the same, but for what both changed', () => {
  for (const [says, mine, theirs] of cases) {
    const [one, other] = [
      merged<Small>(base, { ...base, ...mine }, { ...base, ...theirs }),
      merged<Small>(base, { ...base, ...theirs }, { ...base, ...mine }),
    ];
    if (one.both.length === 0) expect(isAlike(other.whole, one.whole), says).toBe(true);
  }
});
