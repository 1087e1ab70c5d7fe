import type { Shapes } from '../../api/client';
import { day, list, number } from '../../texts/format';
import type { Texts } from '../../texts/texts';

type Fact = Shapes['TakenFacts']['first'][number]['fact'];

const example = `email,fact,term,date,until,score,qualifying,sem
ana@school.example.com,licence,pptl,2026-07-01,2029-06-30,,,
ana@school.example.com,exam,content-exam,2026-06-01,,148.5,159,5.5
bea@school.example.com,employer,maple-hollow,2026-08-01,,,,
bea@school.example.com,enrolment,,2026-08-15,,,,`;

const some = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;
const known = (parts: (string | false)[]) => list(parts.filter((part) => part !== false));

const en = {
  title: 'Facts about your people',
  lead: 'Import what you have on record: licences, exams, employers, career levels, requirements, days of enrolment. Your policies take it into account together with what earners state themselves.',
  whoSees:
    'Each earner sees what you import about them, from where and since when. No assessor and no issuer ever sees it.',
  import: 'Import a table',
  how: 'How the table is written',
  howMore: [
    'One fact in each row; the first line names the columns. Columns with other names are not read.',
    'The fact is licence, exam, employer, career-level, requirement or enrolment; the term is one of your policies’ terms.',
    'Days are written as year-month-day. Only exams have score, qualifying and sem; only licences and employers end, with until.',
    'A table is the last word on the people that it names: what was imported about them before is replaced. Everybody else’s stays.',
    'To take somebody out, write none as the fact, in one row, and leave its other cells empty: nothing is on record about that person then.',
  ],
  exampleName: 'An example of a table',
  example,
  sourceHint: 'Such as the name of the system and the day of the export. Earners see it.',
  fileHint:
    'A CSV file of at most 100,000 rows and 5.4 MB, less where cells are quoted, with commas, semicolons or tabs between cells.',
  about: (rows: number, people: number) => `${some(rows, 'row', 'rows')} about ${some(people, 'person', 'people')}`,
  changes: (added: number, changed: number, removed: number, same: number) =>
    `${known([
      added > 0 && `${number(added)} new`,
      changed > 0 && `${number(changed)} with something else than before`,
      removed > 0 && `${number(removed)} taken out`,
      same > 0 && `${number(same)} as before`,
    ])}.`,
  whose: 'Person',
  fact: 'Fact',
  date: 'Days',
  exam: 'Score',
  facts: {
    licence: 'Licence',
    exam: 'Exam',
    employer: 'Employer',
    'career-level': 'Career level',
    requirement: 'Requirement',
    enrolment: 'Enrolment',
    none: 'Nothing on record',
  } as Record<Fact, string>,
  days: (from: string, until?: string) => (until ? `${day(from)} to ${day(until)}` : day(from)),
  scores: (score: string, qualifying: string, sem: string) => `${score} (qualifying ${qualifying}, SEM ${sem})`,
  taken: (rows: number, people: number) =>
    `Imported: ${some(rows, 'row', 'rows')} about ${some(people, 'person', 'people')}. Claims that this completes arise within minutes; for a whole state within a day.`,
  onRecord: (people: number) =>
    people === 1
      ? 'Something is on record about one person.'
      : `Something is on record about ${number(people)} people.`,
  noneMore: 'Your policies take into account what earners state themselves.',
  counts: 'Counts',
  undoMore:
    'On record is then what was on record before it, and what it said is deleted. Claims that you have accepted stay accepted.',
};

const es: typeof en = {
  title: 'Datos sobre su personal',
  lead: 'Importe lo que tiene registrado: licencias, exámenes, empleadores, niveles de carrera, requisitos, días de inscripción. Sus políticas lo tienen en cuenta junto con lo que cada docente indica.',
  whoSees:
    'Cada docente ve lo que usted importa sobre su persona, de dónde viene y desde cuándo. Nunca lo ve quien evalúa ni quien emite.',
  import: 'Importar una tabla',
  how: 'Cómo se escribe la tabla',
  howMore: [
    'Un dato en cada fila; la primera línea nombra las columnas. Las columnas con otros nombres no se leen.',
    'El dato (fact) es licence, exam, employer, career-level, requirement o enrolment; el término (term) es uno de los de sus políticas.',
    'Los días se escriben como año-mes-día. Solo los exámenes tienen score, qualifying y sem; solo las licencias y los empleadores terminan, con until.',
    'Una tabla es la última palabra sobre las personas que nombra: lo importado antes sobre ellas se reemplaza. Lo de los demás queda.',
    'Para quitar a alguien, escriba none como su dato, en una fila, y deje vacías las demás celdas: ya no constará nada sobre esa persona.',
  ],
  exampleName: 'Un ejemplo de tabla',
  example,
  sourceHint: 'Por ejemplo, el nombre del sistema y el día de la exportación. Lo ve cada docente.',
  fileHint:
    'Un archivo CSV de 100,000 filas y 5.4 MB como máximo, menos si hay celdas entre comillas, con comas, puntos y comas o tabuladores entre celdas.',
  about: (rows, people) => `${some(rows, 'fila', 'filas')} sobre ${some(people, 'persona', 'personas')}`,
  changes: (added, changed, removed, same) =>
    `${known([
      added > 0 && some(added, 'nueva', 'nuevas'),
      changed > 0 && `${number(changed)} con algo distinto de antes`,
      removed > 0 && some(removed, 'quitada', 'quitadas'),
      same > 0 && `${number(same)} como antes`,
    ])}.`,
  whose: 'Persona',
  fact: 'Dato',
  date: 'Días',
  exam: 'Puntuación',
  facts: {
    licence: 'Licencia',
    exam: 'Examen',
    employer: 'Empleador',
    'career-level': 'Nivel de carrera',
    requirement: 'Requisito',
    enrolment: 'Inscripción',
    none: 'Nada registrado',
  },
  days: (from, until) => (until ? `del ${day(from)} al ${day(until)}` : day(from)),
  scores: (score, qualifying, sem) => `${score} (califica ${qualifying}, SEM ${sem})`,
  taken: (rows, people) =>
    `Importado: ${some(rows, 'fila', 'filas')} sobre ${some(people, 'persona', 'personas')}. Las solicitudes que esto completa surgen en minutos; para todo un estado, en un día.`,
  onRecord: (people) =>
    people === 1
      ? 'Hay datos registrados sobre una persona.'
      : `Hay datos registrados sobre ${number(people)} personas.`,
  noneMore: 'Sus políticas tienen en cuenta lo que cada docente indica.',
  counts: 'Cuenta',
  undoMore:
    'Quedará registrado lo que había antes de ella, y lo que decía se borra. Las solicitudes que usted ya aceptó siguen aceptadas.',
};

export const texts: Texts<typeof en> = { en, es };
