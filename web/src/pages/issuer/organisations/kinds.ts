/** The kinds of organisations, in the order in which they are listed and added. */
import type { Kind } from '../../../api/administered';

export const KINDS = ['district', 'state', 'association', 'issuer'] as const satisfies Kind[];
