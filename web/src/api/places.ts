/** Where a person does what: the organisations of her roles. */
import type { Person, Role } from './session.svelte';

/** The organisations in which the person has one of these roles. */
export function placesOf(person: Person | undefined, roles: readonly Role[]): string[] {
  const places = person?.memberships ?? [];
  return places.filter((place) => place.roles.some((role) => roles.includes(role))).map((place) => place.organisation);
}

/** The one of `places` that the address names, else the first. */
export function chosen(places: string[], address: URL): string | undefined {
  const wanted = address.searchParams.get('organisation');
  return places.find((place) => place === wanted) ?? places[0];
}
