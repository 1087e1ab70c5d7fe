/** What `embed.js` says itself. Only it imports these, so that they stay in it: a page that loads it awaits no second file. */
import type { Texts } from '../texts/texts';

const en = {
  title: 'Micro-credential form',
  link: 'Open the form in a new tab',
};

const es: typeof en = {
  title: 'Formulario de la microcredencial',
  link: 'Abrir el formulario en una pestaña nueva',
};

export const texts: Texts<typeof en> = { en, es };
