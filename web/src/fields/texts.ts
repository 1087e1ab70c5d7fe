import type { Texts } from '../texts/texts';

const en = {
  remove: 'Remove',
  fields: 'Write',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  movedTo: (name: string, place: number, of: number) => `${name} is now ${place} of ${of}.`,
  wasRemoved: (name: string) => `“${name}” was removed.`,
  undo: 'Undo',
};

const es: typeof en = {
  remove: 'Quitar',
  fields: 'Escribir',
  up: (name) => `Subir ${name}`,
  down: (name) => `Bajar ${name}`,
  movedTo: (name, place, of) => `${name} es ahora ${place} de ${of}.`,
  wasRemoved: (name) => `Se quitó «${name}».`,
  undo: 'Deshacer',
};

export const texts: Texts<typeof en> = { en, es };
