import { expect, test } from 'vitest';
import { asSaid, asTyped, errorsAt, nothing, tidied } from './typed';

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
