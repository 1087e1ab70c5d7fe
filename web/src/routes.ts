/**
 * The one table of the portal's pages. Each is loaded when it is first opened.
 *
 * What a path begins with must also stand in `PAGES` of infra/template.yaml, which lets the address be opened
 * directly; a test of the house compares them.
 */
import type { Shapes } from './api/client';
import type { Route } from './route';

export const routes: Route[] = [
  {
    path: '/',
    page: () => import('./pages/catalogue/Page.svelte'),
    isPublic: true,
    reads: () => '/api/microcredentials?state=published',
  },
  { path: '/assignment', page: () => import('./pages/assignment-link/Page.svelte'), isPublic: true },
  { path: '/assignment/:assignment', page: () => import('./pages/assignment/Page.svelte'), isPublic: true },
  {
    path: '/microcredentials/:slug',
    page: () => import('./pages/definition/Page.svelte'),
    isPublic: true,
    reads: ({ slug }) => `/api/microcredentials/${encodeURIComponent(slug ?? '')}`,
  },
  { path: '/coaching', page: () => import('./pages/coaching/Page.svelte') },
  { path: '/coaching/:submission', page: () => import('./pages/coached/Page.svelte') },
  { path: '/availability', page: () => import('./pages/availability/Page.svelte') },
  { path: '/facts', page: () => import('./pages/facts/Page.svelte') },
  { path: '/my-data', page: () => import('./pages/my-data/Page.svelte') },
  { path: '/erasures/:erasure', page: () => import('./pages/erasure/Page.svelte'), isPublic: true },
  { path: '/policies', page: () => import('./pages/policies/Page.svelte'), isPublic: true },
  { path: '/policies/:slug', page: () => import('./pages/policy/Page.svelte'), isPublic: true },
  { path: '/qualifications', page: () => import('./pages/qualifications/Page.svelte') },
  { path: '/qualifications/:slug', page: () => import('./pages/qualification/Page.svelte') },
  { path: '/recognitions', page: () => import('./pages/recognitions/Page.svelte') },
  { path: '/recognitions/badges', page: () => import('./pages/foreign/Page.svelte') },
  { path: '/recognitions/facts', page: () => import('./pages/register/Page.svelte') },
  { path: '/recognitions/:slug/:person', page: () => import('./pages/recognition/Page.svelte') },
  { path: '/counted', page: () => import('./pages/counted/Page.svelte') },
  { path: '/shortlist', page: () => import('./pages/shortlist/Page.svelte') },
  { path: '/shortlists', page: () => import('./pages/shortlists/Page.svelte') },
  { path: '/sign-in', page: () => import('./pages/sign-in/Page.svelte'), isPublic: true },
  { path: '/work', page: () => import('./pages/work/Page.svelte') },
  {
    path: '/work/:submission',
    page: () => import('./pages/submission/Page.svelte'),
    reads: ({ submission }) => `/api/submissions/${encodeURIComponent(submission ?? '')}`,
    thenReads: ({ microcredential, edition }: Shapes['Submission']) =>
      `/api/microcredentials/${microcredential}?version=${edition}`,
  },
  { path: '/district', page: () => import('./pages/district/Page.svelte') },
  { path: '/district/roster', page: () => import('./pages/roster/Page.svelte') },
  { path: '/planning', page: () => import('./pages/planning/Page.svelte') },
  { path: '/reports', page: () => import('./pages/reports/Page.svelte') },
  { path: '/awards/others', page: () => import('./pages/others/Page.svelte') },
  { path: '/awards', page: () => import('./pages/awards/Page.svelte') },
  { path: '/issuer', page: () => import('./pages/issuer/queue/Page.svelte') },
  { path: '/issuer/submissions/:submission', page: () => import('./pages/issuer/submission/Page.svelte') },
  { path: '/issuer/awards/:award', page: () => import('./pages/issuer/award/Page.svelte') },
  { path: '/issuer/people', page: () => import('./pages/issuer/people/Page.svelte') },
  { path: '/issuer/organisations', page: () => import('./pages/issuer/organisations/Page.svelte') },
  { path: '/issuer/letters', page: () => import('./pages/issuer/letters/Page.svelte') },
  { path: '/issuer/capacity', page: () => import('./pages/issuer/capacity/Page.svelte') },
  { path: '/issuer/reliability', page: () => import('./pages/issuer/reliability/Page.svelte') },
  { path: '/issuer/benchmarks', page: () => import('./pages/issuer/benchmarks/Page.svelte') },
  { path: '/issuer/definitions', page: () => import('./pages/issuer/definitions/Page.svelte') },
  { path: '/issuer/definitions/:slug', page: () => import('./pages/issuer/editor/Page.svelte') },
];
