import type { Texts } from '../../texts/texts';
import type { Dimension, Measure } from './figures';

const measuresEn: Record<Measure, string> = {
  started: 'Started',
  submitted: 'Handed in',
  awarded: 'Awarded',
  'not-yet': 'Not yet',
  days: 'Days to the decision (median)',
  hours: 'Hours of work (median)',
  cost: 'Cost (median)',
  coaching: 'Hours of coaching (median)',
};
const byEn: Record<Dimension, string> = {
  school: 'By school',
  microcredential: 'By micro-credential',
  district: 'By district',
};
const ofEn: Record<Dimension, string> = {
  school: 'School',
  microcredential: 'Micro-credential',
  district: 'District',
};

const en = {
  title: 'Reports',
  lead: (fewest: number) =>
    `What became of the work that teachers began, so that nobody can be recognised in it: nothing is told of fewer than ${fewest} people.`,
  none: 'No reports are yours to see',
  noneMore: 'Reports are for those who administer a district or a state agency, or count awards for one.',
  whose: 'Of',
  openedIn: 'Begun in',
  show: 'Show',
  quarter: 'Begun in',
  table: 'Download as a table (CSV)',
  nothing: 'Nothing is counted yet',
  nothingMore: (day: string) => `The next quarter is counted on ${day}, when its work has had time to be decided.`,
  counted: (quarter: string, day: string) => `Work begun in ${quarter}, as it stood on ${day}.`,
  few: (fewest: number) => `Fewer than ${fewest} people began work in this quarter`,
  fewMore: (fewest: number) =>
    `Nothing is told of so few. A quarter in which at least ${fewest} people begin has a report.`,
  silent: (count: number, fewest: number) =>
    count === 1
      ? `One district has fewer than ${fewest} people in this quarter; it is not in here.`
      : `${count} districts have fewer than ${fewest} people in this quarter; they are not in here.`,
  untold: 'Not told',
  untoldApart: (fewest: number) =>
    `This can’t be told apart here: some group, or those whom it leaves out, would be fewer than ${fewest} people.`,
  unknown: 'Not known',
  measures: measuresEn,
  by: byEn,
  of: ofEn,
  overTime: 'Over time',
  asTable: 'As a table',
  more: (count: number) => `${count} more`,
  noSchool: 'No school of the district',
  question: 'A question of the district, which nobody has to answer.',
  answer: 'Answer',
  noAnswer: 'No answer',
  equity: (attribute: string) => `Equity by ${attribute}`,
  equityMore:
    'Added up from the lines above. Schools that stand together in one line and differ in this are told on their own.',
  mixed: 'Different, or not stated',
  teachers: 'Teachers',
  rate: 'Started for each 100 teachers',
  schools: 'What is known about schools',
  attributes: 'Attributes',
  tableHint:
    'The first line names the columns: school, teachers if you know them, and up to 8 attributes such as setting. It replaces what was imported before.',
  tooLarge: 'The table is too large: at most 400,000 characters. Leave out columns that nothing is told by.',
  import: 'Import',
  importing: 'Importing…',
  imported: 'Imported.',
  what: 'How it is counted, and what is left out',
  explained: (fewest: number) => [
    'A submission belongs to the quarter in which it was opened. Two months after the quarter’s end it is counted once, as it stands then; what happens later changes no report.',
    `Schools, and micro-credentials, stand together in one line until the line is of ${fewest} people or more. How many handed in, were awarded or were told “not yet” is told only where both those and the others are ${fewest} people or more, so that no subtraction tells of fewer.`,
    `Days, hours, cost and coaching are medians, rounded, over those who have them, of at least ${fewest} people and only where so many more may have them that nobody can tell how many do. Teachers need not say what an attempt took; it is never part of scoring.`,
    'Answers to a district’s own questions are told in groups, as schools are, and are crossed with nothing: not with schools, micro-credentials or other questions. Whoever didn’t answer is counted as “No answer”.',
    'A state sees what the reports of all districts here tell, added up, and nothing else: no questions.',
  ],
};

const es: typeof en = {
  title: 'Informes',
  lead: (fewest) =>
    `Qué fue del trabajo que el profesorado empezó, sin que se reconozca a nadie: no se dice nada de menos de ${fewest} personas.`,
  none: 'No hay informes que le corresponda ver',
  noneMore:
    'Los informes son para quien administra un distrito o un organismo estatal, o cuenta reconocimientos en su nombre.',
  whose: 'De',
  openedIn: 'Empezado en',
  show: 'Mostrar',
  quarter: 'Empezado en',
  table: 'Descargar como tabla (CSV)',
  nothing: 'Aún no se ha contado nada',
  nothingMore: (day) => `El próximo trimestre se cuenta el ${day}, cuando haya dado tiempo a decidir su trabajo.`,
  counted: (quarter, day) => `Trabajo empezado en ${quarter}, tal como estaba el ${day}.`,
  few: (fewest) => `Menos de ${fewest} personas empezaron en este trimestre`,
  fewMore: (fewest) =>
    `De tan pocas no se dice nada. Un trimestre en el que empiezan al menos ${fewest} personas tiene informe.`,
  silent: (count, fewest) =>
    count === 1
      ? `Un distrito tiene menos de ${fewest} personas en este trimestre; no figura aquí.`
      : `${count} distritos tienen menos de ${fewest} personas en este trimestre; no figuran aquí.`,
  untold: 'No se dice',
  untoldApart: (fewest) =>
    `Aquí no se puede distinguir: algún grupo, o quienes quedan fuera de él, serían menos de ${fewest} personas.`,
  unknown: 'No se sabe',
  measures: {
    started: 'Empezados',
    submitted: 'Entregados',
    awarded: 'Otorgados',
    'not-yet': 'Todavía no',
    days: 'Días hasta la decisión (mediana)',
    hours: 'Horas de trabajo (mediana)',
    cost: 'Coste (mediana)',
    coaching: 'Horas de acompañamiento (mediana)',
  },
  by: { school: 'Por escuela', microcredential: 'Por microcredencial', district: 'Por distrito' },
  of: { school: 'Escuela', microcredential: 'Microcredencial', district: 'Distrito' },
  overTime: 'A lo largo del tiempo',
  asTable: 'Como tabla',
  more: (count) => `${count} más`,
  noSchool: 'Ninguna escuela del distrito',
  question: 'Una pregunta del distrito, que nadie está obligado a responder.',
  answer: 'Respuesta',
  noAnswer: 'Sin respuesta',
  equity: (attribute) => `Equidad según ${attribute}`,
  equityMore:
    'Sumado de las líneas de arriba. Las escuelas que están juntas en una línea y difieren en esto se muestran aparte.',
  mixed: 'Distinto o sin indicar',
  teachers: 'Docentes',
  rate: 'Empezados por cada 100 docentes',
  schools: 'Lo que se sabe de las escuelas',
  attributes: 'Atributos',
  tableHint:
    'La primera línea nombra las columnas: school, teachers si se sabe, y hasta 8 atributos, por ejemplo entorno. Sustituye lo que se importó antes.',
  tooLarge: 'La tabla es demasiado grande: 400,000 caracteres como máximo. Omita las columnas que no se necesiten.',
  import: 'Importar',
  importing: 'Importando…',
  imported: 'Importado.',
  what: 'Cómo se cuenta y qué se omite',
  explained: (fewest) => [
    'Un trabajo pertenece al trimestre en que se abrió. Dos meses después del fin del trimestre se cuenta una vez, tal como está entonces; lo que ocurra después no cambia ningún informe.',
    `Las escuelas, y las microcredenciales, están juntas en una línea hasta que esta es de ${fewest} personas o más. Cuántas entregaron, obtuvieron el reconocimiento o recibieron «todavía no» se dice solo donde tanto esas como las demás son ${fewest} personas o más, para que ninguna resta hable de menos.`,
    `Días, horas, coste y acompañamiento son medianas, redondeadas, de quienes los tienen, que son al menos ${fewest} personas, y solo donde pueden ser tantas más que no se sabe cuántas son. Nadie está obligado a decir qué le costó un intento; nunca cuenta en la evaluación.`,
    'Las respuestas a las preguntas propias de un distrito se dicen en grupos, como las escuelas, y no se cruzan con nada: ni con escuelas, ni con microcredenciales, ni con otras preguntas. Quien no respondió se cuenta en «Sin respuesta».',
    'Un estado ve lo que dicen los informes de todos los distritos de aquí, sumado, y nada más: ninguna pregunta.',
  ],
};

export const texts: Texts<typeof en> = { en, es };
