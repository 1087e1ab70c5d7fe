import { expect, test } from 'vitest';
import { decoded } from './decoded';

test('a file is read in whichever way its letters were written', () => {
  const text = 'email;fact\nana@school.example.com;licence;María Núñez';
  const codes = [...text].map((letter) => letter.charCodeAt(0));
  const utf8 = [...new TextEncoder().encode(text)];
  const files = {
    'Latin-1': codes,
    'UTF-8': utf8,
    'UTF-8 with its mark': [0xef, 0xbb, 0xbf, ...utf8],
    'UTF-16': [0xff, 0xfe, ...codes.flatMap((code) => [code & 255, code >> 8])],
    'UTF-16, big end first': [0xfe, 0xff, ...codes.flatMap((code) => [code >> 8, code & 255])],
  };
  for (const [name, bytes] of Object.entries(files)) {
    expect(decoded(Uint8Array.from(bytes).buffer), name).toBe(text);
  }
  expect(decoded(new ArrayBuffer(0))).toBe('');
  expect(decoded(new TextEncoder().encode('one\r\ntwo\rthree\n').buffer as ArrayBuffer)).toBe('one\ntwo\nthree\n');
});
