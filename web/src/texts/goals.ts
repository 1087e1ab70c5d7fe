/** Whose goal a submission serves, in words. */
import type { Shapes } from '../api/client';
import type { Texts } from './texts';

export type Goal = Shapes['SubmissionLine']['goal'];

const en = {
  whose: 'Whose goal does it serve?',
  goals: {
    own: 'My own goal',
    school: 'A goal of my school',
    district: 'A goal of my district',
    state: 'A goal of my state',
  } satisfies Record<Goal, string>,
  /** As others read it. */
  theirs: {
    own: 'The earner’s own goal',
    school: 'A goal of the school',
    district: 'A goal of the district',
    state: 'A goal of the state',
  } satisfies Record<Goal, string>,
  title: 'The goal it serves',
  which: 'Which goal is that?',
  whichHint:
    'In a sentence, if you like. Whoever scores your work doesn’t see it; the issuer’s staff and your coach do.',
};

const es: typeof en = {
  whose: '¿A qué meta responde?',
  goals: {
    own: 'A una meta mía',
    school: 'A una meta de mi escuela',
    district: 'A una meta de mi distrito',
    state: 'A una meta de mi estado',
  },
  theirs: {
    own: 'A una meta propia',
    school: 'A una meta de su escuela',
    district: 'A una meta de su distrito',
    state: 'A una meta de su estado',
  },
  title: 'La meta a la que responde',
  which: '¿Qué meta es?',
  whichHint: 'En una frase, si quiere. Quien evalúa su trabajo no la ve; la entidad emisora y quien le acompaña, sí.',
};

export const texts: Texts<typeof en> = { en, es };
