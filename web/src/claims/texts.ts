import type { Shapes } from '../api/client';
import { day, distance } from '../texts/format';
import type { Texts } from '../texts/texts';

type State = Shapes['Claim']['state'];

const en = {
  states: {
    claimed: 'Waits to be decided',
    questioned: 'Waits for an answer',
    accepted: 'Accepted',
    declined: 'Declined',
    reopened: 'Reopened',
    lapsed: 'Over',
  } as Record<State, string>,
  number: (number: number) => `claim ${number}`,
  since: (time: string) => distance(time),
  onDay: (on: string, version: number) => `As of ${day(on)}, by version ${version} of the policy.`,
  years: (first: string, last: string) => `${day(first)} to ${day(last)}`,
  awards: 'Counted for',
  awarded: (on: string) => `awarded on ${day(on)}`,
  revoked: 'revoked',
  badge: 'See the badge',
  notOurs: (issuer: string) => `Not ours: a badge of “${issuer}”`,
  lacks: 'An award was revoked, and no other takes its place.',
  grantedBefore: (time: string) => `It was accepted on ${day(time)}.`,
  reason: 'The reason',
  said: 'Asked and answered',
  by: { earner: 'Earner', recognizer: 'Recognizer' },
  why: 'What the policy says',
  ledger: 'Hours by year',
  ledgerMore: 'Of what is open, the year takes what still fits.',
  use: 'For',
  year: 'Year',
  accepted: 'Accepted',
  withOpen: 'With what is open',
  most: 'At most',
  hours: (hours: string) => (hours === '1' ? '1 hour' : `${hours} hours`),
  anyNumber: 'Any number',
};

const es: typeof en = {
  states: {
    claimed: 'Espera una decisión',
    questioned: 'Espera una respuesta',
    accepted: 'Aceptada',
    declined: 'No aceptada',
    reopened: 'Reabierta',
    lapsed: 'Terminada',
  },
  number: (number) => `solicitud ${number}`,
  since: (time) => distance(time),
  onDay: (on, version) => `Al ${day(on)}, según la versión ${version} de la política.`,
  years: (first, last) => `Del ${day(first)} al ${day(last)}`,
  awards: 'Cuenta con',
  awarded: (on) => `otorgado el ${day(on)}`,
  revoked: 'revocado',
  badge: 'Ver la insignia',
  notOurs: (issuer) => `No es nuestra: una insignia de «${issuer}»`,
  lacks: 'Se revocó un reconocimiento y ningún otro ocupa su lugar.',
  grantedBefore: (time) => `Se aceptó el ${day(time)}.`,
  reason: 'El motivo',
  said: 'Preguntas y respuestas',
  by: { earner: 'Docente', recognizer: 'Quien reconoce' },
  why: 'Lo que dice la política',
  ledger: 'Horas por año',
  ledgerMore: 'De lo que está abierto, el año toma lo que aún cabe.',
  use: 'Para',
  year: 'Año',
  accepted: 'Aceptadas',
  withOpen: 'Con lo abierto',
  most: 'Como máximo',
  hours: (hours) => (hours === '1' ? '1 hora' : `${hours} horas`),
  anyNumber: 'Sin límite',
};

export const texts: Texts<typeof en> = { en, es };
