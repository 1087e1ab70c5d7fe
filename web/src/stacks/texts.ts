import type { Texts } from '../texts/texts';

const en = {
  kind: 'Stack',
  madeOf: 'Made of',
  madeOfMore:
    'Whoever holds an award for each of these is awarded the stack by itself: there is nothing more to hand in. This is the order in which they are best taken.',
  count: (count: number) => `Stack of ${count}`,
  held: 'held',
  next: 'next',
  notHeld: 'not held yet',
  progress: (held: number, all: number) => `${held} of ${all} held`,
  begun: 'Stacks that you have begun',
  given: 'Given for',
};

const es: typeof en = {
  kind: 'Pila',
  madeOf: 'Se compone de',
  madeOfMore:
    'A quien tiene un reconocimiento de cada una de estas se le otorga la pila por sí sola: no hay nada más que entregar. Este es el orden en que mejor se hacen.',
  count: (count) => `Pila de ${count}`,
  held: 'la tiene',
  next: 'la siguiente',
  notHeld: 'aún no la tiene',
  progress: (held, all) => `${held} de ${all}`,
  begun: 'Pilas que ha empezado',
  given: 'Se otorgó por tener estos reconocimientos:',
};

export const texts: Texts<typeof en> = { en, es };
