import type { Kind } from '../../../api/administered';
import type { Texts } from '../../../texts/texts';

const en = {
  title: 'Organisations',
  lead: 'Districts, state agencies, associations and issuers, and who administers each first. Each looks after itself from then on.',
  states: 'Kind of organisation',
  names: {
    district: 'Districts',
    state: 'State agencies',
    association: 'Associations',
    issuer: 'Issuers',
  } satisfies Record<Kind, string>,
  none: {
    district: 'No district yet: begin with one',
    state: 'No state agency yet',
    association: 'No association yet',
    issuer: 'No issuer',
  } satisfies Record<Kind, string>,
  noneMore: {
    district:
      'Earners belong to a district. Once it is here, its administrator adds its people, alone or from a table, and they can begin.',
    state:
      'A state agency counts awards for hours, pay or licences, and reads what the reports of all districts here tell.',
    association: 'An association stands by what others publish. Micro-credentials work without one.',
    issuer: 'An issuer publishes micro-credentials and decides. The deployment makes the first one.',
  } satisfies Record<Kind, string>,
  name: 'Organisation',
  schools: (count: number) => (count === 1 ? '1 school' : `${count} schools`),
  add: 'Add an organisation',
  back: 'All organisations',
  kind: 'What it is',
  kindMore: {
    district: 'Earners belong to it. It adds its people and shows the form on its own site.',
    state: 'It counts awards for hours, pay or licences, and reads what the reports of all districts here tell.',
    association: 'A university or a professional association: it stands by what others publish.',
    issuer:
      'It publishes micro-credentials and awards them in its own name, by the keys of this deployment, and adds organisations as you do.',
  } satisfies Record<Kind, string>,
  schoolsLater: 'Its administrator can write them too, now or later.',
  administrator: 'Its first administrator',
  administratorMore: 'They get a letter that says where they belong and how to sign in. There is no password.',
  herName: 'Administrator’s name',
  herNameHint: 'Who belongs to another organisation already keeps the name and the language from there.',
  herEmail: 'Administrator’s e-mail address',
  herEmailHint: 'Where letters go, and the address to sign in with.',
  herLanguage: 'Language of letters',
  lacks: 'Write something here.',
  go: 'Add it…',
  sure: (name: string) => `Add ${name}?`,
  sureMore: (name: string, email: string) =>
    `${name} gets a letter at ${email}, and whoever reads it there can sign in and administer the organisation: add its people, give them roles and change what is told of it. Look at the address once more.`,
  stays: 'What it is stays for good, and an organisation can’t be taken out here.',
  yes: 'Add it and send the letter',
  adding: 'Adding…',
  added: (name: string, email: string) => `${name} was added. A letter is on its way to ${email}.`,
  another: 'Name another administrator',
  anotherMore:
    'For an address that was mistyped. It works until somebody there changes the organisation or gives a role. Who was named before keeps no role in it.',
  nameHer: 'Name them and send the letter',
  naming: 'Naming…',
  named: (name: string, email: string) =>
    `${name} has another first administrator. A letter is on its way to ${email}.`,
  namedBefore: (name: string) => `${name} has this first administrator already. Nothing was changed.`,
  anotherStale:
    'Somebody named another one meanwhile. Yours isn’t saved yet and stands here as you left it: send it once more to name yours in place of that one.',
  anotherLate: 'Somebody there has begun: it looks after itself now, and its own administrators name others.',
};

const es: typeof en = {
  title: 'Organizaciones',
  lead: 'Distritos, organismos estatales, asociaciones y entidades emisoras, y quién administra cada uno primero. Desde entonces cada cual cuida de sí.',
  states: 'Tipo de organización',
  names: {
    district: 'Distritos',
    state: 'Organismos estatales',
    association: 'Asociaciones',
    issuer: 'Entidades emisoras',
  },
  none: {
    district: 'Aún no hay ningún distrito: empiece por uno',
    state: 'Aún no hay ningún organismo estatal',
    association: 'Aún no hay ninguna asociación',
    issuer: 'No hay entidad emisora',
  },
  noneMore: {
    district:
      'Quien presenta trabajos está en un distrito. Una vez aquí, quien lo administra añade a su personal, de uno en uno o desde una tabla, y todos pueden empezar.',
    state:
      'Un organismo estatal cuenta reconocimientos para horas, salario o licencias y lee lo que cuentan los informes de todos los distritos de aquí.',
    association: 'Una asociación avala lo que otros publican. Las microcredenciales funcionan también sin ninguna.',
    issuer: 'Una entidad emisora publica microcredenciales y decide. La primera se crea al instalar.',
  },
  name: 'Organización',
  schools: (count) => (count === 1 ? '1 escuela' : `${count} escuelas`),
  add: 'Añadir una organización',
  back: 'Todas las organizaciones',
  kind: 'Qué es',
  kindMore: {
    district: 'En él está quien presenta trabajos. Añade a su personal y muestra el formulario en su propio sitio.',
    state:
      'Cuenta reconocimientos para horas, salario o licencias y lee lo que cuentan los informes de todos los distritos de aquí.',
    association: 'Una universidad o una asociación profesional: avala lo que otros publican.',
    issuer:
      'Publica microcredenciales y las otorga en su propio nombre, con las claves de esta instalación, y añade organizaciones como usted.',
  },
  schoolsLater: 'También puede escribirlas quien la administra, ahora o después.',
  administrator: 'Quien la administra primero',
  administratorMore: 'Recibe un correo que dice dónde está y cómo entrar. No hay contraseña.',
  herName: 'Nombre de esa persona',
  herNameHint: 'Quien ya está en otra organización conserva el nombre y el idioma que tiene allí.',
  herEmail: 'Correo electrónico de esa persona',
  herEmailHint: 'Adonde van nuestros correos y con el que entra.',
  herLanguage: 'Idioma de los correos que recibe',
  lacks: 'Escriba algo aquí.',
  go: 'Añadirla…',
  sure: (name) => `¿Añadir ${name}?`,
  sureMore: (name, email) =>
    `${name} recibe un correo en ${email}, y quien lo lea allí puede entrar y administrar la organización: añadir a su personal, darle papeles y cambiar lo que se cuenta de ella. Mire la dirección una vez más.`,
  stays: 'Lo que es no cambia nunca, y aquí no se puede quitar una organización.',
  yes: 'Añadirla y enviar el correo',
  adding: 'Añadiendo…',
  added: (name, email) => `Se añadió ${name}. Hay un correo de camino a ${email}.`,
  another: 'Nombrar a otra persona',
  anotherMore:
    'Para una dirección mal escrita. Vale hasta que alguien de allí cambie la organización o dé un papel. Quien se nombró antes no conserva ningún papel en ella.',
  nameHer: 'Nombrarla y enviar el correo',
  naming: 'Nombrando…',
  named: (name, email) => `Otra persona administra ahora ${name}. Hay un correo de camino a ${email}.`,
  namedBefore: (name) => `Esa persona ya administra ${name}. No se cambió nada.`,
  anotherStale:
    'Alguien nombró a otra persona mientras tanto. Lo suyo aún no está guardado y sigue aquí como lo dejó: envíelo otra vez para nombrarla en lugar de aquella.',
  anotherLate:
    'Alguien de allí ya empezó: la organización cuida ahora de sí, y quienes la administran nombran a otros.',
};

export const texts: Texts<typeof en> = { en, es };
