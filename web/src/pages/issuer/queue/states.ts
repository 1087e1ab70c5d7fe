/** The states that an issuer sees: first those in which somebody has something to do. */
export const STATES = ['assessed', 'submitted', 'in-assessment', 'awarded', 'not-yet', 'withdrawn'] as const;
export type StateName = (typeof STATES)[number];

/** Those in which somebody has something to do. */
export const WAITING: readonly StateName[] = ['assessed', 'submitted', 'in-assessment'];

/** The state that the address names; the one to decide without it. */
export function stateIn(address: URL): StateName {
  const named = address.searchParams.get('state');
  return STATES.find((state) => state === named) ?? 'assessed';
}
