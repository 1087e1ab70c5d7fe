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

/** The kinds of the organisations that she administers; none without asking when she administers nothing. */
export async function administered(person: Person | undefined): Promise<Set<Kind>> {
  return new Set((await organisationsOf(person)).map(({ kind }) => kind));
}
