/** What the server has of a definition that is being written. */
import { answer, api, type Shapes } from '../../../api/client';
import { isRefused, Refused } from '../../../api/problem';
import type { Whole } from './edit';

/** The draft, if there is one, else what is published. */
export interface Stored {
  definition: Whole;
  /** Of the draft; 0 when there is none. */
  version: number;
  report: Shapes['DesignReport'];
  saved: string | undefined;
  published: Shapes['Edition'] | undefined;
}

/** What is stored now; undefined when nothing is, or nothing that the author may see. */
export async function read(slug: string): Promise<Stored | undefined> {
  // What was published a minute ago counts, not what this browser has kept since before.
  const ask = (query: { version?: string }) =>
    answer(api.GET('/api/microcredentials/{slug}', { params: { path: { slug }, query }, cache: 'reload' })).catch(
      (error: unknown) => {
        if (isRefused(error, 'not-found')) return undefined;
        throw error;
      },
    );
  const [draft, published] = await Promise.all([ask({ version: 'draft' }), ask({})]);
  const found = draft ?? published;
  return (
    found && {
      definition: found.definition as Whole,
      version: draft ? draft.version : 0,
      report: found.report,
      saved: draft && 'saved' in draft ? draft.saved : undefined,
      published: published && 'published' in published ? published : undefined,
    }
  );
}

/**
 * What was just published is shown at once by its page in this browser, not only when what is kept of it has aged. A slow
 * line waits for nothing.
 */
export async function renew(slug: string): Promise<void> {
  const params = { path: { slug } };
  const renewed = api.GET('/api/microcredentials/{slug}', { params, cache: 'reload' }).catch(() => {});
  await Promise.race([renewed, new Promise((over) => setTimeout(over, 2_000))]);
}

/** That there is nothing of that name. */
export const nothing = () =>
  new Refused({
    type: '/problems/not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no definition of that name, or it is not yours to change.',
    requestId: '',
  });
