/** Letters that are no issuer's, such as those to sign in: the first administrator of the deployment looks after them. */
import { answer, api } from '../../../api/client';
import { placesOf } from '../../../api/places';
import { isRefused } from '../../../api/problem';
import type { Person } from '../../../api/session.svelte';

const known = new WeakMap<Person, Promise<boolean>>();

/** Whether that is she, which only the server knows. It is asked once; without an answer she is taken for nobody. */
export async function looksAfterOthers(person: Person | undefined): Promise<boolean> {
  if (!person || placesOf(person, ['administrator']).length === 0) return false;
  const asked =
    known.get(person) ??
    answer(api.GET('/api/letters', { params: { query: { organisation: 'none' } } })).then(
      () => true,
      (error: unknown) => {
        if (!isRefused(error, 'not-found')) known.delete(person);
        return false;
      },
    );
  known.set(person, asked);
  return asked;
}
