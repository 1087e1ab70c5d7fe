import { expect, test } from 'vitest';
import type { Shapes } from '../../api/client';
import { states } from '../../texts/states';
import { texts } from './texts';
import { stepsOf } from './timeline';

type Submission = Shapes['Submission'];
type Known = Partial<Submission>;

const on = (day: string) => `2026-11-${day}T09:00:00Z`;
const [opened, handedIn, assigned, scored, decided] = [on('01'), on('03'), on('04'), on('12'), on('13')] as const;
const due = on('14');

const submission = (known: Known): Submission =>
  ({ attempt: 1, opened, since: opened, appeals: [], ...known }) as unknown as Submission;
/** Each step as `name@day`, the present one with `*`, what is to come without a day. */
const told = (known: Known) =>
  stepsOf(submission(known), texts.en).map(
    ({ name, isOver, isNow, time, until }) =>
      `${isNow ? '*' : ''}${name}${isOver ? `@${time?.slice(8, 10) ?? '?'}` : ''}${until ? `-${until.slice(8, 10)}` : ''}`,
  );

test('each state has its step, with the dates of the record and no others', () => {
  const cases: [string, Known, string[]][] = [
    [
      'handed in',
      { state: 'submitted', since: handedIn, handedIn },
      ['Opened@01', '*Handed in@03', 'With an assessor', 'Scored', 'Decided'],
    ],
    [
      'an assessor has it',
      { state: 'in-assessment', since: handedIn, handedIn, assigned, due },
      ['Opened@01', 'Handed in@03', '*With an assessor@04-14', 'Scored', 'Decided'],
    ],
    [
      'it was handed back, and nobody has it',
      { state: 'submitted', since: handedIn, handedIn },
      ['Opened@01', '*Handed in@03', 'With an assessor', 'Scored', 'Decided'],
    ],
    [
      'scored: until when it was to be is past',
      { state: 'assessed', since: scored, handedIn, assigned, scored },
      ['Opened@01', 'Handed in@03', 'With an assessor@04', '*Scored@12', 'Decided'],
    ],
    [
      'awarded',
      { state: 'awarded', since: decided, handedIn, assigned, scored },
      ['Opened@01', 'Handed in@03', 'With an assessor@04', 'Scored@12', '*Decided@13'],
    ],
  ];
  for (const [name, known, wanted] of cases) expect(told(known), name).toEqual(wanted);
});

test('an appeal keeps the dates before it, and tells until when it is read again', () => {
  const made = on('20');
  const appeal = { attempt: 1, made, decided, state: 'open' } as unknown as Submission['appeals'][number];
  const known: Known = { state: 'in-assessment', since: made, handedIn, assigned, scored, appeals: [appeal] };
  expect(told({ ...known, due: on('30') })).toEqual([
    'Opened@01',
    'Handed in@03',
    'With an assessor@04',
    'Scored@12',
    'Decided@13',
    '*Appealed@20-30',
    'Answered',
  ]);
});

test('nobody is promised days that the record doesn’t give', () => {
  const line = submission({ state: 'in-assessment', since: handedIn });
  const now = new Date(due);
  for (const [language, by, was] of [
    ['en', 'by Nov 14, 2026', 'was due on Nov 14, 2026'],
    ['es', 'hasta el', 'vencía el'],
  ] as const) {
    const means = (known: Known, at: Date) => states[language]['in-assessment'].means({ ...line, ...known }, at);
    expect(means({}, now)).not.toMatch(/ten|diez|\d+ d(ays|ías)/);
    // On its ninth day and on its last, the same day is named; afterwards that it is over.
    for (const days of [1, 9, 10]) {
      const at = new Date(new Date(assigned).getTime() + days * 86_400_000 - 1000);
      expect(means({ assigned, due }, at)).toContain(by);
      expect(means({ assigned, due, appealed: true }, at)).toContain(by);
    }
    expect(means({ assigned, due }, new Date(now.getTime() + 1000))).toContain(was);
  }
});
