/** What a shortlist asks the server. */
import { answer, api, told } from '../api/client';
import { isRefused } from '../api/problem';
import { kept, type Body, type Kept, type KeptView, type Remark, type Share, type View } from './list';

/** How often a change is tried on a list that changes all the time. */
const TRIES = 4;

/** Her shortlist as it is kept. */
export function read(): Promise<View> {
  return answer(api.GET('/api/shortlist'));
}

/** Keeps it. */
export function save(body: Body, how: { key?: string; keepalive?: boolean } = {}): Promise<KeptView> {
  const params = { header: { ...(how.key && { 'Idempotency-Key': how.key }) } };
  return answer(api.PUT('/api/shortlist', { params, body, keepalive: how.keepalive ?? false }));
}

/** Changes what is on the list as it is kept now; where that changes meanwhile, what it has become. */
export async function change(edit: (items: Kept[]) => Kept[]): Promise<KeptView> {
  for (let tries = 1; ; tries += 1) {
    const { version, aim, items } = await read();
    const now = items.map(({ microcredential, why }) => kept(microcredential, why));
    try {
      return await save({ version, ...(aim && { aim }), items: edit(now) });
    } catch (error) {
      if (!isRefused(error, 'stale') || tries === TRIES) throw error;
    }
  }
}

/** Shares it with an adviser, who gets a letter. */
export function share(name: string, email: string): Promise<Share> {
  return answer(api.POST('/api/shortlist/shares', { body: { name, email } }));
}

/** What is said: about an item, or about the whole. */
export type Said = { microcredential?: string; text: string };

/** Says something; all remarks of the share afterwards. */
export async function remark(share: string, said: Said): Promise<Remark[]> {
  const params = { path: { share } };
  return (await answer(api.POST('/api/shortlists/{share}/remarks', { params, body: said }))).remarks;
}

/** Ends a share, from either side. */
export async function end(share: string): Promise<void> {
  const params = { path: { share } };
  await told(api.DELETE('/api/shortlists/{share}', { params }));
}
