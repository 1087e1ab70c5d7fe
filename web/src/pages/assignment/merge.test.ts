import { expect, test } from 'vitest';
import { merge, same, tidy } from './merge';
import type { Scored } from './work';

const scored = (level: string, feedback: string, comments: string[] = []): Scored => ({
  scores: { overview: { ladder: { level, feedback } } },
  comments: comments.map((text) => ({ artifact: 'art_1', second: 7, text })),
});
const base = scored('developing', 'Name it.', ['Here.']);

test('what only one tab changed is taken from that tab', () => {
  const { scored: both, clashes } = merge(
    base,
    scored('developing', 'Name it twice.'),
    scored('proficient', 'Name it.', ['Here.']),
  );
  expect(both).toEqual(scored('proficient', 'Name it twice.'));
  expect(clashes).toEqual([]);
});

test('what both changed stays as it is here, and what the other says is told', () => {
  const { scored: both, clashes } = merge(
    base,
    scored('developing', 'Mine.', ['Here.']),
    scored('developing', 'Theirs.', ['Here.']),
  );
  expect(both).toEqual(scored('developing', 'Mine.', ['Here.']));
  expect(clashes).toEqual([{ part: 'overview', criterion: 'ladder', field: 'feedback', theirs: 'Theirs.' }]);
});

test('comments of both tabs are kept, and one that was taken out stays out', () => {
  const { scored: both } = merge(
    base,
    scored('developing', 'Name it.', ['Mine.']),
    scored('developing', 'Name it.', ['Here.', 'Theirs.']),
  );
  expect(both.comments.map((remark) => remark.text)).toEqual(['Theirs.', 'Mine.']);
});

test('what was emptied here is empty', () => {
  expect(merge(base, tidy(scored('', '')), base).scored).toEqual({ scores: {}, comments: [] });
});

test('what says nothing is not sent and makes no difference', () => {
  const blank: Scored = {
    scores: { overview: { ladder: {}, other: { feedback: '' } } },
    comments: [{ artifact: 'art_1', second: 1, text: ' ' }],
  };
  expect(tidy(blank)).toEqual({ scores: {}, comments: [] });
  expect(same(blank, { scores: {}, comments: [] })).toBe(true);
  expect(same(base, scored('developing', 'Name it.'))).toBe(false);
});
