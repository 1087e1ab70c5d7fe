import type { Texts } from '../../texts/texts';

const en = {
  title: 'Micro-credentials',
  lead: 'Prove one skill with evidence from your own classroom. Read everything first: what to do, what to hand in and how it is scored.',
  search: 'Search',
  searchHint: 'Words of its name, its skill or its topics: each must be somewhere.',
  filters: 'Filter',
  tag: 'Topic',
  language: 'Language',
  hours: 'Time',
  any: 'Any',
  upTo: (hours: number) => (hours === 1 ? 'Up to 1 hour' : `Up to ${hours} hours`),
  clear: 'Show all',
  found: (shown: number, all: number) =>
    shown === all ? `${all} micro-credentials` : `${shown} of ${all} micro-credentials`,
  nothing: 'Nothing matches',
  nothingMore: 'Try fewer words, or show all.',
  none: 'There is no micro-credential yet',
  noneMore: 'As soon as an issuer publishes one, it stands here.',
  about: (hours: number) => (hours === 1 ? 'About 1 hour' : `About ${hours} hours`),
  topics: 'Topics',
};

const es: typeof en = {
  title: 'Microcredenciales',
  lead: 'Demuestre una habilidad con evidencia de su propia aula. Léalo todo antes: qué hacer, qué entregar y cómo se evalúa.',
  search: 'Buscar',
  searchHint: 'Palabras de su nombre, su habilidad o sus temas: cada una debe aparecer.',
  filters: 'Filtrar',
  tag: 'Tema',
  language: 'Idioma',
  hours: 'Tiempo',
  any: 'Cualquiera',
  upTo: (hours) => (hours === 1 ? 'Hasta 1 hora' : `Hasta ${hours} horas`),
  clear: 'Mostrar todas',
  found: (shown, all) => (shown === all ? `${all} microcredenciales` : `${shown} de ${all} microcredenciales`),
  nothing: 'No hay coincidencias',
  nothingMore: 'Pruebe con menos palabras o muestre todas.',
  none: 'Aún no hay ninguna microcredencial',
  noneMore: 'En cuanto un emisor publique una, aparecerá aquí.',
  about: (hours) => (hours === 1 ? 'Alrededor de 1 hora' : `Unas ${hours} horas`),
  topics: 'Temas',
};

export const texts: Texts<typeof en> = { en, es };
