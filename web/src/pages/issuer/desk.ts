/** What every page of the issuer's desk shares: whose desk it is. */
import type { Person, Role } from '../../api/session.svelte';

/** What one does at the desk, and the page for it. */
export const PAGES = [
  { name: 'queue', to: '/issuer', roles: ['issuer'] },
  { name: 'people', to: '/issuer/people', roles: ['administrator', 'issuer'] },
  { name: 'letters', to: '/issuer/letters', roles: ['administrator', 'issuer'] },
  { name: 'reliability', to: '/issuer/reliability', roles: ['developer', 'issuer', 'administrator'] },
  { name: 'benchmarks', to: '/issuer/benchmarks', roles: ['developer', 'issuer'] },
  { name: 'definitions', to: '/issuer/definitions', roles: ['developer', 'issuer'] },
] as const satisfies { name: string; to: string; roles: Role[] }[];

export type PageName = (typeof PAGES)[number]['name'];

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

/** The address of `path` with these parameters; those that are undefined are left out. */
export function addressOf(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}
