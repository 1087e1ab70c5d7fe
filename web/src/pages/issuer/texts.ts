import type { Texts } from '../../texts/texts';

const en = {
  desk: 'Issuer’s desk',
  organisation: 'Organisation',
  pages: {
    queue: 'Submissions',
    people: 'People',
    letters: 'Letters',
    capacity: 'Capacity',
    reliability: 'Agreement',
    benchmarks: 'Benchmarks',
    definitions: 'Definitions',
    organisations: 'Organisations',
  },
  notYours: 'This page is for an issuer’s staff',
  notYoursMore:
    'You are signed in, and nobody has given you a role for it. An administrator of the issuer can, under People.',
  states: {
    draft: 'Draft',
    submitted: 'Waiting for an assessor',
    'in-assessment': 'Being assessed',
    assessed: 'To decide',
    awarded: 'Awarded',
    'not-yet': 'Not yet',
    withdrawn: 'Withdrawn',
  },
  roles: {
    earner: 'Earner',
    assessor: 'Assessor',
    issuer: 'Decides',
    developer: 'Writes definitions',
    recognizer: 'Recognizer',
    endorser: 'Endorser',
    administrator: 'Administrator',
  },
  more: 'Show more',
  noneSoFar: 'None so far. There is more to look through.',
  cancel: 'Cancel',
  somebody: 'Somebody who is no longer here',
};

const es: typeof en = {
  desk: 'Mesa del emisor',
  organisation: 'Organización',
  pages: {
    queue: 'Entregas',
    people: 'Personas',
    letters: 'Correos',
    capacity: 'Capacidad',
    reliability: 'Acuerdo',
    benchmarks: 'Referencias',
    definitions: 'Definiciones',
    organisations: 'Organizaciones',
  },
  notYours: 'Esta página es para el personal de un emisor',
  notYoursMore:
    'Su sesión está abierta, pero nadie le ha dado un papel para esto. Puede hacerlo quien administra el emisor, en Personas.',
  states: {
    draft: 'Borrador',
    submitted: 'A la espera de evaluación',
    'in-assessment': 'En evaluación',
    assessed: 'Por decidir',
    awarded: 'Otorgada',
    'not-yet': 'Todavía no',
    withdrawn: 'Retirada',
  },
  roles: {
    earner: 'Participante',
    assessor: 'Evalúa',
    issuer: 'Decide',
    developer: 'Escribe definiciones',
    recognizer: 'Reconoce',
    endorser: 'Avala',
    administrator: 'Administra',
  },
  more: 'Mostrar más',
  noneSoFar: 'Ninguna por ahora. Queda más por mirar.',
  cancel: 'Cancelar',
  somebody: 'Alguien que ya no está',
};

export const texts: Texts<typeof en> = { en, es };
