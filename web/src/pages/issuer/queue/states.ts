/** The states that an issuer sees: first those in which somebody has something to do. */
export const STATES = ['assessed', 'submitted', 'in-assessment', 'awarded', 'not-yet', 'withdrawn'] as const;
export type StateName = (typeof STATES)[number];

/** Those in which somebody has something to do. */
export const WAITING: readonly StateName[] = ['assessed', 'submitted', 'in-assessment'];
