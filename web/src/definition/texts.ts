import { bytes, list, number } from '../texts/format';
import type { Texts } from '../texts/texts';
import type { MediaKind } from './media';

const kindsEn: Record<MediaKind, string> = { video: 'Video', audio: 'Audio', image: 'Pictures', document: 'Documents' };
const kindsEs: Record<MediaKind, string> = {
  video: 'Video',
  audio: 'Audio',
  image: 'Imágenes',
  document: 'Documentos',
};

const en = {
  learn: 'Learn',
  learnMore: 'The method, and why it works.',
  practice: 'Practice',
  practiceMore: 'Try it with your students. Skip this if you have done it before: only the evidence counts.',
  reflect: 'Reflect',
  reflectMore: 'Questions to think about before you write.',
  show: 'Show mastery',
  showMore: 'What you hand in, and how each part is scored.',
  display: 'Display',
  displayMore:
    'Who meets the criteria holds an award: an Open Badge 3.0 with its criteria and results, signed, that anybody can verify. You decide whether your name shows.',
  keyMethod: 'Key method',
  components: 'Method components',
  strategies: 'Strategies',
  rationale: 'Why it works',
  research: 'Research',
  peerReviewed: 'peer-reviewed',
  resources: 'Resources',
  free: 'free',
  optional: 'optional',
  preparations: 'Prepare',
  groundRules: 'Ground rules',
  alignment: 'Aligned with',
  passes: 'You pass when',
  all: 'all of these hold',
  anyOf: (n: number) => `at least ${n} of these hold`,
  partPasses: (title: string) => `“${title}” passes`,
  partYes: (title: string) => `“${title}” is a Yes`,
  part: (at: number, title: string) => `Part ${at}: ${title}`,
  upToWords: (words: number) => `At most ${number(words)} words`,
  files: (min: number, max: number) =>
    min === max ? `${min} ${min === 1 ? 'file' : 'files'}` : `${min} to ${max} files`,
  fromStudents: (students: number) => `from each of ${students} students`,
  each: (size: number) => `each at most ${bytes(size)}`,
  reflectionsOf: (students: number, words: number) =>
    `${students} reflections, one by each of the same students, at most ${number(words)} words each`,
  kinds: kindsEn,
  kindWith: (kind: MediaKind, names: string[]) => `${kindsEn[kind]}: ${list(names, 'disjunction')}`,
  rubric: 'Rubric',
  needed: 'needed to pass',
  yesNo: 'Scored Yes or No',
};

const es: typeof en = {
  learn: 'Aprender',
  learnMore: 'El método y por qué funciona.',
  practice: 'Practicar',
  practiceMore: 'Pruébelo con sus estudiantes. Si ya lo ha hecho, siga adelante: solo cuenta la evidencia.',
  reflect: 'Reflexionar',
  reflectMore: 'Preguntas para pensar antes de escribir.',
  show: 'Demostrar dominio',
  showMore: 'Qué se entrega y cómo se evalúa cada parte.',
  display: 'Mostrar',
  displayMore:
    'Quien cumple los criterios obtiene un reconocimiento: una insignia Open Badge 3.0 con sus criterios y resultados, firmada, que cualquiera puede verificar. Usted decide si se muestra su nombre.',
  keyMethod: 'Método clave',
  components: 'Componentes del método',
  strategies: 'Estrategias',
  rationale: 'Por qué funciona',
  research: 'Investigación',
  peerReviewed: 'revisado por pares',
  resources: 'Recursos',
  free: 'gratis',
  optional: 'opcional',
  preparations: 'Preparación',
  groundRules: 'Reglas básicas',
  alignment: 'Alineado con',
  passes: 'Se aprueba cuando',
  all: 'se cumple todo esto',
  anyOf: (n) => `se cumplen al menos ${n} de estas`,
  partPasses: (title) => `«${title}» se aprueba`,
  partYes: (title) => `«${title}» es un Sí`,
  part: (at, title) => `Parte ${at}: ${title}`,
  upToWords: (words) => `Como máximo ${number(words)} palabras`,
  files: (min, max) => (min === max ? `${min} ${min === 1 ? 'archivo' : 'archivos'}` : `de ${min} a ${max} archivos`),
  fromStudents: (students) => `de cada uno de ${students} estudiantes`,
  each: (size) => `cada uno de ${bytes(size)} como máximo`,
  reflectionsOf: (students, words) =>
    `${students} reflexiones, una de cada uno de los mismos estudiantes, de ${number(words)} palabras como máximo`,
  kinds: kindsEs,
  kindWith: (kind, names) => `${kindsEs[kind]}: ${list(names, 'disjunction')}`,
  rubric: 'Rúbrica',
  needed: 'necesario para aprobar',
  yesNo: 'Se evalúa con Sí o No',
};

export const texts: Texts<typeof en> = { en, es };
