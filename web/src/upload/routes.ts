/** The five routes of uploads, and health, as answers that never throw. */

import { answer, api } from '../api/client';
import { Refused as ApiRefused, Unreachable } from '../api/problem';
import type { SignedPart } from './parts';
import type { Address, Announcement, Answer, Fingerprint, Upload } from './work';

/** How the uploader reaches the server. */
export interface Routes {
  begin(announcement: Announcement): Promise<Answer<Upload>>;
  read(at: Address): Promise<Answer<Upload>>;
  /** Signs 1 to 50 parts. */
  sign(
    at: Address,
    parts: { number: number; sha256: string }[],
    fingerprint: Fingerprint,
  ): Promise<Answer<readonly SignedPart[]>>;
  complete(at: Address): Promise<Answer<Upload>>;
  cancel(at: Address): Promise<Answer<void>>;
  /** Whether the server can be reached at all. */
  probe(): Promise<boolean>;
}

/** Milliseconds after which nobody answers any more: the gateway itself waits for 30 seconds. */
const PATIENCE = 45_000;
/** For a route that touches nothing. */
const SHORT_PATIENCE = 10_000;

const UPLOADS = '/api/submissions/{submission}/uploads';
const UPLOAD = '/api/submissions/{submission}/uploads/{artifact}';

/** The routes as the signed-in person's session reaches them. */
export const routes: Routes = {
  begin({ submission, ...body }) {
    return heard(answer(api.POST(UPLOADS, { params: { path: { submission } }, body, signal: soon() })));
  },
  read(path) {
    return heard(answer(api.GET(UPLOAD, { params: { path }, signal: soon() })));
  },
  sign(path, parts, fingerprint) {
    const asked = api.POST(`${UPLOAD}/parts`, { params: { path }, body: { parts, fingerprint }, signal: soon() });
    return heard(answer(asked).then(({ urls }) => urls));
  },
  complete(path) {
    return heard(answer(api.POST(`${UPLOAD}/complete`, { params: { path }, body: {}, signal: soon() })));
  },
  cancel(path) {
    return heard(answer(api.DELETE(UPLOAD, { params: { path }, signal: soon() })));
  },
  async probe() {
    try {
      const signal = AbortSignal.timeout(SHORT_PATIENCE);
      return (await fetch('/api/health', { cache: 'no-store', signal })).ok;
    } catch {
      return false;
    }
  },
};

function soon(): AbortSignal {
  return AbortSignal.timeout(PATIENCE);
}

async function heard<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await asked };
  } catch (error) {
    if (error instanceof ApiRefused) {
      const { status, kind, message, faults, requestId } = error;
      return { ok: false, status, kind, sentence: message, faults, requestId };
    }
    const status = error instanceof Unreachable ? (error.status ?? 0) : 0;
    return { ok: false, status, kind: '', sentence: '', faults: [], requestId: '' };
  }
}
