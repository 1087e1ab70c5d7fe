import { ended, moment } from '../../texts/format';
import type { Texts } from '../../texts/texts';
import type { Kind } from './kinds';

const kindsEn: Record<Kind, string> = {
  licences: 'Licences',
  exams: 'Exams',
  employers: 'Employers',
  careerLevels: 'Career levels',
  requirements: 'Other requirements',
};
const fieldsEn: Record<string, string> = {
  type: 'Licence',
  issued: 'Issued on',
  expires: 'Last day, if it ends',
  exam: 'Exam',
  taken: 'Taken on',
  score: 'Your score',
  qualifying: 'Qualifying score',
  sem: 'Standard error of measurement (SEM)',
  employer: 'Employer',
  from: 'Since',
  until: 'Last day, if it is over',
  level: 'Level',
  since: 'Since',
  requirement: 'Requirement',
  met: 'Met on',
};

const en = {
  title: 'What policies ask about you',
  lead: 'Districts and states count micro-credentials under conditions. State here what you are and have, and every answer to “What will this count for?” takes it into account.',
  whoSees:
    'Each recognizer sees what you state for it, together with your awards that its policies count, and claims arise by themselves. No assessor and no issuer ever sees it. A recognizer decides by its own records.',
  none: 'No policy asks anything about you',
  noneMore: 'Everything that is published here counts without conditions.',
  forPolicies: (recognizer: string) => `For the policies of ${recognizer}`,
  stated: (time: string) => `Stated by you, ${ended(moment(time))}`,
  notStated: 'Nothing is stated yet.',
  recorded: (source: string, time: string) => `On record there about you, from ${source}, ${moment(time)}`,
  recordedWrong:
    'It counts together with what you state. If it is wrong, tell them: you can’t change here what they recorded.',
  kinds: kindsEn,
  fields: fieldsEn,
  enrolled: 'Enrolled in the programme on',
  number: (at: number) => `Number ${at}`,
  add: 'Add',
  remove: 'Take out',
  save: 'Save',
  saving: 'Saving…',
  lacks: (count: number) => (count === 1 ? 'One field needs a change.' : `${count} fields need a change.`),
  saved: 'Saved.',
  counts: 'See what awards count for',
};

const es: typeof en = {
  title: 'Lo que las políticas preguntan sobre usted',
  lead: 'Distritos y estados cuentan microcredenciales con condiciones. Indique aquí lo que usted es y tiene, y cada respuesta a «¿Para qué contará?» lo tendrá en cuenta.',
  whoSees:
    'Cada entidad que reconoce ve lo que usted le indica, junto con los reconocimientos suyos que sus políticas cuentan, y las solicitudes surgen por sí solas. Nunca lo ve quien evalúa ni quien emite. Quien reconoce decide según sus propios registros.',
  none: 'Ninguna política pregunta nada sobre usted',
  noneMore: 'Todo lo que está publicado aquí cuenta sin condiciones.',
  forPolicies: (recognizer) => `Para las políticas de ${recognizer}`,
  stated: (time) => `Lo indicó usted el ${ended(moment(time))}`,
  notStated: 'Aún no hay nada indicado.',
  recorded: (source, time) => `Registrado allí sobre usted, de ${source}, el ${moment(time)}`,
  recordedWrong:
    'Cuenta junto con lo que usted indica. Si es incorrecto, dígaselo: aquí no puede cambiar lo que registraron.',
  kinds: {
    licences: 'Licencias',
    exams: 'Exámenes',
    employers: 'Empleadores',
    careerLevels: 'Niveles de carrera',
    requirements: 'Otros requisitos',
  },
  fields: {
    type: 'Licencia',
    issued: 'Emitida el',
    expires: 'Último día, si termina',
    exam: 'Examen',
    taken: 'Hecho el',
    score: 'Su puntuación',
    qualifying: 'Puntuación que califica',
    sem: 'Error estándar de medición (SEM)',
    employer: 'Empleador',
    from: 'Desde',
    until: 'Último día, si ya terminó',
    level: 'Nivel',
    since: 'Desde',
    requirement: 'Requisito',
    met: 'Cumplido el',
  },
  enrolled: 'Inscripción en el programa, el',
  number: (at) => `Número ${at}`,
  add: 'Añadir',
  remove: 'Quitar',
  save: 'Guardar',
  saving: 'Guardando…',
  lacks: (count) => (count === 1 ? 'Hay que cambiar un campo.' : `Hay que cambiar ${count} campos.`),
  saved: 'Guardado.',
  counts: 'Ver para qué cuentan los reconocimientos',
};

export const texts: Texts<typeof en> = { en, es };
