import { expect, test } from 'vitest';
import { meaning, standing, type Asked } from './answers';
import { no } from './model.testing';
import type { Upload } from './work';

test.each<[Asked, number, string, string]>([
  ['begin', 422, 'invalid', 'refused'],
  ['begin', 413, 'over-budget', 'failed'],
  ['begin', 409, 'wrong-state', 'failed'],
  ['begin', 404, 'not-found', 'failed'],
  ['begin', 401, 'signed-out', 'signed-out'],
  ['read', 404, 'not-found', 'nothing'],
  ['sign', 404, 'not-found', 'nothing'],
  ['sign', 409, 'wrong-state', 'read'],
  ['sign', 409, 'other-file', 'read'],
  ['sign', 422, 'invalid', 'failed'],
  ['complete', 409, 'parts-missing', 'read'],
  ['complete', 409, 'wrong-state', 'read'],
  ['complete', 404, 'not-found', 'nothing'],
  ['cancel', 404, 'not-found', 'nothing'],
  ['cancel', 409, 'stale', 'later'],
  ['cancel', 409, 'wrong-state', 'failed'],
  ['sign', 429, 'too-many', 'later'],
  ['complete', 503, '', 'later'],
  ['begin', 0, '', 'later'],
  ['read', 403, 'foreign-origin', 'failed'],
])('%s, answered with %i %s: %s', (asked, status, kind, wanted) => {
  expect(meaning(asked, no(status, kind)).is).toBe(wanted);
});

test('a page of somebody in between is no word of ours', () => {
  expect(meaning('sign', no(407))).toEqual({ is: 'failed', reason: { code: 'server-unwell', status: 407 } });
});

const upload: Upload = {
  artifact: 'art_1',
  part: 'artifacts',
  name: 'a.mp4',
  mediaType: 'video/mp4',
  size: 5,
  state: 'uploading',
  fingerprint: { modified: 1, edges: 'e' },
  partSize: 16,
  partCount: 1,
  arrived: [],
};
const given = { name: 'copy of a.mp4', mediaType: 'video/mp4', size: 5 };

test.each<[string, Partial<Upload>, boolean, string]>([
  ['is open', {}, false, 'open'],
  ['waits to be looked into', { state: 'uploaded' }, false, 'uninspected'],
  ['is verified', { state: 'verified' }, true, 'verified'],
  ['was refused', { state: 'refused', reason: 'No.', unfit: { is: 'hevc' } }, false, 'refused'],
  ['was given up', { state: 'abandoned' }, false, 'failed'],
  ['takes no parts any more', {}, true, 'failed'],
  ['is of another size', { size: 6 }, false, 'failed'],
  ['is of another time', { fingerprint: { modified: 2, edges: 'e' } }, false, 'failed'],
  ['has other edges', { fingerprint: { modified: 1, edges: 'f' } }, false, 'failed'],
])('an upload that %s', (_, change, isOver, wanted) => {
  expect(standing({ ...upload, ...change }, given, { modified: 1, edges: 'e' }, isOver).is).toBe(wanted);
});
