import type { Texts } from '../texts/texts';

const en = {
  typing: 'Not saved yet…',
  saving: 'Saving…',
  waiting: 'Could not save. It is tried again; what you typed is kept here.',
  signedOut: 'Not saved: sign in again. What you typed is kept here.',
  refused: 'Not saved:',
  saveNow: 'Save now',
  keep: 'Keep this',
  keepBoth: 'Keep both, one below the other',
};

const es: typeof en = {
  typing: 'Aún sin guardar…',
  saving: 'Guardando…',
  waiting: 'No se pudo guardar. Se intenta de nuevo; lo que escribió sigue aquí.',
  signedOut: 'Sin guardar: entre de nuevo. Lo que escribió sigue aquí.',
  refused: 'Sin guardar:',
  saveNow: 'Guardar ahora',
  keep: 'Conservar este',
  keepBoth: 'Conservar los dos, uno tras otro',
};

export const words: Texts<typeof en> = { en, es };
