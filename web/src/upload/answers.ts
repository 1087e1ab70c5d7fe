/** What the server's answers mean for an upload: the one table of them. */

import type { Failure, Refusal } from './reasons';
import { isPassing } from './retry';
import type { Answer, Fingerprint, Refused, Upload } from './work';

/** A request about one upload. */
export type Asked = 'begin' | 'read' | 'sign' | 'complete' | 'cancel';

/** What an answer other than yes means. */
export type No =
  /** Later, once more. */
  | { is: 'later' }
  /** The session is over. */
  | { is: 'signed-out' }
  /** There is nothing of that name: it was taken out, here or elsewhere. */
  | { is: 'nothing' }
  /** The upload is not as it was thought to be: read how it stands. `isOver` is that no part will be taken. */
  | { is: 'read'; isOver: boolean }
  | { is: 'refused'; reason: Refusal }
  | { is: 'failed'; reason: Failure };

/** What it means that the server did not do what it was asked for. */
export function meaning(asked: Asked, answer: Refused): No {
  const { status, kind, sentence, faults } = answer;
  if (status === 401) return { is: 'signed-out' };
  if (status === 0 || isPassing(status)) return { is: 'later' };
  if (asked === 'begin' && kind === 'invalid') {
    return { is: 'refused', reason: { code: 'rules', faults, sentence } };
  }
  if (asked === 'begin') return { is: 'failed', reason: failure(answer) };
  if (status === 404) return { is: 'nothing' };
  if (asked === 'cancel' && kind === 'stale') return { is: 'later' };
  if (asked === 'sign' && (kind === 'wrong-state' || kind === 'other-file')) {
    return { is: 'read', isOver: kind === 'wrong-state' };
  }
  if (asked === 'complete' && (kind === 'parts-missing' || kind === 'wrong-state')) {
    return { is: 'read', isOver: kind === 'wrong-state' };
  }
  return { is: 'failed', reason: failure(answer) };
}

/** The failure that such an answer is, when nothing else helps. */
export function failure({ status, kind, sentence, requestId }: Refused): Failure {
  if (kind === '' || status === 0 || status >= 500) return { code: 'server-unwell', status };
  return { code: 'server-refused', kind, sentence, requestId };
}

/** The file at hand. */
export interface Given {
  name: string;
  mediaType: string;
  size: number;
}

/** What is to be done about an upload that the server told of. */
export type Standing =
  /** Send what is missing. */
  | { is: 'open' }
  /** All is there; the server has yet to look into it. */
  | { is: 'uninspected' }
  | { is: 'verified' }
  | { is: 'cancelled' }
  | { is: 'refused'; reason: Refusal }
  | { is: 'failed'; reason: Failure };

/** How an upload stands, for someone who holds this file. `isOver` is that no part of it is taken any more. */
export function standing(
  upload: Upload,
  given: Given,
  fingerprint: Fingerprint | undefined,
  isOver: boolean,
): Standing {
  switch (upload.state) {
    case 'verified':
    case 'cancelled':
      return { is: upload.state };
    case 'refused':
      return { is: 'refused', reason: { code: 'unfit', unfit: upload.unfit, sentence: upload.reason ?? '' } };
    case 'abandoned':
    case 'expired':
      return { is: 'failed', reason: { code: 'expired' } };
    case 'uploaded':
      return { is: 'uninspected' };
    case 'uploading':
      if (isOver) return { is: 'failed', reason: { code: 'expired' } };
      return isSame(upload, given, fingerprint) ? { is: 'open' } : { is: 'failed', reason: otherFile(upload, given) };
  }
}

/** The value, if the server said yes. */
export function value<T>(answer: Answer<T>): T | undefined {
  return answer.ok ? answer.value : undefined;
}

function isSame(upload: Upload, given: Given, fingerprint: Fingerprint | undefined): boolean {
  const { modified, edges } = upload.fingerprint;
  return upload.size === given.size && modified === fingerprint?.modified && edges === fingerprint.edges;
}

function otherFile(expected: Upload, given: Given): Failure {
  const named = ({ name, size }: { name: string; size: number }) => ({ name, size });
  return { code: 'other-file', expected: named(expected), given: named(given) };
}
