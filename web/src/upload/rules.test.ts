import { expect, test } from 'vitest';
import schema from '../../../schemas/microcredential.json';
import { acceptOf, kindsOf, LARGEST, LARGEST_TEXT, mediaTypeOf, refusalOf, type ArtifactRule } from './rules';

const types = ['video/mp4', 'video/quicktime', 'text/plain', 'image/heic'];
const rule: ArtifactRule = { types, maxBytes: LARGEST, perStudent: { max: 2 } };
const video = { name: 'lesson.mp4', type: 'video/mp4', size: 1 };

test('every type that a definition may name has a row, and no other', () => {
  const named = schema.$defs.artifacts.properties.types.items.enum;
  for (const type of named) expect(mediaTypeOf({ name: '', type })).toBe(type);
  expect(
    acceptOf({ types: named })
      .split(',')
      .filter((piece) => named.includes(piece))
      .sort(),
  ).toEqual([...named].sort());
});

test('a picker and a file input take the same kinds', () => {
  const { accept } = kindsOf({ types })[0] ?? { accept: {} };
  expect(Object.keys(accept).sort()).toEqual([...types].sort());
  const offered = acceptOf({ types }).split(',');
  for (const piece of Object.entries(accept).flat(2)) expect(offered).toContain(piece);
  expect(accept['image/heic']).toEqual(['.heic', '.heif']);
});

test.each([
  ['clip.mov', '', 'video/quicktime'],
  ['IMG_1.HEIC', 'application/octet-stream', 'image/heic'],
  ['song.m4a', 'audio/x-m4a', 'audio/mp4'],
  ['notes.txt', 'text/plain;charset=utf-8', 'text/plain'],
  ['lesson.mp4', 'VIDEO/MP4', 'video/mp4'],
  ['setup.exe', 'application/x-msdownload', undefined],
  ['setup.mp4', 'application/x-msdownload', undefined],
  ['page.html', 'text/html', undefined],
  ['drawing.svg', 'image/svg+xml', undefined],
  ['noname', '', undefined],
])('%s of type "%s" is announced as %s', (name, type, wanted) => {
  expect(mediaTypeOf({ name, type })).toBe(wanted);
});

test.each([
  ['a fitting file', video, 1, undefined],
  ['no bytes', { ...video, size: 0 }, 0, { code: 'empty' }],
  ['11 GB', { ...video, size: 11e9 }, 0, { code: 'too-large', size: 11e9, most: LARGEST }],
  ['10 GiB', { ...video, size: LARGEST }, 0, undefined],
  [
    'a long text',
    { name: 'a.txt', type: 'text/plain', size: LARGEST_TEXT + 1 },
    0,
    { code: 'too-large', size: LARGEST_TEXT + 1, most: LARGEST_TEXT },
  ],
  [
    'a program',
    { name: 'a.exe', type: 'application/x-msdownload', size: 1 },
    0,
    { code: 'type', mediaType: 'application/x-msdownload', taken: types },
  ],
  [
    'a sound where none is taken',
    { name: 'a.mp3', type: '', size: 1 },
    0,
    { code: 'type', mediaType: 'audio/mpeg', taken: types },
  ],
  ['a third of two', video, 2, { code: 'too-many', most: 2 }],
])('%s', (_, file, present, wanted) => {
  expect(refusalOf(file, rule, present)).toEqual(wanted);
});
