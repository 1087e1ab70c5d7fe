/** The kinds of organisations, in the order in which they are added. */
import type { Kind } from '../../../api/administered';

/** What an issuer's administrator adds. The deployment makes the issuer. */
export const ADDED = ['district', 'state', 'association'] as const satisfies Kind[];
export type Added = (typeof ADDED)[number];

/** What is listed. */
export const LISTED: readonly Kind[] = [...ADDED, 'issuer'];
