import { list, number } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const known = (parts: (string | false)[]) => list(parts.filter((part) => part !== false));

const en = {
  title: 'Your people, from a table',
  district: 'Your district',
  of: 'For',
  lead: (district: string) =>
    `Import who teaches in ${district}, and at which school. Who isn’t here yet comes as an earner; of who is here only the school changes; who isn’t in the table stays as before.`,
  letters:
    'Somebody new gets no letter: they ask for a sign-in link themselves, with the address that stands in the table. Who has an account already is told by letter.',
  people: 'All people of the district',
  notYours: 'You administer no district',
  notYoursMore:
    'This page is for a district’s administrator. Ask the one of your district, or sign in with another address.',
  import: 'Import a table',
  columns:
    'One person in each row, and the first line names the columns: email, name and school, and no others. Who has an account keeps the name that stands there.',
  schools: (schools: string[]) =>
    schools.length > 0
      ? `School is written as the district’s are called: ${list(schools, 'disjunction')}. Where it stays empty, who is here already stays at the same school.`
      : 'The district has no schools here yet, so that the column school stays empty.',
  sample: 'Download a sample (CSV)',
  sampleFile: 'roster.csv',
  sourceHint: 'Such as the name of the system and the day of the export.',
  fileHint: 'A CSV file of at most 20,000 rows, with commas, semicolons or tabs between cells.',
  rows: (count: number) => (count === 1 ? 'One person' : `${number(count)} people`),
  changes: (fresh: number, moved: number, here: number) =>
    `${known([
      fresh > 0 && `${number(fresh)} new`,
      moved > 0 && `${number(moved)} to another school`,
      here > 0 && `${number(here)} as before`,
    ])}.`,
  others: 'Everybody else stays as before.',
  name: 'Name',
  email: 'E-mail address',
  school: 'School',
  noSchool: 'None',
  taken: (count: number) => `Imported: ${count === 1 ? 'one person' : `${number(count)} people`}.`,
  placing: 'People get their places',
  placingMore:
    'It goes on when you leave this page. A school that you change by hand meanwhile is overwritten when that person’s turn comes.',
  goesOn: 'It goes on when you leave this page.',
  placedOf: (placed: number, rows: number) => `${number(placed)} of ${number(rows)} placed`,
  placed: 'Placed',
  allPlaced: 'Everybody in the table has a place.',
  noneMore: 'Until then, add people one by one.',
  undoMore:
    'Who came by this import loses their place, and who changed school has the former one again, as far as nobody has changed it since. Who began a micro-credential since keeps theirs. Accounts that the import made remain, in no list of yours.',
  undoneNow: 'The import is being taken back.',
  takingBack: 'Places are being taken back',
  allTakenBack: 'What the import did is taken back.',
};

const es: typeof en = {
  title: 'Su personal, desde una tabla',
  district: 'Su distrito',
  of: 'Para',
  lead: (district) =>
    `Importe quién enseña en ${district} y en qué escuela. Quien aún no está entra como participante; de quien ya está cambia solo la escuela; quien no figura en la tabla queda igual.`,
  letters:
    'Quien es nuevo no recibe ningún correo: pide por sí mismo un enlace para entrar, con la dirección que figura en la tabla. A quien ya tiene cuenta se le avisa por correo.',
  people: 'Todas las personas del distrito',
  notYours: 'Usted no administra ningún distrito',
  notYoursMore:
    'Esta página es para quien administra un distrito. Pregunte a esa persona en su distrito o entre con otra dirección.',
  import: 'Importar una tabla',
  columns:
    'Una persona en cada fila, y la primera línea nombra las columnas: email, name y school, y ninguna más. Quien ya tiene cuenta conserva el nombre que tiene allí.',
  schools: (schools) =>
    schools.length > 0
      ? `La escuela (school) se escribe como se llaman las del distrito: ${list(schools, 'disjunction')}. Donde queda vacía, quien ya está aquí sigue en su escuela.`
      : 'El distrito aún no tiene escuelas aquí, así que la columna school queda vacía.',
  sample: 'Descargar un ejemplo (CSV)',
  sampleFile: 'personal.csv',
  sourceHint: 'Por ejemplo, el nombre del sistema y el día de la exportación.',
  fileHint: 'Un archivo CSV de 20,000 filas como máximo, con comas, puntos y comas o tabuladores entre celdas.',
  rows: (count) => (count === 1 ? 'Una persona' : `${number(count)} personas`),
  changes: (fresh, moved, here) =>
    `${known([
      fresh > 0 && `${number(fresh)} ${fresh === 1 ? 'nueva' : 'nuevas'}`,
      moved > 0 && `${number(moved)} a otra escuela`,
      here > 0 && `${number(here)} como antes`,
    ])}.`,
  others: 'Las demás quedan igual.',
  name: 'Nombre',
  email: 'Correo electrónico',
  school: 'Escuela',
  noSchool: 'Ninguna',
  taken: (count) => `Importado: ${count === 1 ? 'una persona' : `${number(count)} personas`}.`,
  placing: 'Cada persona recibe su lugar',
  placingMore:
    'Sigue aunque salga de esta página. Si mientras tanto cambia a mano una escuela, se sobrescribe cuando le toca a esa persona.',
  goesOn: 'Sigue aunque salga de esta página.',
  placedOf: (placed, rows) => `${number(placed)} de ${number(rows)} colocadas`,
  placed: 'Terminada',
  allPlaced: 'Todas las personas de la tabla tienen su lugar.',
  noneMore: 'Hasta entonces, añada a cada persona por separado.',
  undoMore:
    'Quien llegó con esta importación pierde su lugar, y quien cambió de escuela vuelve a tener la anterior, siempre que nadie lo haya cambiado después. Quien ha empezado una microcredencial desde entonces conserva su lugar. Las cuentas que creó la importación permanecen, sin figurar en ninguna lista suya.',
  undoneNow: 'La importación se está retirando.',
  takingBack: 'Se están retirando los lugares',
  allTakenBack: 'Se retiró lo que hizo la importación.',
};

export const texts: Texts<typeof en> = { en, es };
