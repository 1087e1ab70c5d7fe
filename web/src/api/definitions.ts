/** Published definitions. */
import { answer, api, type Shapes } from './client';
import { allPages } from './pages';

export type Definition = Shapes['CatalogueLine'];

/** What is published, in the newest versions; by default as this browser has had it within the last minutes. */
export async function readCatalogue(cache: RequestCache = 'default'): Promise<Definition[]> {
  const lines = await allPages<Definition | Shapes['DraftLine']>((cursor) =>
    answer(api.GET('/api/microcredentials', { params: { query: { state: 'published', ...cursor } }, cache })),
  );
  return lines.filter((line): line is Definition => 'published' in line);
}

/** What an issuer has published by now. */
export async function publishedBy(issuer: string): Promise<Definition[]> {
  return (await readCatalogue('no-cache')).filter((line) => line.issuer === issuer);
}
