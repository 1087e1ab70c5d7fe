/**
 * The API, typed by `schemas/openapi.yaml`. The session is a cookie of this origin; asking for a change again after a
 * lost answer is safe (see {@link once}).
 *
 * ```ts
 * const page = await answer(api.GET('/api/submissions'));
 * ```
 */
import createClient from 'openapi-fetch';
import { language } from '../texts/language.svelte';
import { taken } from './ahead';
import type { components, paths } from './generated/openapi';
import { once } from './once';
import { isProblem, isRefused, Refused, Unreachable } from './problem';
import { session } from './session.svelte';

/** The shapes that `schemas/openapi.yaml` names. */
export type Shapes = components['schemas'];

// Asked for anew at each call, so that a test may put something else in its place.
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: (asked) => taken(asked) ?? once(asked),
});

let bearer: string | undefined;

/** From now on requests carry this session: the form in a district's page has no cookies, and keeps it in memory. */
export function carry(token: string | undefined): void {
  bearer = token;
}

api.use({
  onRequest({ request }) {
    if (bearer) request.headers.set('authorization', `Bearer ${bearer}`);
    // What it refuses, it refuses in the language of the page.
    request.headers.set('accept-language', language.now);
  },
});

type Outcome<T> = { data?: T; error?: unknown; response: Response };

/**
 * What the server answered.
 *
 * @throws {Refused} with the server's sentence; when the person's session is over, {@link session} knows it too.
 * @throws {Unreachable} without an answer of ours.
 */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  try {
    return await told(call);
  } catch (error) {
    if (isRefused(error, 'signed-out')) session.lost();
    throw error;
  }
}

/** As {@link answer}, for requests with another session than the person's, whose end says nothing about hers. */
export async function told<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (cause) {
    throw new Unreachable(undefined, { cause });
  }
  const { data, error, response } = outcome;
  if (response.ok) return data as T;
  throw isProblem(error) ? new Refused(error) : new Unreachable(response.status);
}
