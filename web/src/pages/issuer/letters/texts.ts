import type { Shapes } from '../../../api/client';
import type { Texts } from '../../../texts/texts';

type Kind = Shapes['Letter']['kind'];

const en = {
  title: 'Letters',
  lead: 'Whether what we wrote has arrived. What a letter says and its link are its reader’s alone.',
  states: 'Where letters stand',
  names: { dead: 'Given up', suppressed: 'Kept back', pending: 'On their way', delivered: 'Delivered' },
  means: {
    dead: 'Letters that could not be delivered in spite of every try. When the cause is mended, send them again.',
    suppressed: 'Letters to addresses that take none: they bounced or complained before.',
    pending: 'Letters that are being sent, or wait for their next try.',
    delivered: 'Letters that a mail server took in the last thirty days, the newest first.',
  },
  none: {
    dead: 'No letter was given up',
    suppressed: 'No letter is kept back',
    pending: 'No letter is on its way',
    delivered: 'No letter was delivered in the last thirty days',
  },
  letter: 'Letter',
  earner: 'the earner, who stays unknown here',
  written: 'Written',
  delivery: 'Delivery',
  action: 'To do',
  pending: (tries: number) =>
    tries === 0 ? 'Will be sent in a moment' : tries === 1 ? 'One try failed' : `${tries} tries failed`,
  nextTry: (when: string) => `next try ${when}`,
  sending: 'Is being sent',
  stands: { dead: 'Given up', suppressed: 'Kept back', delivered: 'Delivered' },
  resend: 'Send again',
  sentAgain: (to: string) => `The letter to ${to} is on its way again.`,
  kinds: {
    'sign-in': 'Link to sign in',
    invitation: 'Invitation',
    code: 'Code for a second browser',
    'sign-in-code': 'Code to sign in',
    'submission-received': 'Submission received',
    'artifact-refused': 'File refused',
    assignment: 'Assignment',
    reminder: 'Reminder',
    withdrawn: 'Assignment taken back',
    'not-yet': 'Not yet, with feedback',
    awarded: 'Awarded',
    revoked: 'Award revoked',
    'waiting-for-assessor': 'Waiting for an assessor',
    'dead-letters': 'Letters given up',
  } satisfies Record<Kind, string>,
};

const es: typeof en = {
  title: 'Cartas',
  lead: 'Si lo que escribimos ha llegado. Lo que dice una carta y su enlace son solo de quien la lee.',
  states: 'Dónde están las cartas',
  names: { dead: 'Sin entregar', suppressed: 'Retenidas', pending: 'De camino', delivered: 'Entregadas' },
  means: {
    dead: 'Cartas que no se pudieron entregar pese a todos los intentos. Cuando se resuelva la causa, envíelas de nuevo.',
    suppressed: 'Cartas a direcciones que no las aceptan: rebotaron o se quejaron antes.',
    pending: 'Cartas que se están enviando o esperan el próximo intento.',
    delivered: 'Cartas que un servidor de correo aceptó en los últimos treinta días, las más nuevas primero.',
  },
  none: {
    dead: 'No hay cartas sin entregar',
    suppressed: 'No hay cartas retenidas',
    pending: 'No hay cartas de camino',
    delivered: 'No se entregaron cartas en los últimos treinta días',
  },
  letter: 'Carta',
  earner: 'el docente, a quien aquí no se nombra',
  written: 'Escrita',
  delivery: 'Entrega',
  action: 'Qué hacer',
  pending: (tries) =>
    tries === 0 ? 'Se enviará en un momento' : tries === 1 ? 'Falló un intento' : `Fallaron ${tries} intentos`,
  nextTry: (when) => `próximo intento ${when}`,
  sending: 'Se está enviando',
  stands: { dead: 'Sin entregar', suppressed: 'Retenida', delivered: 'Entregada' },
  resend: 'Enviar de nuevo',
  sentAgain: (to) => `La carta a ${to} está de nuevo de camino.`,
  kinds: {
    'sign-in': 'Enlace para entrar',
    invitation: 'Invitación',
    code: 'Código para otro navegador',
    'sign-in-code': 'Código para entrar',
    'submission-received': 'Entrega recibida',
    'artifact-refused': 'Archivo rechazado',
    assignment: 'Encargo',
    reminder: 'Recordatorio',
    withdrawn: 'Encargo retirado',
    'not-yet': 'Todavía no, con comentarios',
    awarded: 'Otorgada',
    revoked: 'Insignia revocada',
    'waiting-for-assessor': 'A la espera de evaluación',
    'dead-letters': 'Cartas sin entregar',
  },
};

export const texts: Texts<typeof en> = { en, es };
