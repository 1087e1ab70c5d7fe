import { moment, number } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  title: 'Receipt of an erasure',
  underWay: 'Everything is being erased',
  underWayMore:
    'It takes a few minutes. You need not wait here: keep this address, or wait for the letter, which is the last one that we send you.',
  over: 'Everything is erased',
  overMore: (when: string) => `Since ${moment(when)} nothing is left that leads to whom it was about.`,
  stays:
    'What stays is under a number alone: scores, that something happened, and the reasons and notes that staff and assessors gave with it, in the audit trail. What an organisation imported from its own books about an e-mail address stays that organisation’s record. Answers to the last changes are forgotten within a day.',
  asked: 'Asked for',
  when: moment,
  number: 'Number of this receipt',
  counts: {
    submissions: 'Submissions',
    files: 'Files, with former versions',
    uploads: 'Uploads that were not finished',
    letters: 'Letters',
    badges: 'Badges',
    records: 'Other records',
  },
  counted: number,
  nobody: 'This page names nobody. Whoever has its address can see it.',
  missing: 'There is no receipt at this address',
  missingMore:
    'It may have been mistyped. While an erasure is only planned there is none: sign in and look at your data.',
};

const es: typeof en = {
  title: 'Justificante de un borrado',
  underWay: 'Se está borrando todo',
  underWayMore:
    'Tarda unos minutos. No hace falta que espere aquí: guarde esta dirección o espere el correo, que es el último que le enviamos.',
  over: 'Todo está borrado',
  overMore: (when) => `Desde el ${moment(when)} no queda nada que lleve a la persona de quien se trataba.`,
  stays:
    'Lo que queda está solo bajo un número: las puntuaciones, que algo ocurrió, y los motivos y las notas que dieron con ello el personal y quienes evalúan, en el registro de auditoría. Lo que una organización importó de sus propios libros sobre una dirección de correo sigue siendo un registro de esa organización. Las respuestas a los últimos cambios se olvidan en un día.',
  asked: 'Pedido',
  when: moment,
  number: 'Número de este justificante',
  counts: {
    submissions: 'Entregas',
    files: 'Archivos, con versiones anteriores',
    uploads: 'Subidas sin terminar',
    letters: 'Correos',
    badges: 'Insignias',
    records: 'Otros registros',
  },
  counted: number,
  nobody: 'Esta página no nombra a nadie. Puede verla quien tenga su dirección.',
  missing: 'No hay ningún justificante en esta dirección',
  missingMore:
    'Quizá se escribió mal. Mientras un borrado solo está previsto no hay justificante: entre y mire sus datos.',
};

export const texts: Texts<typeof en> = { en, es };
