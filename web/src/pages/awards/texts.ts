import { day } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  title: 'Awards',
  none: 'No award yet',
  noneMore: 'When an issuer awards your work, the badge is here to share.',
  toWork: 'To my work',
  awarded: (at: string) => `Awarded on ${day(at)}`,
  address: 'Address of the badge',
  copy: 'Copy the address',
  copied: 'Copied',
  couldNotCopy: 'Your browser doesn’t let us copy. Select the address and copy it.',
  page: 'Badge page',
  work: 'The work behind it',
};

const es: typeof en = {
  title: 'Reconocimientos',
  none: 'Aún no hay reconocimientos',
  noneMore: 'Cuando un emisor reconozca su trabajo, la insignia estará aquí para compartirla.',
  toWork: 'A mi trabajo',
  awarded: (at) => `Otorgado el ${day(at)}`,
  address: 'Dirección de la insignia',
  copy: 'Copiar la dirección',
  copied: 'Copiada',
  couldNotCopy: 'Su navegador no permite copiar. Seleccione la dirección y cópiela.',
  page: 'Página de la insignia',
  work: 'El trabajo que la respalda',
};

export const texts: Texts<typeof en> = { en, es };
