import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Shapes } from '../api/client';
import { LocalAnswers } from './answers.svelte';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/') }));

type Question = { id: string; text: string; choices: string[] };
const COHORT: Question = { id: 'cohort', text: 'Which cohort?', choices: ['First', 'Second'] };
const GOAL: Question = { id: 'goal', text: 'Which goal?', choices: ['A', 'B', 'C'] };

/** What the district asks, and what the server has of her answers. */
let asked: Question[];
let kept: { version: number; answers: Record<string, string> };
/** What else happens before the next save arrives; without an answer if it fails. */
let before: (() => Promise<void> | void) | undefined;
let saves = 0;

function view(): Shapes['LocalAnswers'] {
  const chosen = ({ id }: Question) => (id in kept.answers ? { chosen: kept.answers[id] ?? '' } : {});
  return {
    version: kept.version,
    questions: asked.map((question) => ({ ...question, former: false, ...chosen(question) })),
  };
}

function refused(type: string, status: number): Response {
  return Response.json({ type: `/problems/${type}`, title: '', status, detail: 'No.', requestId: '' }, { status });
}

async function serve(request: Request): Promise<Response> {
  if (request.method === 'GET') return Response.json(view());
  const happens = before;
  before = undefined;
  await happens?.();
  const body = (await request.json()) as typeof kept;
  const can = ([id, choice]: [string, string]) => asked.some((each) => each.id === id && each.choices.includes(choice));
  if (body.version !== kept.version) return refused('stale', 409);
  if (!Object.entries(body.answers).every(can)) return refused('invalid', 422);
  kept = { version: kept.version + 1, answers: body.answers };
  saves += 1;
  return Response.json(view());
}

/** The questions as a page of hers opens them. */
async function open(): Promise<LocalAnswers> {
  const answers = new LocalAnswers('sub_1');
  await answers.load();
  return answers;
}
const chosen = (answers: LocalAnswers) => answers.questions.map((question) => answers.chosen(question));

beforeEach(() => {
  vi.stubGlobal('fetch', serve);
  [asked, kept, before, saves] = [[COHORT, GOAL], { version: 0, answers: {} }, undefined, 0];
});
afterEach(() => vi.unstubAllGlobals());

test('each choice is saved at once, and can be changed and taken back', async () => {
  const answers = await open();
  expect(chosen(answers)).toEqual([undefined, undefined]);
  await answers.choose('cohort', 'First');
  expect([kept.answers, answers.saved, answers.isSaved]).toEqual([{ cohort: 'First' }, ['cohort'], true]);
  await answers.choose('goal', 'C');
  await answers.choose('cohort', 'Second');
  expect(kept.answers).toEqual({ cohort: 'Second', goal: 'C' });
  await answers.choose('cohort', undefined);
  expect([kept.answers, chosen(answers)]).toEqual([{ goal: 'C' }, [undefined, 'C']]);
});

test('what is chosen while something is saved goes with the next, and only the last of it', async () => {
  const answers = await open();
  before = () => {
    void answers.choose('goal', 'A');
    void answers.choose('goal', 'B');
  };
  await answers.choose('cohort', 'First');
  expect([kept.answers, saves, answers.isSaved]).toEqual([{ cohort: 'First', goal: 'B' }, 2, true]);
});

test('what another tab saved meanwhile stays', async () => {
  const [one, other] = [await open(), await open()];
  await one.choose('cohort', 'First');
  await other.choose('goal', 'A');
  expect([kept.answers, other.trouble]).toEqual([{ cohort: 'First', goal: 'A' }, undefined]);
  expect(chosen(other)).toEqual(['First', 'A']);
});

test('without a line the choice stays on the page, and is saved later', async () => {
  const answers = await open();
  before = () => Promise.reject(new Error('no line'));
  await answers.choose('cohort', 'First');
  expect([kept.answers, chosen(answers), answers.isSaved]).toEqual([{}, ['First', undefined], false]);
  expect(answers.trouble).toBeDefined();
  await answers.save();
  expect([kept.answers, answers.trouble, answers.saved]).toEqual([{ cohort: 'First' }, undefined, ['cohort']]);
});

test('an answer that got lost on its way back is no conflict', async () => {
  const answers = await open();
  before = () => {
    kept = { version: 1, answers: { cohort: 'First' } };
    throw new Error('lost');
  };
  await answers.choose('cohort', 'First');
  await answers.save();
  expect([kept.answers, answers.isSaved, answers.trouble]).toEqual([{ cohort: 'First' }, true, undefined]);
});

test('a choice of a question that was changed meanwhile is let go and told, and no other', async () => {
  const answers = await open();
  before = () => {
    asked = [{ ...COHORT, id: 'new', choices: ['Third', 'Fourth'] }, GOAL];
    void answers.choose('goal', 'A');
  };
  await answers.choose('cohort', 'First');
  expect([kept.answers, answers.isSaved, answers.hasChanged]).toEqual([{ goal: 'A' }, true, true]);
  expect(answers.questions.map(({ id }) => id)).toEqual(['new', 'goal']);
});

test('what the server refuses again is told, and not tried for ever', async () => {
  const answers = await open();
  const never = (request: Request) =>
    Promise.resolve(request.method === 'GET' ? Response.json(view()) : refused('stale', 409));
  vi.stubGlobal('fetch', never);
  await answers.choose('cohort', 'First');
  expect([answers.trouble !== undefined, answers.isSaved, answers.isBusy]).toEqual([true, false, false]);
});
