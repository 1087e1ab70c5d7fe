import { expect, test } from 'vitest';
import { shownName } from './names';

test.each([
  ['lesson.mp4', 'lesson.mp4'],
  ['lesson\u202Egpj.exe', 'lessongpj.exe'],
  ['\u2066x\u2069.pdf', 'x.pdf'],
  ['a\u202A\u202B\u202C\u202D\u2067\u2068b.pdf', 'ab.pdf'],
  ['two\nlines\u0007.txt', 'two lines.txt'],
  ['a\u2028b\u0085c', 'a b c'],
  ['zero\u200B\uFEFFwidth.txt', 'zerowidth.txt'],
  ['درس\u200Cها.mp4', 'درس\u200Cها.mp4'],
  ['\u202E', 'file'],
])('%j is called %j', (name, wanted) => {
  expect(shownName(name)).toBe(wanted);
});
