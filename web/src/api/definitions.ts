/** Published definitions of one issuer. */
import { answer, api, type Shapes } from './client';
import { allPages } from './pages';

export type Definition = Shapes['CatalogueLine'];

/** What an issuer has published, in the newest versions. */
export async function publishedBy(issuer: string): Promise<Definition[]> {
  const lines = await allPages<Definition | Shapes['DraftLine']>((cursor) =>
    answer(api.GET('/api/microcredentials', { params: { query: { state: 'published', ...cursor } } })),
  );
  return lines.filter((line): line is Definition => 'published' in line && line.issuer === issuer);
}
