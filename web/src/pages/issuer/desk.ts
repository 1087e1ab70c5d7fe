/** The pages of the issuer's desk, and who finds something to do there. */
import type { Role } from '../../api/session.svelte';

/** What one does at the desk, and the page for it. */
export const PAGES = [
  { name: 'queue', to: '/issuer', roles: ['issuer'] },
  { name: 'people', to: '/issuer/people', roles: ['administrator', 'issuer'] },
  { name: 'letters', to: '/issuer/letters', roles: ['administrator', 'issuer'] },
  { name: 'capacity', to: '/issuer/capacity', roles: ['developer', 'issuer', 'administrator'] },
  { name: 'reliability', to: '/issuer/reliability', roles: ['developer', 'issuer', 'administrator'] },
  { name: 'benchmarks', to: '/issuer/benchmarks', roles: ['developer', 'issuer'] },
  { name: 'definitions', to: '/issuer/definitions', roles: ['developer', 'issuer'] },
] as const satisfies { name: string; to: string; roles: Role[] }[];

export type PageName = (typeof PAGES)[number]['name'];
