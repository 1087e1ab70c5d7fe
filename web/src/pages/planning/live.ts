/** What the plan is filled with from elsewhere. What isn't the reader's to see is left out. */
import { answer, api, type Shapes } from '../../api/client';
import { readCatalogue } from '../../api/definitions';
import { isRefused } from '../../api/problem';
import type { Definition } from '../../definition/shapes';

export type Kind = Shapes['Plan']['kind'];
export type Capacity = Shapes['Capacity'];
export type Report = Shapes['Report'];

/** What an issuer has published; for others what a district offers, or else the whole catalogue. */
export async function readDefinitions(organisation: string, kind: Kind): Promise<Definition[]> {
  const [catalogue, offered] = await Promise.all([readCatalogue(), readOffered(organisation, kind)]);
  const isOurs = ({ id, issuer }: (typeof catalogue)[number]) =>
    kind === 'issuer' ? issuer === organisation : offered.length === 0 || offered.includes(id);
  return Promise.all(
    catalogue.filter(isOurs).map(async ({ id: slug }) => {
      const { definition } = await answer(api.GET('/api/microcredentials/{slug}', { params: { path: { slug } } }));
      return definition;
    }),
  );
}

async function readOffered(organisation: string, kind: Kind): Promise<string[]> {
  if (kind !== 'district') return [];
  const params = { path: { organisation } };
  const district = await ifHers(answer(api.GET('/api/districts/{organisation}', { params })));
  return district?.offered ?? [];
}

/** What an issuer's assessors can score; of others there is none. */
export async function readCapacity(organisation: string, kind: Kind): Promise<Capacity | undefined> {
  if (kind !== 'issuer') return undefined;
  return ifHers(answer(api.GET('/api/organisations/{organisation}/capacity', { params: { path: { organisation } } })));
}

/** What is published of a district's or a state's people; of others there is none. */
export async function readReport(organisation: string, kind: Kind): Promise<Report | undefined> {
  if (kind !== 'district' && kind !== 'state') return undefined;
  const read = await ifHers(answer(api.GET('/api/reports/{organisation}', { params: { path: { organisation } } })));
  // Without a format it is no table.
  return read as Report | undefined;
}

async function ifHers<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRefused(error, 'not-found')) return undefined;
    throw error;
  }
}
