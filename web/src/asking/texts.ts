import type { Texts } from '../texts/texts';

const en = {
  endYes: 'Yes, end it',
  keep: 'Keep it',
};

const es: typeof en = {
  endYes: 'Sí, terminar',
  keep: 'Conservar',
};

export const texts: Texts<typeof en> = { en, es };
