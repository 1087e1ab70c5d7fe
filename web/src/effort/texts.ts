import { ended, moment, money, number } from '../texts/format';
import type { Texts } from '../texts/texts';

const en = {
  title: 'Hours, cost and coaching (optional)',
  lead: 'What did this attempt take? Your district reads it in reports in which nobody can be recognised. It is never part of scoring, and no assessor and no issuer sees it.',
  minutes: 'Hours of your own work',
  cents: (currency: string) => `What you paid for it, in ${currency}`,
  coachingMinutes: 'Hours that somebody coached you',
  hint: 'Such as 7.5. Leave it out if you don’t want to say.',
  hintOfCents: (currency: string) =>
    `12.5 is ${money(12.5, currency, 'exact')}. Leave it out if you don’t want to say.`,
  wrong: (most: number) => `Write a number from 0 to ${number(most)}, such as 7.5, or leave it out.`,
  told: (time: string) => `Told by you, ${ended(moment(time))}`,
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',
};

const es: typeof en = {
  title: 'Horas, coste y acompañamiento (opcional)',
  lead: '¿Qué le costó este intento? Su distrito lo lee en informes en los que no se reconoce a nadie. Nunca cuenta en la evaluación, y no lo ve quien evalúa ni quien emite.',
  minutes: 'Horas de su propio trabajo',
  cents: (currency) => `Lo que pagó por ello, en ${currency}`,
  coachingMinutes: 'Horas en que alguien le acompañó',
  hint: 'Por ejemplo 7.5. Déjelo vacío si no quiere decirlo.',
  hintOfCents: (currency) => `12.5 son ${money(12.5, currency, 'exact')}. Déjelo vacío si no quiere decirlo.`,
  wrong: (most) => `Escriba un número de 0 a ${number(most)}, por ejemplo 7.5, o déjelo vacío.`,
  told: (time) => `Lo indicó usted el ${ended(moment(time))}`,
  save: 'Guardar',
  saving: 'Guardando…',
  saved: 'Guardado.',
};

export const texts: Texts<typeof en> = { en, es };
