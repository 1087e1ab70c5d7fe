import { expect, test } from 'vitest';
import { Refused, Unreachable } from '../api/problem';
import { asSaid, asTyped, broughtUp, errorsAt, faultsOf, nothing, tidied } from './typed';

const typed = {
  name: ' Birch Valley ',
  url: ' https://birch.example.com',
  contact: 'a@birch.example.com ',
  schools: '\n Hill School \n\n\tLake School\n',
};

test('empty lines and spaces around are not sent, and only a district has schools', () => {
  const said = { name: 'Birch Valley', url: 'https://birch.example.com', contact: 'a@birch.example.com' };
  expect(asSaid(typed, 'district')).toEqual({ ...said, schools: ['Hill School', 'Lake School'] });
  expect(asSaid(typed, 'state')).toEqual(said);
  expect(asSaid(nothing, 'district').schools).toEqual([]);
});

test('what is tidied is what its form begins with once it is saved', () => {
  const schools = ['Hill School', 'Lake School'];
  const saved = { id: 'one', version: 2, kind: 'district' as const, mediaDays: 365, ...asSaid(typed, 'district') };
  expect(asTyped({ ...saved, schools })).toEqual(tidied(typed));
});

test('what is typed is saved onto what was seen when it was typed', () => {
  const base = {
    id: 'one',
    version: 2,
    kind: 'state' as const,
    mediaDays: 365,
    ...asSaid(typed, 'state'),
    schools: [],
  };
  const hers = { ...asTyped(base), contact: 'b@birch.example.com' };
  const beside = { ...base, version: 3, mediaDays: 400 };
  expect(broughtUp(base, hers, beside)).toEqual([beside, hers]);
  const colleagues = { ...base, version: 3, name: 'Birch Hill' };
  expect(broughtUp(base, hers, colleagues)).toEqual([base, hers]);
  expect(broughtUp(base, asTyped(base), colleagues)).toEqual([colleagues, asTyped(colleagues)]);
});

test('a fault stands at its field, that of a line with its number, and none twice', () => {
  const faults = [
    { pointer: '/name', message: 'Too long.' },
    { pointer: '/schools/1', message: 'Twice.' },
    { pointer: '/schools/1', message: 'Twice.' },
    { pointer: '/schools', message: 'Too many.' },
    { pointer: '/schoolship', message: 'Unknown.' },
  ];
  const line = (number: number, says: string) => `Line ${number}: ${says}`;
  expect(errorsAt(faults, '/name', line)).toEqual(['Too long.']);
  expect(errorsAt(faults, '/schools', line)).toEqual(['Line 2: Twice.', 'Too many.']);
  expect(errorsAt(faults, '/contact', line)).toEqual([]);
});

test('a name that is taken is told at the name, and what has no field of its own at none', () => {
  const refused = (kind: 'invalid' | 'exists' | 'stale', errors?: { pointer: string; message: string }[]) =>
    new Refused({
      type: `/problems/${kind}`,
      title: '',
      status: 409,
      detail: 'It says so.',
      requestId: '',
      ...(errors && { errors }),
    });
  expect(faultsOf(refused('exists'))).toEqual([{ pointer: '/name', message: 'It says so.' }]);
  const faults = [{ pointer: '/url', message: 'No address.' }];
  expect(faultsOf(refused('invalid', faults))).toEqual(faults);
  expect(faultsOf(refused('stale'))).toEqual([]);
  expect(faultsOf(new Unreachable())).toEqual([]);
  expect(faultsOf(undefined)).toEqual([]);
});
