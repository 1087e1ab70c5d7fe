/** Which submission is to be decided after this one, in the order of the queue: the longest waiting first. */
import { answer, api, type Shapes } from '../../../api/client';

type Line = Shapes['QueueLine'];
type Page = { items: Line[]; next?: string };
/** Where a submission stands in the queue, or stood before it was decided. */
export type Place = { id: string; since: string };

/** What waits for an issuer's decision, a page at a time. */
export const waiting = (organisation: string) => (cursor: { cursor?: string }) =>
  answer(api.GET('/api/issuer/submissions', { params: { query: { state: 'assessed', organisation, ...cursor } } }));

/**
 * The one after `from` that she may decide, else the first of all, and `undefined` where no other is left. Of her own
 * submission the queue doesn't tell her the recommendation; who scored the attempt stands in its line.
 */
export async function next(
  read: (cursor: { cursor?: string }) => Promise<Page>,
  from: Place,
  me: string | undefined,
): Promise<string | undefined> {
  const isHers = (line: Line) => line.recommended === undefined || line.assessors?.some(({ id }) => id === me);
  let first: Line | undefined;
  let cursor: { cursor?: string } = {};
  for (;;) {
    const page = await read(cursor);
    const open = page.items.filter((line) => line.id !== from.id && !isHers(line));
    const after = open.find((line) => isAfter(line, from));
    first ??= open[0];
    if (after || page.next === undefined) return (after ?? first)?.id;
    cursor = { cursor: page.next };
  }
}

function isAfter(line: Place, from: Place): boolean {
  const [one, other] = [Date.parse(line.since), Date.parse(from.since)];
  return one === other ? line.id > from.id : one > other;
}
