/** What kinds of organisations a person administers: her roles alone don't tell. */
import { answer, api, type Shapes } from './client';
import type { Person } from './session.svelte';

export type Kind = Shapes['Organisation']['kind'];

/** The kinds of the organisations that she administers; none without asking when she administers nothing. */
export async function administered(person: Person | undefined): Promise<Set<Kind>> {
  const places = person?.memberships.filter((place) => place.roles.includes('administrator')) ?? [];
  if (places.length === 0) return new Set();
  const { items } = await answer(api.GET('/api/organisations'));
  const hers = items.filter(({ id }) => places.some((place) => place.organisation === id));
  return new Set(hers.map(({ kind }) => kind));
}
