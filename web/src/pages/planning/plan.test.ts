import { expect, test } from 'vitest';
import type { Definition, Part } from '../../definition/shapes';
import { merge } from '../../typing/texts';
import { escaped, heading, htmlOf, table, text, type Block } from './blocks';
import { documentOf } from './document';
import { matrixOf } from './matrix';
import { answerKey, bodyOf, cellsOf, DONE, lineKey, linesOf, lineText, textsOf, type PlanSection } from './plan';
import { reviewsOf } from './review';
import { counted, dayOf, inOrder } from './steps';
import { texts } from './texts';

const steps: PlanSection = {
  section: 'next-steps',
  version: 3,
  answers: { conditions: 'A coach in every school.' },
  steps: [
    { id: 'a', what: 'Tell the principals', owner: 'Ada', done: true, due: '2026-09-01' },
    { id: 'b', what: 'Find a room', owner: '', done: false },
    { id: 'c', what: 'Train ten', owner: 'Ines', done: false, due: '2027-01-31' },
    { id: 'd', what: 'Ask the board', owner: 'Ada', done: false, due: '2026-11-25' },
  ],
};

test('a section and its texts are the same thing', () => {
  const { changed: _, ...body } = steps;
  expect(bodyOf('next-steps', 3, textsOf(steps))).toEqual(body);
  const roles = {
    section: 'roles',
    version: 0,
    answers: {},
    duties: [{ id: 'x', role: 'Coach', owner: '', task: '' }],
  };
  expect(bodyOf('roles', 0, textsOf(roles as PlanSection))).toEqual(roles);
  expect(bodyOf('needs', 1, { [answerKey('data')]: '' })).toEqual({ section: 'needs', version: 1, answers: {} });
});

test('a line that says nothing is none, and no cell breaks its line', () => {
  expect(lineText('duties', { role: ' ', owner: '' })).toBe('');
  expect(lineText('steps', { done: '' })).toBe('');
  const broken = lineText('duties', { role: 'a\nb\u202Ec', task: '"quoted"' });
  expect(cellsOf('duties', broken)).toEqual({ role: 'a b c', owner: '', task: '"quoted"' });
  expect(cellsOf('duties', undefined)).toEqual({ role: '', owner: '', task: '' });
});

test('two who add a line each don’t get in each other’s way', () => {
  const base = textsOf(steps);
  const mine = { ...base, [lineKey('e')]: lineText('steps', { what: 'Mine' }), [lineKey('b')]: '' };
  const theirs = { ...base, [lineKey('f')]: lineText('steps', { what: 'Theirs' }) };
  const { texts, both } = merge(base, mine, theirs);
  expect(both).toEqual([]);
  expect(linesOf(texts).sort()).toEqual(['a', 'c', 'd', 'e', 'f']);
});

test('steps stand by their date, what is done last, and what is late is counted', () => {
  const texts = textsOf(steps);
  expect(inOrder(linesOf(texts), texts)).toEqual(['d', 'c', 'b', 'a']);
  expect(counted(texts, '2026-11-26')).toEqual({ all: 4, done: 1, overdue: 1 });
  expect(counted(texts, '2026-11-25')).toEqual({ all: 4, done: 1, overdue: 0 });
  const done = {
    ...texts,
    [lineKey('d')]: lineText('steps', { ...cellsOf('steps', texts[lineKey('d')]), done: DONE }),
  };
  expect(counted(done, '2027-06-01')).toEqual({ all: 4, done: 2, overdue: 1 });
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});

const criterion = (title: string, shows: string[]) => ({ id: 'c', title, shows, requiredLevel: 'yes', levels: [] });
const part = (title: string, rest: Partial<Part>): Part =>
  ({ id: title, kind: 'overview', title, scoring: { type: 'levels', criteria: [] }, ...rest }) as Part;

test('the matrix tells what shows what, and what shows nothing', () => {
  const methodComponents = ['wait', 'listen', 'follow', 'note'].map((id) => ({ id, title: id.toUpperCase() }));
  const parts = [
    part('Overview', {
      questions: [{ id: 'q', prompt: 'Why?', maxWords: 9, asksContext: true, shows: ['listen'] }],
      scoring: {
        type: 'levels',
        criteria: [criterion('Waits three seconds', ['wait']), criterion('Waits again', ['wait'])],
      },
    }),
    part('Files', { kind: 'artifacts', artifacts: { shows: ['wait', 'follow'] } as NonNullable<Part['artifacts']> }),
    part('Looking back', { kind: 'reflection' }),
  ];
  const matrix = matrixOf({ id: 'a', title: 'A', language: 'en', methodComponents, parts } as Definition);
  expect(matrix.columns).toEqual(['Overview', 'Files', 'Looking back']);
  expect(matrix.rows[0]?.cells).toEqual([
    { scored: ['Waits three seconds', 'Waits again'], asked: false },
    { scored: [], asked: true },
    undefined,
  ]);
  expect(matrix.unshown).toEqual(['NOTE']);
  expect(matrix.unscored).toEqual(['LISTEN', 'FOLLOW']);
  expect(matrix.idle).toEqual(['Looking back']);
  expect(matrixOf({ id: 'a', title: 'A', language: 'en' } as Definition)).toMatchObject({
    rows: [],
    columns: [],
    idle: [],
  });
});

test('what is to be looked at first comes first', () => {
  const of = (id: string, reviewBy?: string | null) => ({ id, title: id, language: 'en', reviewBy }) as Definition;
  const definitions = [of('none', null), of('far', '2027-02-25'), of('near', '2027-02-24'), of('late', '2026-11-25')];
  expect(reviewsOf(definitions, '2026-11-26').map(({ id, standing }) => [id, standing])).toEqual([
    ['late', 'overdue'],
    ['near', 'soon'],
    ['far', 'later'],
    ['none', 'unset'],
  ]);
});

test('the document says of a section that it is not saved, and what was not read is not told as none', () => {
  const contents = {
    name: 'Riverbend',
    sections: [
      { name: 'needs' as const, texts: { [answerKey('data')]: 'Surveys.' }, isSaved: false },
      { name: 'evidence' as const, texts: {}, isSaved: true },
      { name: 'sustainability' as const, texts: {}, isSaved: true },
      { name: 'capacity' as const, texts: {}, isSaved: true },
    ],
    definitions: undefined,
    capacity: undefined,
    report: undefined,
    use: { submissions: 1, gigabytes: 1, months: 1, views: 1 },
  };
  const now = new Date('2026-11-26T12:00:00Z');
  const t = texts.en;
  const said = (blocks: Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));
  const early = said(documentOf(contents, t, now));
  const at = early.indexOf(t.sections.needs.title);
  expect(early.slice(at, at + 4)).toEqual([
    t.sections.needs.title,
    t.notSaved,
    t.sections.needs.questions['data'],
    'Surveys.',
  ]);
  expect(early.filter((text) => text === t.notSaved)).toHaveLength(1);
  expect(early.filter((text) => text === t.notRead)).toHaveLength(4);
  for (const none of [t.noDefinitions, t.noDefinitionsOf, t.noCapacity, t.noReports]) expect(early).not.toContain(none);

  const none = { told: undefined };
  const late = said(documentOf({ ...contents, definitions: [], capacity: none, report: none }, t, now));
  expect(late).not.toContain(t.notRead);
  for (const none of [t.noDefinitions, t.noDefinitionsOf, t.noCapacity, t.noReports]) expect(late).toContain(none);
});

test('in the document every text is nothing but a text', () => {
  const bad = `<img src=x onerror="alert(1)"> & 'so' on`;
  const html = htmlOf([heading(1, bad), text(bad), table(bad, [bad], [[bad]])], bad, 'es');
  expect(html).not.toContain('<img');
  expect(html.split(escaped(bad)).length - 1).toBe(6);
  expect(html).toMatch(/^<!doctype html>\n<html lang="es">/);
  expect(html).not.toMatch(/<script|https?:/);
});
