/** How often and when something is tried again, and what an answer of the storage means. */

import type { Failure } from './reasons';

/** How often anything is tried again after its first try. */
export const MOST_RETRIES = 5;

const SHORTEST = 500;
const LONGEST = 30_000;

/**
 * Milliseconds to wait before retry number `retry` (from 1): full jitter under a bound that grows from half a second
 * to half a minute. `chance` is from 0 up to 1.
 */
export function delay(retry: number, chance: number): number {
  const step = Math.min(retry, MOST_RETRIES) - 1;
  const bound = SHORTEST * (LONGEST / SHORTEST) ** (step / (MOST_RETRIES - 1));
  return Math.round(bound * chance);
}

/** How the sending of a part ended. */
export type Sent =
  | { is: 'arrived' }
  /** The page itself stopped it. */
  | { is: 'aborted' }
  /** There was no answer: no connection, a reset, or no byte moved for too long. */
  | { is: 'lost' }
  | { is: 'answered'; status: number; error: string | undefined };

/** What to do about a part that did not arrive. */
export type Verdict =
  /** Later, once more. */
  | { is: 'again' }
  /** Nobody heard it: see whether there is a connection, then once more. */
  | { is: 'lost' }
  /** The address is too old: get another. */
  | { is: 'sign-again' }
  /** There is no such upload any more: ask what became of it. */
  | { is: 'gone' }
  | { is: 'stop'; failure: Failure };

/** S3's names for what a bad connection does to a part. */
const DAMAGED_ON_THE_WAY = [
  'BadDigest',
  'IncompleteBody',
  'RequestTimeout',
  'XAmzContentSHA256Mismatch',
  'InternalError',
  'SlowDown',
];

/** What an answer of the storage to a part means. */
export function judge(sent: Exclude<Sent, { is: 'arrived' | 'aborted' }>): Verdict {
  if (sent.is === 'lost') return { is: 'lost' };
  const { status, error } = sent;
  if (status === 403) return { is: 'sign-again' };
  if (status === 404) return { is: 'gone' };
  if (isPassing(status) || (error !== undefined && DAMAGED_ON_THE_WAY.includes(error))) return { is: 'again' };
  return { is: 'stop', failure: { code: 'storage-refused', status, error } };
}

/** Whether a status says "later" rather than "no". */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Milliseconds without a byte moving after which a part counts as stuck: half a minute, and more for a long part. */
export function patience(bytes: number): number {
  return 30_000 + 2_000 * Math.ceil(bytes / (1024 * 1024));
}
