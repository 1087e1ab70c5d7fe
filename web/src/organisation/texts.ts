import type { Organisation } from '../api/administered';
import type { Texts } from '../texts/texts';

type Kind = Organisation['kind'];

const en = {
  kinds: {
    issuer: 'Issuer',
    district: 'District',
    state: 'State agency',
    association: 'Association',
  } satisfies Record<Kind, string>,
  title: 'Name, address and contact',
  districtTitle: 'Name, contact and schools',
  lead: 'So others read of it: in letters, in lists and wherever it speaks.',
  signed: 'What it signed already keeps the name and the address that it was signed with.',
  name: 'Name',
  url: 'Public web address',
  urlHint: 'Such as https://www.district.org.',
  contact: 'Contact address',
  contactHint: 'An e-mail address that anybody may write to.',
  schools: 'Schools, one a line',
  schoolsStay:
    'People at a school that you take off stay at it until you move them; nobody else comes to it. In reports they count as at no school.',
  line: (number: number, says: string) => `Line ${number}: ${says}`,
  save: 'Save',
  saving: 'Saving…',
  saved: (name: string) => `Saved: ${name}.`,
};

const es: typeof en = {
  kinds: {
    issuer: 'Entidad emisora',
    district: 'Distrito',
    state: 'Organismo estatal',
    association: 'Asociación',
  },
  title: 'Nombre, dirección y contacto',
  districtTitle: 'Nombre, contacto y escuelas',
  lead: 'Así la ven los demás: en correos, en listas y dondequiera que se pronuncia.',
  signed: 'Lo que ya firmó conserva el nombre y la dirección con los que se firmó.',
  name: 'Nombre',
  url: 'Dirección web pública',
  urlHint: 'Por ejemplo, https://www.district.org.',
  contact: 'Dirección de contacto',
  contactHint: 'Una dirección de correo a la que cualquiera puede escribir.',
  schools: 'Escuelas, una por línea',
  schoolsStay:
    'Quien está en una escuela que usted quita sigue en ella hasta que usted lo cambie; nadie más llega a ella. En los informes cuentan como de ninguna escuela.',
  line: (number, says) => `Línea ${number}: ${says}`,
  save: 'Guardar',
  saving: 'Guardando…',
  saved: (name) => `Guardado: ${name}.`,
};

export const texts: Texts<typeof en> = { en, es };
