import type { Texts } from '../texts/texts';

const en = {
  remove: 'Remove',
  fields: 'Write',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  movedTo: (name: string, place: number, of: number) => `${name} is now ${place} of ${of}.`,
  wasRemoved: (name: string) => `“${name}” was removed.`,
  undo: 'Undo',
  meanwhile: 'Somebody else saved this meanwhile. Yours isn’t saved yet.',
  meanwhileMore:
    'What was changed only there stands here now, and what you changed is as you left it. Look at it and save again, or take what is stored.',
  bothChanged: 'This was changed by both of you. Stored is:',
  nothing: 'Nothing',
  takeStored: 'Take what is stored',
};

const es: typeof en = {
  remove: 'Quitar',
  fields: 'Escribir',
  up: (name) => `Subir ${name}`,
  down: (name) => `Bajar ${name}`,
  movedTo: (name, place, of) => `${name} es ahora ${place} de ${of}.`,
  wasRemoved: (name) => `Se quitó «${name}».`,
  undo: 'Deshacer',
  meanwhile: 'Otra persona guardó esto mientras tanto. Lo suyo aún no está guardado.',
  meanwhileMore:
    'Lo que solo se cambió allí ya está aquí, y lo que cambió usted sigue como lo dejó. Mírelo y guarde de nuevo, o tome lo guardado.',
  bothChanged: 'Esto lo cambiaron las dos personas. Está guardado así:',
  nothing: 'Nada',
  takeStored: 'Tomar lo guardado',
};

export const texts: Texts<typeof en> = { en, es };
