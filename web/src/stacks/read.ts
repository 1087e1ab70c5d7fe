import { answer, api } from '../api/client';
import { allPages } from '../api/pages';
import type { Award, Line } from './progress';

/** Everything that is published. */
export async function readCatalogue(): Promise<Line[]> {
  const all = await allPages((cursor) =>
    answer(api.GET('/api/microcredentials', { params: { query: { state: 'published', ...cursor } } })),
  );
  return all.filter((line): line is Line => 'competency' in line);
}

/** The awards of whoever is signed in. */
export function readAwards(): Promise<Award[]> {
  return allPages((cursor) => answer(api.GET('/api/awards', { params: { query: cursor } })));
}
