import { expect, test } from 'vitest';
import { byLine } from './faults';

test('faults stand by their lines from the top, and what is of no line apart', () => {
  const faults = [
    { pointer: '/table/11', message: 'name: write it' },
    { pointer: '/source', message: 'write where it is from' },
    { pointer: '/table/2', message: 'email: write one' },
    { pointer: '/table/11', message: 'school: there is none of that name' },
    { pointer: '/table', message: 'too many rows' },
  ];
  expect(byLine(faults)).toEqual({
    lines: [
      { line: 2, messages: ['email: write one'] },
      { line: 11, messages: ['name: write it', 'school: there is none of that name'] },
    ],
    others: ['write where it is from', 'too many rows'],
  });
  expect(byLine([])).toEqual({ lines: [], others: [] });
});
