import { ended, moment } from '../texts/format';
import type { Texts } from '../texts/texts';

const en = {
  title: 'Your district asks (optional)',
  answered: (count: number, of: number) => `${count} of ${of} answered`,
  lead: 'Answer what you like, or nothing. Each answer is saved as you choose it; you can change it or take it back, also after handing in.',
  whoSees:
    'Your district sees only how many chose what, in reports in which nobody can be recognised, and never your own answer. It is never part of scoring, and no assessor and no issuer sees it.',
  former: 'Your district asks this no more. Your answer stays; once you take it back, you can’t give it again.',
  takeBack: 'Take it back',
  saving: 'Saving…',
  saved: 'Saved',
  takenBack: 'Taken back',
  notSaved: 'Not saved yet.',
  changed: 'Your district changed what it asks meanwhile. This is what it asks now; one choice of yours was not saved.',
  nothing: 'Your district asks nothing more.',
  told: (time: string) => `Last changed by you, ${ended(moment(time))}`,
};

const es: typeof en = {
  title: 'Su distrito pregunta (opcional)',
  answered: (count, of) => `${count} de ${of} respondidas`,
  lead: 'Responda lo que quiera, o nada. Cada respuesta se guarda al elegirla; puede cambiarla o retirarla, también después de entregar.',
  whoSees:
    'Su distrito solo ve cuántas personas eligieron qué, en informes en los que no se reconoce a nadie, y nunca su respuesta. Nunca cuenta en la evaluación, y no la ve quien evalúa ni quien emite.',
  former: 'Su distrito ya no pregunta esto. Su respuesta se conserva; si la retira, no podrá darla de nuevo.',
  takeBack: 'Retirarla',
  saving: 'Guardando…',
  saved: 'Guardado',
  takenBack: 'Retirada',
  notSaved: 'Aún sin guardar.',
  changed:
    'Su distrito cambió sus preguntas mientras tanto. Esto es lo que pregunta ahora; una elección suya no se guardó.',
  nothing: 'Su distrito no pregunta nada más.',
  told: (time) => `Su último cambio: ${ended(moment(time))}`,
};

export const texts: Texts<typeof en> = { en, es };
