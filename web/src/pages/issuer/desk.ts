/** The pages of the issuer's desk, and who finds something to do there. */
import type { Kind } from '../../api/administered';
import type { Role } from '../../api/session.svelte';

/** What one does at the desk, the page for it, and `of` which kind of organisation where not of any. */
export const PAGES = [
  { name: 'queue', to: '/issuer', roles: ['issuer'] },
  { name: 'people', to: '/issuer/people', roles: ['administrator', 'issuer'] },
  { name: 'letters', to: '/issuer/letters', roles: ['administrator', 'issuer'] },
  { name: 'capacity', to: '/issuer/capacity', roles: ['developer', 'issuer', 'administrator'] },
  { name: 'reliability', to: '/issuer/reliability', roles: ['developer', 'issuer', 'administrator'] },
  { name: 'benchmarks', to: '/issuer/benchmarks', roles: ['developer', 'issuer'] },
  { name: 'definitions', to: '/issuer/definitions', roles: ['developer', 'issuer'] },
  { name: 'organisations', to: '/issuer/organisations', roles: ['administrator'], of: 'issuer' },
] as const satisfies { name: string; to: string; roles: Role[]; of?: Kind }[];

export type DeskPage = (typeof PAGES)[number];
export type PageName = DeskPage['name'];

/** Where who has a role begins; the first that somebody has counts. */
const FIRST = [
  ['issuer', '/issuer'],
  ['developer', '/issuer/definitions'],
  ['administrator', '/issuer/people'],
] as const satisfies [Role, string][];

/** The page of the desk at which somebody with these roles begins. */
export function firstPage(has: (role: Role) => boolean): string {
  return FIRST.find(([role]) => has(role))?.[1] ?? '/issuer';
}
