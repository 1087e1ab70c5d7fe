import type { Shapes } from '../../api/client';
import { ended, moment } from '../../texts/format';
import type { Texts } from '../../texts/texts';

type Step = Shapes['decide-recognition']['step'];

const en = {
  all: 'All claims',
  missing: 'There are no such claims',
  missingMore: 'Nothing was claimed here, or it is not yours to decide.',
  by: (policy: string) => `By “${policy}”`,
  stated: (time: string) => `What the earner stated was last changed ${ended(moment(time))}`,
  notStated: 'The earner stated nothing.',
  recorded: (source: string, time: string) =>
    `You have facts about the earner on record, from ${source}, ${ended(moment(time))}`,
  claims: 'Claims',
  accept: 'Accept',
  question: 'Ask',
  decline: 'Decline',
  lookAgain: 'Look again',
  of: (title: string, number: number) => `: ${title}, claim ${number}`,
  questionLabel: 'Your question',
  questionHint: 'The earner gets it by letter and answers here. 3 to 600 characters.',
  questionNeeded: 'Write a question.',
  reasonLabel: 'Why it isn’t granted',
  reasonHint: 'The earner reads it. 3 to 600 characters.',
  reasonNeeded: 'Say why.',
  ask: 'Send the question',
  declineNow: 'Decline it',
  cancel: 'Cancel',
  lookAgainTitle: 'Take the decision back?',
  lookAgainMore: {
    accepted:
      'The claim is reopened and waits for you. The earner is told. What went to payroll already is not undone by this.',
    declined: 'The claim is over, and arises anew within a minute if it is still met. The earner is told.',
  },
  lookAgainNow: 'Take it back',
  done: {
    accept: 'Accepted. The earner gets a letter.',
    question: 'Asked. The earner gets a letter, and it stands here again when the answer comes.',
    decline: 'Declined. The earner gets a letter with your reason.',
    'look-again': 'The decision was taken back. The earner gets a letter.',
  } as Record<Step, string>,
  overtaken: 'Something changed meanwhile. This is how it is now.',
};

const es: typeof en = {
  all: 'Todas las solicitudes',
  missing: 'No hay tales solicitudes',
  missingMore: 'Aquí no se presentó nada, o no le corresponde decidirlo.',
  by: (policy) => `Según «${policy}»`,
  stated: (time) => `Lo que indicó sobre sí se cambió por última vez el ${ended(moment(time))}`,
  notStated: 'No indicó nada sobre sí.',
  recorded: (source, time) => `Usted tiene datos registrados sobre la persona, de ${source}, el ${ended(moment(time))}`,
  claims: 'Solicitudes',
  accept: 'Aceptar',
  question: 'Preguntar',
  decline: 'No aceptar',
  lookAgain: 'Revisar de nuevo',
  of: (title, number) => `: ${title}, solicitud ${number}`,
  questionLabel: 'Su pregunta',
  questionHint: 'La persona la recibe por correo y responde aquí. De 3 a 600 caracteres.',
  questionNeeded: 'Escriba una pregunta.',
  reasonLabel: 'Por qué no se concede',
  reasonHint: 'Lo lee la persona. De 3 a 600 caracteres.',
  reasonNeeded: 'Diga por qué.',
  ask: 'Enviar la pregunta',
  declineNow: 'No aceptarla',
  cancel: 'Cancelar',
  lookAgainTitle: '¿Retirar la decisión?',
  lookAgainMore: {
    accepted:
      'La solicitud se reabre y espera por usted. Se avisa a la persona. Lo que ya fue a nóminas no se deshace con esto.',
    declined: 'La solicitud termina y vuelve a surgir en un minuto si aún se cumple. Se avisa a la persona.',
  },
  lookAgainNow: 'Retirarla',
  done: {
    accept: 'Aceptada. La persona recibe un correo.',
    question: 'Preguntado. La persona recibe un correo, y vuelve aquí cuando responda.',
    decline: 'No aceptada. La persona recibe un correo con su motivo.',
    'look-again': 'La decisión se retiró. La persona recibe un correo.',
  },
  overtaken: 'Algo cambió mientras tanto. Así está ahora.',
};

export const texts: Texts<typeof en> = { en, es };
