import type { Texts } from '../../texts/texts';

const en = {
  title: 'My work',
  none: 'You have not started anything yet',
  noneMore: 'Choose a micro-credential, read what to do, and start when you are ready.',
  toCatalogue: 'See all micro-credentials',
  toShortlist: 'What you consider next',
  attempt: (attempt: number) => `Attempt ${attempt}`,
  now: 'In progress',
  before: 'Finished',
};

const es: typeof en = {
  title: 'Mi trabajo',
  none: 'Aún no ha empezado nada',
  noneMore: 'Elija una microcredencial, lea qué hay que hacer y empiece cuando quiera.',
  toCatalogue: 'Ver todas las microcredenciales',
  toShortlist: 'Lo que piensa hacer después',
  attempt: (attempt) => `Intento ${attempt}`,
  now: 'En curso',
  before: 'Terminado',
};

export const texts: Texts<typeof en> = { en, es };
