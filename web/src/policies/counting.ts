/** What awards count for, as the API tells it: asking, and how a use stands. */
import { answer, api, type Shapes } from '../api/client';

export type Checked = Shapes['PolicyCheck'];
export type Told = Checked['policies'][number];
export type Prospect = Shapes['Prospect'];

/** What is asked: micro-credentials as if they were awarded today, all of a policy, what reaches one of its uses. */
export type Asked = { microcredentials?: string[]; policy?: string; use?: string; times?: number; hours?: string };

/** What recognizers' policies say. Without micro-credentials it is about the awards of whoever is signed in. */
export async function check({ microcredentials, ...asked }: Asked): Promise<Checked> {
  const query = { ...asked, ...(microcredentials?.length && { microcredentials: microcredentials.join(',') }) };
  return answer(api.GET('/api/policy-check', { params: { query } }));
}

/**
 * How a use stands: `granted` already without what is asked about, `completed` or `added` to by it, `counted` towards
 * it, `conditional` on what must be on record, `none` when awards don't count, and `open` while there are none.
 */
export type Standing = 'granted' | 'completed' | 'added' | 'counted' | 'conditional' | 'none' | 'open';

export function standingOf(use: Prospect): Standing {
  const isForHours = 'hours' in use.grants;
  if (use.times > use.timesNow) return isForHours ? 'added' : 'completed';
  if (use.times > 0) return 'granted';
  if (use.counted.length === 0) return use.asides.length > 0 ? 'none' : 'open';
  return use.eligible ? 'counted' : 'conditional';
}

/** The policies with those uses only for which this award counts. */
export function countingFor(award: string, told: Told[]): Told[] {
  const counts = (use: Prospect) => use.counted.some((held) => held.award === award);
  return told.map((one) => ({ ...one, uses: one.uses.filter(counts) })).filter(({ uses }) => uses.length > 0);
}
