import { expect, test } from 'vitest';
import { sample } from './sample';

/** The lines of the sample, without its mark. */
function linesOf(schools: string[]): string[] {
  const text = sample(schools);
  expect(text.startsWith('\ufeff')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
}

test('a sample has the columns, and people at the schools that there are', () => {
  expect(linesOf(['Maple Hollow Elementary', 'Quarry Road Middle School'])).toEqual([
    'email,name,school',
    'ana.ruiz@school.example.com,Ana Ruiz,Maple Hollow Elementary',
    'ben.okoro@school.example.com,Ben Okoro,Quarry Road Middle School',
    'chloe.nunez@school.example.com,Chloé Núñez,',
  ]);
  expect(linesOf(['Prairie View'])[2]).toBe('ben.okoro@school.example.com,Ben Okoro,Prairie View');
  expect(linesOf([])[1]).toBe('ana.ruiz@school.example.com,Ana Ruiz,');
});

test('the name of a school that holds what separates cells stays one cell', () => {
  expect(linesOf(['Hill, Upper "Old" School'])[1]).toBe(
    'ana.ruiz@school.example.com,Ana Ruiz,"Hill, Upper ""Old"" School"',
  );
});
