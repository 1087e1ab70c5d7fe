/** Awards of whoever is signed in. */
import { answer, api, type Shapes } from './client';
import { allPages } from './pages';

/** All of them, whatever became of them. */
export function readAwards(): Promise<Shapes['AwardLine'][]> {
  return allPages((cursor) => answer(api.GET('/api/awards', { params: { query: cursor } })));
}
