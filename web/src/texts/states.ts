/** How a submission stands, in the words of its earner. */
import type { Shapes } from '../api/client';
import { day, ended, moment } from './format';
import type { Texts } from './texts';

export type State = Shapes['SubmissionLine']['state'];
/** Of one alone it is known until when it is to be scored; in lists it isn't. */
type Line = Shapes['SubmissionLine'] & Partial<Pick<Shapes['Submission'], 'due'>>;
type Words = { name: string; means: (line: Line, now?: Date) => string };

const isPast = (time: string, now = new Date()) => new Date(time) < now;

function dueInEnglish({ due }: Line, now?: Date): string {
  if (!due) return '.';
  return isPast(due, now)
    ? `. It was due on ${day(due)}; if nothing comes, somebody else is asked.`
    : `, to be scored by ${day(due)}.`;
}

function dueInSpanish({ due }: Line, now?: Date): string {
  if (!due) return '.';
  return isPast(due, now)
    ? `. El plazo vencía el ${day(due)}; si no llega nada, se pide a otra persona.`
    : `, con plazo hasta el ${day(due)}.`;
}

const en: Record<State, Words> = {
  draft: { name: 'Draft', means: (line) => `Opened on ${day(line.opened)}. Only you can see it.` },
  submitted: {
    name: 'Handed in',
    means: (line) =>
      line.appealed
        ? `You appealed on ${ended(moment(line.since))} Somebody who never scored your work is being found.`
        : line.waitingSince
          ? `Handed in on ${ended(moment(line.since))} Since ${day(line.waitingSince)} no free assessor was found; the issuer knows.`
          : `Handed in on ${ended(moment(line.since))} An assessor is being found.`,
  },
  'in-assessment': {
    name: 'With an assessor',
    means: (line, now) =>
      line.appealed
        ? `You appealed on ${ended(moment(line.since))} Somebody who never scored your work reads it${dueInEnglish(line, now)}`
        : `Handed in on ${ended(moment(line.since))} It is with an assessor${dueInEnglish(line, now)}`,
  },
  assessed: {
    name: 'Scored',
    means: (line) => `Scored on ${ended(moment(line.since))} The issuer decides next; you get a letter.`,
  },
  awarded: { name: 'Awarded', means: (line) => `Awarded on ${day(line.since)}.` },
  'not-yet': {
    name: 'Not yet',
    means: (line) => `Decided on ${day(line.since)}. Read the feedback and hand in the unmet parts again.`,
  },
  withdrawn: { name: 'Withdrawn', means: (line) => `You took it back on ${day(line.since)}.` },
};

const es: typeof en = {
  draft: { name: 'Borrador', means: (line) => `Abierto el ${day(line.opened)}. Solo usted lo ve.` },
  submitted: {
    name: 'Entregado',
    means: (line) =>
      line.appealed
        ? `Usted apeló el ${ended(moment(line.since))} Se busca a alguien que nunca evaluó su trabajo.`
        : line.waitingSince
          ? `Entregado el ${ended(moment(line.since))} Desde el ${day(line.waitingSince)} no hay quien lo evalúe; el emisor lo sabe.`
          : `Entregado el ${ended(moment(line.since))} Se busca a quien lo evalúe.`,
  },
  'in-assessment': {
    name: 'En evaluación',
    means: (line, now) =>
      line.appealed
        ? `Usted apeló el ${ended(moment(line.since))} Lo lee alguien que nunca evaluó su trabajo${dueInSpanish(line, now)}`
        : `Entregado el ${ended(moment(line.since))} Lo tiene quien lo evalúa${dueInSpanish(line, now)}`,
  },
  assessed: {
    name: 'Evaluado',
    means: (line) => `Evaluado el ${ended(moment(line.since))} Ahora decide el emisor; le llegará un correo.`,
  },
  awarded: { name: 'Otorgado', means: (line) => `Otorgado el ${day(line.since)}.` },
  'not-yet': {
    name: 'Todavía no',
    means: (line) => `Decidido el ${day(line.since)}. Lea los comentarios y entregue de nuevo las partes pendientes.`,
  },
  withdrawn: { name: 'Retirado', means: (line) => `Usted lo retiró el ${day(line.since)}.` },
};

export const states: Texts<typeof en> = { en, es };
