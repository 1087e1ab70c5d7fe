import type { Texts } from '../texts/texts';

const en = {
  loading: 'Loading',
  close: 'Close',
  language: 'Language',
  again: 'Try again',
  signInAgain: 'Sign in again',
  failed: 'This did not come',
  copied: 'Copied',
  couldNotCopy: 'Your browser doesn’t let us copy. Select the text and copy it.',
  digits: 'The six digits',
  digitsHint: 'They work for ten minutes. You can paste them.',
  offline: 'No answer came. Check the connection and try again.',
  unwell: 'Touchstone doesn’t answer just now. It isn’t your connection: try again in a few minutes.',
  unsaved: 'Nothing was done: what you wrote isn’t saved yet. Look above for what is to be done about it.',
  failure: 'Something went wrong on our side, and nothing was changed. Try again in a moment.',
  request: (id: string) => `If it keeps happening, tell us this number: ${id}`,
};

const es: typeof en = {
  loading: 'Cargando',
  close: 'Cerrar',
  language: 'Idioma',
  again: 'Intentar de nuevo',
  signInAgain: 'Entrar de nuevo',
  failed: 'Esto no llegó',
  copied: 'Copiado',
  couldNotCopy: 'Su navegador no permite copiar. Seleccione el texto y cópielo.',
  digits: 'Las seis cifras',
  digitsHint: 'Sirven durante diez minutos. Puede pegarlas.',
  offline: 'No hubo respuesta. Revise la conexión e inténtelo de nuevo.',
  unwell: 'Touchstone no responde en este momento. No es su conexión: inténtelo de nuevo en unos minutos.',
  unsaved: 'No se hizo nada: lo que escribió aún no está guardado. Arriba verá qué hay que hacer.',
  failure: 'Algo falló de nuestro lado y nada cambió. Inténtelo de nuevo en un momento.',
  request: (id) => `Si sigue ocurriendo, díganos este número: ${id}`,
};

export const texts: Texts<typeof en> = { en, es };
