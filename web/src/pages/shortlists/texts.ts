import { day } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  list: 'Shortlists shared with you',
  empty: 'Nobody shares a shortlist with you',
  emptyMore:
    'When somebody asks you to look at what they consider earning, it stands here. You sign in with the address that the letter came to.',
  of: (owner: string) => `Shortlist of ${owner}`,
  since: (time: string) => `Shared with you since ${day(time)}, as it stands now`,
  over: 'It is no longer shared with you. What was said is in sight until you leave this page.',
  aim: 'Their aim',
  items: 'What they consider',
  none: 'Nothing is on it at present.',
  remarkOn: 'Remark on it',
  remarks: 'What the two of you say',
  onlyYou: (owner: string) => `Only ${owner} and you read this.`,
  erased: 'somebody who had everything of theirs erased',
  leave: 'Read it no more',
  leaveOf: (owner: string) => `: the shortlist of ${owner}`,
  leaveTitle: 'Read this shortlist no more?',
  leaveMore: (owner: string) => `You no longer see it. What you said stays with ${owner}.`,
  left: (owner: string) => `You no longer read the shortlist of ${owner}.`,
};

const es: typeof en = {
  list: 'Listas compartidas con usted',
  empty: 'Nadie comparte una lista con usted',
  emptyMore:
    'Cuando alguien le pida que mire lo que piensa obtener, aparecerá aquí. Entre con la dirección a la que llegó el correo.',
  of: (owner) => `Lista de opciones de ${owner}`,
  since: (time) => `Compartida con usted desde el ${day(time)}, tal como está ahora`,
  over: 'Ya no se comparte con usted. Lo que se dijo sigue a la vista hasta que deje esta página.',
  aim: 'Su propósito',
  items: 'Lo que considera',
  none: 'Ahora no hay nada en ella.',
  remarkOn: 'Hacer una observación',
  remarks: 'Lo que dicen ustedes dos',
  onlyYou: (owner) => `Solo ${owner} y usted leen esto.`,
  erased: 'una persona que pidió borrar todos sus datos',
  leave: 'Dejar de leerla',
  leaveOf: (owner) => `: la lista de opciones de ${owner}`,
  leaveTitle: '¿Dejar de leer esta lista?',
  leaveMore: (owner) => `Ya no la verá. Lo que usted dijo se queda con ${owner}.`,
  left: (owner) => `Ya no lee la lista de ${owner}.`,
};

export const texts: Texts<typeof en> = { en, es };
