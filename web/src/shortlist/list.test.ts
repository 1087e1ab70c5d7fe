import { expect, test } from 'vitest';
import {
  AIM,
  arranged,
  bodyOf,
  hoursOf,
  inserted,
  listIn,
  moved,
  ORDER,
  reasonOf,
  textsOf,
  together,
  whyKey,
} from './list';

/** A list of one letter for each micro-credential, whose reasons are given for some. */
function texts(list: string, reasons: Record<string, string> = {}): Record<string, string> {
  const why = Object.entries(reasons).map(([slug, text]) => [whyKey(slug), text]);
  return { [AIM]: '', [ORDER]: [...list].join('\n'), ...Object.fromEntries(why) };
}

/** The list that comes of two, and what is asked about. */
function met(base: string, mine: string, theirs: string): [string, string[]] {
  const { texts: one, both } = together(texts(base), texts(mine), texts(theirs));
  return [listIn(one[ORDER]).join(''), both];
}

test('a shortlist becomes texts and is saved as it was', () => {
  const items = [
    { microcredential: 'b', title: 'B', published: true, hours: 12, why: 'It is next.' },
    { microcredential: 'a', title: 'A', published: false },
  ];
  const typed = textsOf({ aim: 'More talk', items });
  expect(bodyOf(3, typed)).toEqual({
    version: 3,
    aim: 'More talk',
    items: [{ microcredential: 'b', why: 'It is next.' }, { microcredential: 'a' }],
  });
  expect(bodyOf(0, textsOf({ items: [] }))).toEqual({ version: 0, items: [] });
  expect(reasonOf(whyKey('a'))).toBe('a');
  expect(reasonOf(AIM)).toBeUndefined();
});

test('one is moved by one place, and no further than the ends', () => {
  for (const [list, slug, by, wanted] of [
    ['abc', 'b', -1, 'bac'],
    ['abc', 'b', 1, 'acb'],
    ['abc', 'a', -1, 'abc'],
    ['abc', 'c', 1, 'abc'],
    ['abc', 'x', 1, 'abc'],
  ] as const)
    expect(moved([...list], slug, by).join('')).toBe(wanted);
});

test('what is put back stands where it stood, or last in a list that has become shorter', () => {
  expect(inserted(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c']);
  expect(inserted(['a'], 'b', 4)).toEqual(['a', 'b']);
  expect(arranged(['c', 'a', 'n'], ['a', 'x', 'c'])).toEqual(['a', 'c', 'n']);
});

test('of two tabs, what either added is in and what either took out is not', () => {
  expect(met('ab', 'abc', 'abd')).toEqual(['abdc', []]);
  expect(met('abc', 'ac', 'ab')).toEqual(['a', []]);
  expect(met('', 'a', 'a')).toEqual(['a', []]);
  expect(met('ab', 'b', 'abn')).toEqual(['bn', []]);
});

test('who moved something in one tab only isn’t asked; who moved things apart is', () => {
  expect(met('abc', 'bac', 'abcd')).toEqual(['bacd', []]);
  expect(met('abc', 'abcd', 'cab')).toEqual(['cabd', []]);
  expect(met('abc', 'bac', 'bac')).toEqual(['bac', []]);
  expect(met('abc', 'bac', 'acb')).toEqual(['bac', [ORDER]]);
});

test('what was taken out stays when a reason for it was given elsewhere, and the reason isn’t asked about', () => {
  const base = texts('ab', { a: 'old' });
  const out = texts('b', { a: 'old' });
  const given = texts('ab', { a: 'new' });
  for (const [mine, theirs] of [
    [out, given],
    [given, texts('b')],
  ] as const) {
    const { texts: one, both } = together(base, mine, theirs);
    expect([listIn(one[ORDER]).sort().join(''), one[whyKey('a')], both]).toEqual(['ab', 'new', []]);
  }
});

test('a reason that was given in both is asked about, and the aim too', () => {
  const mine = { ...texts('a', { a: 'mine' }), [AIM]: 'one' };
  const theirs = { ...texts('a', { a: 'theirs' }), [AIM]: 'other' };
  const { texts: one, both } = together(texts('a'), mine, theirs);
  expect([one[whyKey('a')], one[AIM]]).toEqual(['mine', 'one']);
  expect(both.sort()).toEqual([AIM, whyKey('a')]);
});

test('that the server keeps no blanks around a text is nobody’s change', () => {
  const { texts: one, both } = together(texts('a', { a: 'I ' }), texts('a', { a: 'I want' }), texts('ab', { a: 'I' }));
  expect([one[whyKey('a')], listIn(one[ORDER]), both]).toEqual(['I want', ['a', 'b'], []]);
});

test('hours are summed as far as they are told', () => {
  const item = { title: '', published: true };
  const items = [
    { microcredential: 'a', hours: 12, ...item },
    { microcredential: 'b', ...item },
    { microcredential: 'c', hours: 8, ...item },
  ];
  expect(hoursOf(items)).toEqual({ hours: 20, untold: 1 });
  expect(hoursOf([])).toEqual({ hours: 0, untold: 0 });
});
