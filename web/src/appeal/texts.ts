import { moment } from '../texts/format';
import type { Texts } from '../texts/texts';

const en = {
  title: (made: string) => `Appeal of ${moment(made)}`,
  states: {
    open: () => 'It is being read again by people who never scored this work, and know nothing of the appeal.',
    'taken-back': () => 'It was taken back. The decision stands.',
    stands: (readers: number) =>
      readers === 1
        ? 'One new reader found the same. The decision stands.'
        : `${readers} new readers read it. The decision stands.`,
    changed: (readers: number) => `${readers} new readers read it. This changes the scores.`,
  },
  reason: 'Why it is met, in the earner’s words',
  answer: 'What was said anew',
  met: 'met',
  unmet: 'not met',
};

const es: typeof en = {
  title: (made) => `Apelación del ${moment(made)}`,
  states: {
    open: () => 'La vuelven a leer personas que nunca evaluaron este trabajo y no saben de la apelación.',
    'taken-back': () => 'Se retiró. La decisión se mantiene.',
    stands: (readers) =>
      readers === 1
        ? 'Una nueva lectura llegó a lo mismo. La decisión se mantiene.'
        : `La leyeron ${readers} personas nuevas. La decisión se mantiene.`,
    changed: (readers) => `La leyeron ${readers} personas nuevas. Cambia la valoración.`,
  },
  reason: 'Por qué se cumple, con las palabras de quien apela',
  answer: 'Lo que se dijo de nuevo',
  met: 'cumplido',
  unmet: 'no cumplido',
};

export const texts: Texts<typeof en> = { en, es };
