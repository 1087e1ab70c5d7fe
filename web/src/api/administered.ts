/** Which organisations a person administers, and of what kinds they are: her roles alone don't tell. */
import { answer, api, type Shapes } from './client';
import { placesOf } from './places';
import type { Person } from './session.svelte';

export type Organisation = Shapes['Organisation'];
export type Kind = Organisation['kind'];

/** The organisations that she administers; none without asking when she administers nothing. */
export async function organisationsOf(person: Person | undefined): Promise<Organisation[]> {
  const places = placesOf(person, ['administrator']);
  if (places.length === 0) return [];
  const { items } = await answer(api.GET('/api/organisations'));
  return items.filter(({ id }) => places.includes(id));
}

const known = new WeakMap<Person, Promise<Map<string, Kind>>>();

/** What the organisations that she administers are, by id. It is asked for once: what an organisation is never changes. */
export function kindsOf(person: Person | undefined): Promise<Map<string, Kind>> {
  if (!person) return Promise.resolve(new Map());
  const asked =
    known.get(person) ?? organisationsOf(person).then((all) => new Map(all.map(({ id, kind }) => [id, kind])));
  known.set(person, asked);
  // What went wrong may go right the next time.
  asked.catch(() => known.delete(person));
  return asked;
}

/** The kinds of the organisations that she administers; none without asking when she administers nothing. */
export async function administered(person: Person | undefined): Promise<Set<Kind>> {
  return new Set((await kindsOf(person)).values());
}
