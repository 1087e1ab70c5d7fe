/** Published definitions. */
import { answer, api, type Shapes } from './client';
import { allPages } from './pages';

export type Definition = Shapes['CatalogueLine'];

/** What is published, in the newest versions. */
export async function readCatalogue(): Promise<Definition[]> {
  const lines = await allPages<Definition | Shapes['DraftLine']>((cursor) =>
    answer(api.GET('/api/microcredentials', { params: { query: { state: 'published', ...cursor } } })),
  );
  return lines.filter((line): line is Definition => 'published' in line);
}

/** What an issuer has published. */
export async function publishedBy(issuer: string): Promise<Definition[]> {
  return (await readCatalogue()).filter((line) => line.issuer === issuer);
}
