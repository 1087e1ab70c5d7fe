/** A shortlist as its adviser sees it. */
import type { Shapes } from '../../api/client';

export type Shared = Shapes['SharedShortlist'];
