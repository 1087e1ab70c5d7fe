import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { texts } from './file-texts';
import { FOUND } from './unfit';

const SENTENCE = 'This video is in HEVC.';
const particulars = { declared: 'video/mp4', seems: 'text/html', codec: '{codec}' };
const said = (is: string, more: object = particulars) =>
  texts.es.refusal({ code: 'unfit', unfit: { is, ...more }, sentence: SENTENCE });

/** The letter's words, on one line each. */
const letter = readFileSync(
  new URL('../../../../shared/domain/src/letter/wording/spanish/unfit.rs', import.meta.url),
  'utf8',
).replaceAll(/\\\n\s*/g, '');

test('whatever is found in a file is told in Spanish, and in English as the server says it', () => {
  expect(FOUND).toHaveLength(15);
  for (const is of FOUND) {
    expect(said(is), is).not.toContain('HEVC.');
    expect(said(is), is).toMatch(/[a-zñáéíóú]/);
    expect(texts.en.refusal({ code: 'unfit', unfit: { is }, sentence: SENTENCE })).toBe(SENTENCE);
  }
  expect(said('found-by-a-later-server')).toBe(SENTENCE);
});

test('the page and the letter say the same', () => {
  const ofTheirOwn = ['lies', 'wrong-size', 'damaged', 'markup', 'appended'];
  for (const is of FOUND.filter((found) => !ofTheirOwn.includes(found))) expect(letter, is).toContain(said(is));
});

test('what a file says it is and what it looks like are told in Spanish', () => {
  expect(said('lies')).toBe(
    'No es un video MP4; parece una página web. Elija el archivo correcto o guárdelo de nuevo en el formato adecuado.',
  );
  expect(said('lies', { declared: 'application/pdf', seems: 'application/x-odd' })).toContain(
    'No es un documento PDF, diga lo que diga su nombre.',
  );
  expect(said('damaged', { declared: 'image/png' })).toContain('Empieza como una imagen PNG, pero');
});
