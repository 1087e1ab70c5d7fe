import { moment } from '../texts/format';
import { aboutHours } from '../texts/hours';
import type { Texts } from '../texts/texts';

const en = {
  // On the page of a definition
  add: 'Add to my shortlist',
  on: 'On your shortlist',
  takeOff: ': take it off',
  added: 'It is on your shortlist.',
  removed: 'It is off your shortlist.',
  putBack: 'Put it back',
  see: 'See your shortlist',
  // An item
  hours: aboutHours.en,
  over: 'No longer offered',
  sum: (count: number, hours: number, untold: number) => {
    const all = count === 1 ? '1 micro-credential' : `${count} micro-credentials`;
    if (hours === 0) return all;
    const some = untold === 0 ? '' : untold === 1 ? '; of 1 it is not told' : `; of ${untold} it is not told`;
    return `${all}, ${aboutHours.en(hours)} in all${some}`;
  },
  // Remarks
  none: 'Nothing was said yet.',
  you: 'You',
  adviser: 'Adviser',
  earner: 'Whose list it is',
  at: (time: string) => moment(time),
  about: (title: string) => `on “${title}”`,
  left: 'something that is no longer on the list',
  gone: 'These words were erased.',
  which: (name: string) => (name ? `About what do you write to ${name}?` : 'What is it about?'),
  whole: 'The whole list',
  yours: (name: string) => (name ? `Your remark to ${name}` : 'Your remark'),
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent.',
  nowWhole: 'What you chose was taken off the list. Your remark is about the whole list now.',
  to: (name: string) => `: to ${name}`,
  ended: 'It is no longer shared: this was not sent. Copy it if you need it.',
};

const es: typeof en = {
  add: 'Añadir a mi lista de opciones',
  on: 'En su lista de opciones',
  takeOff: ': quitarla',
  added: 'Está en su lista de opciones.',
  removed: 'Ya no está en su lista de opciones.',
  putBack: 'Volver a ponerla',
  see: 'Ver su lista',
  hours: aboutHours.es,
  over: 'Ya no se ofrece',
  sum: (count, hours, untold) => {
    const all = count === 1 ? '1 microcredencial' : `${count} microcredenciales`;
    if (hours === 0) return all;
    const some = untold === 0 ? '' : untold === 1 ? '; de 1 no se dice' : `; de ${untold} no se dice`;
    return `${all}, ${aboutHours.es(hours)} en total${some}`;
  },
  none: 'Aún no se ha dicho nada.',
  you: 'Usted',
  adviser: 'Quien asesora',
  earner: 'Quien hizo la lista',
  at: (time) => moment(time),
  about: (title) => `sobre «${title}»`,
  left: 'algo que ya no está en la lista',
  gone: 'Estas palabras se borraron.',
  which: (name) => (name ? `¿Sobre qué escribe a ${name}?` : '¿Sobre qué es?'),
  whole: 'Toda la lista',
  yours: (name) => (name ? `Su observación a ${name}` : 'Su observación'),
  send: 'Enviar',
  sending: 'Enviando…',
  sent: 'Enviado.',
  nowWhole: 'Lo que eligió se quitó de la lista. Ahora su observación es sobre toda la lista.',
  to: (name) => `: a ${name}`,
  ended: 'Ya no se comparte: esto no se envió. Cópielo si lo necesita.',
};

export const texts: Texts<typeof en> = { en, es };
