import type { Texts } from '../../../texts/texts';

const en = {
  title: 'Definitions',
  lead: 'What you publish stays as it is for everybody who works on it. A change becomes a new version.',
  definition: 'Definition',
  published: 'Published',
  unpublished: 'Being written',
  version: (number: number) => `Version ${number}`,
  never: 'Never',
  changes: 'Changes that are not published',
  draft: 'Draft',
  none: 'Nothing',
  saved: (when: string) => `saved ${when}`,
  nothing: 'There is no definition yet',
  nothingMore: 'Begin one, or import one from a file.',
  begin: 'New definition',
  import: 'Import from a file',
  newTitle: 'Title',
  newTitleHint: 'The name of the micro-credential, as earners and badges say it.',
  addressIs: (slug: string) => `In addresses it is called “${slug}”, which can’t be changed later.`,
  titleNeeded: 'Give it a title with letters or digits.',
  taken: 'You have a definition of that name. Open it, or take another title.',
  importTaken: (slug: string) =>
    `You have a definition called “${slug}”. Open it and import the file there, or change “id” in the file.`,
  notADefinition: (file: string) =>
    `“${file}” holds no definition: it must be JSON with at least id, title and language.`,
  language: 'Language it is written in',
  start: 'Start writing',
};

const es: typeof en = {
  title: 'Definiciones',
  lead: 'Lo que publica no cambia para quien ya trabaja en ello. Un cambio se convierte en una versión nueva.',
  definition: 'Definición',
  published: 'Publicada',
  unpublished: 'En escritura',
  version: (number) => `Versión ${number}`,
  never: 'Nunca',
  changes: 'Cambios sin publicar',
  draft: 'Borrador',
  none: 'Nada',
  saved: (when) => `guardado ${when}`,
  nothing: 'Aún no hay ninguna definición',
  nothingMore: 'Empiece una o impórtela de un archivo.',
  begin: 'Definición nueva',
  import: 'Importar de un archivo',
  newTitle: 'Título',
  newTitleHint: 'El nombre de la microcredencial, como lo dicen las insignias.',
  addressIs: (slug) => `En las direcciones se llama «${slug}», y después no se puede cambiar.`,
  titleNeeded: 'Dele un título con letras o cifras.',
  taken: 'Ya tiene una definición con ese nombre. Ábrala o elija otro título.',
  importTaken: (slug) =>
    `Ya tiene una definición llamada «${slug}». Ábrala e importe allí el archivo, o cambie “id” en el archivo.`,
  notADefinition: (file) => `«${file}» no contiene una definición: debe ser JSON con al menos id, title y language.`,
  language: 'Idioma en que está escrita',
  start: 'Empezar a escribir',
};

export const texts: Texts<typeof en> = { en, es };
