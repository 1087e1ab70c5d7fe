import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  asKind,
  asType,
  everyPart,
  fitted,
  freshId,
  isFilled,
  newPart,
  printOf,
  tidied,
  type Part,
  type Whole,
} from './edit';
import { merged } from './merge';

const words = { no: 'No', yes: 'Yes', below: 'Not yet', meets: 'Meets it' };
const catalogue = resolve(import.meta.dirname, '../../../../../shared/domain/catalogue');
const shipped = readdirSync(catalogue).map(
  (file) => JSON.parse(readFileSync(resolve(catalogue, file), 'utf8')) as Whole,
);
const parts = (...types: ('levels' | 'yes-no')[]): Part[] =>
  types.map((type, at) => {
    const part = newPart(words);
    return { ...part, id: `part-${at + 1}`, scoring: asType(part.scoring, type, words) };
  });

test('what is shipped stays as it is', () => {
  expect(shipped.length).toBe(7);
  for (const definition of shipped) {
    const { rubricJustification = null, reviewBy = null } = definition;
    expect(printOf(tidied(definition)), definition.id).toBe(printOf({ ...definition, rubricJustification, reviewBy }));
  }
});

test('two who add something at the same time add two things, as the schema names them', () => {
  const [one, other] = [freshId('part'), freshId('part')];
  expect(one).not.toBe(other);
  for (const id of [one, other]) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('a part of another kind asks for what that kind asks for, and nothing else', () => {
  const part = newPart(words);
  const artifacts = asKind(part, 'artifacts');
  expect(Object.keys(artifacts).sort()).toEqual(['artifacts', 'id', 'kind', 'prompt', 'scoring', 'title']);
  expect(asKind(artifacts, 'student-reflections').reflections).toEqual({ students: 2, maxWords: 200, shows: [] });
  expect(asKind(asKind(artifacts, 'reflection'), 'overview').questions).toHaveLength(1);
});

test('a yes-no part has one criterion with no and yes', () => {
  const [part] = parts('yes-no');
  expect(
    part?.scoring.criteria.map(({ requiredLevel, levels }) => [requiredLevel, levels.map(({ id }) => id)]),
  ).toEqual([['yes', ['no', 'yes']]]);
});

test('a pass rule follows the parts: how they are scored, and that one is gone', () => {
  const three = parts('levels', 'yes-no', 'levels');
  expect(everyPart(three)).toEqual({ all: [{ passes: 'part-1' }, { yes: 'part-2' }, { passes: 'part-3' }] });
  const rule = { all: [{ passes: 'part-2' }, { anyOf: { n: 2, of: [{ yes: 'part-1' }, { passes: 'gone' }] } }] };
  expect(fitted(rule, three)).toEqual({ all: [{ yes: 'part-2' }, { anyOf: { n: 1, of: [{ passes: 'part-1' }] } }] });
  expect(fitted({ anyOf: { n: 1, of: [{ yes: 'gone' }] } }, three)).toBeUndefined();
});

test('a component that is removed is shown by nothing', () => {
  const definition = structuredClone(shipped[0]!);
  const gone = definition.methodComponents.shift()!.id;
  expect(JSON.stringify(definition)).toContain(`"${gone}"`);
  expect(JSON.stringify(tidied(definition).parts)).not.toContain(`"${gone}"`);
});

test.each([
  ['/title', true],
  ['/audience', false],
  ['/research', false],
  ['/passRule', false],
  ['/validMonths', false],
  ['/credits', true],
  ['/parts/0', true],
  ['/parts/0/prompt', false],
  ['/parts/1/prompt', false],
])('whether anything was written at %s', (pointer, is) => {
  const begun = {
    title: 'New',
    audience: '',
    research: [],
    passRule: { all: [] },
    validMonths: null,
    credits: 0,
    parts: [{ id: 'part-1', prompt: '' }],
  };
  expect(isFilled(begun, pointer)).toBe(is);
});

test('what came and names what is gone here stays as it is when it is brought together again', () => {
  const [gone, ...rest] = shipped[0]!.methodComponents;
  const showing = (shows: string[]) => {
    const definition = structuredClone(shipped[0]!);
    definition.parts[0]!.scoring.criteria[0]!.shows = shows;
    return definition;
  };
  const mine = tidied({ ...showing([]), title: 'Mine', methodComponents: rest });
  const theirs = { ...showing([gone!.id]), title: 'Theirs' };
  const once = tidied(merged(showing([]), mine, theirs).whole);
  expect(once.methodComponents).toEqual(rest);
  expect(tidied(merged(showing([]), once, theirs).whole)).toEqual(once);
});
