import type { Texts } from '../../texts/texts';

const en = {
  title: 'What your awards were counted for',
  lead: 'When an award completes what a policy asks for, it is claimed by itself. The recognizer then accepts the claim, asks you something, or declines it with a reason.',
  none: 'Nothing was claimed yet',
  noneMore:
    'Claims arise within a minute after an award, with your district and with every recognizer for which you state your facts.',
  toFacts: 'State your facts',
  toPolicies: 'See what awards count for',
  by: (recognizer: string) => `By ${recognizer}`,
  answer: 'Your answer',
  answerHint: 'The recognizer reads it. At most 600 characters.',
  answerNeeded: 'Write an answer.',
  send: 'Send the answer',
  sending: 'Sending…',
  sent: 'Your answer is with the recognizer.',
};

const es: typeof en = {
  title: 'Para qué contaron sus reconocimientos',
  lead: 'Cuando un reconocimiento completa lo que pide una política, se presenta por sí solo. Quien reconoce acepta la solicitud, le pregunta algo o no la acepta y dice por qué.',
  none: 'Aún no se presentó nada',
  noneMore:
    'Las solicitudes surgen en un minuto tras un reconocimiento, ante su distrito y ante cada entidad para la que indica sus datos.',
  toFacts: 'Indicar sus datos',
  toPolicies: 'Ver para qué cuentan los reconocimientos',
  by: (recognizer) => `De ${recognizer}`,
  answer: 'Su respuesta',
  answerHint: 'La lee quien reconoce. Como máximo 600 caracteres.',
  answerNeeded: 'Escriba una respuesta.',
  send: 'Enviar la respuesta',
  sending: 'Enviando…',
  sent: 'Su respuesta está con quien reconoce.',
};

export const texts: Texts<typeof en> = { en, es };
