import type { Texts } from '../../../texts/texts';

const en = {
  title: 'Capacity',
  lead: 'What your assessors can score in the weeks to come, against what was handed in of late.',
  short: 'More comes than can be scored',
  shortMore:
    'Work will wait longer and longer. Add assessors, train some for more definitions, or ask them for a higher limit.',
  toPeople: 'Go to People',
  enough: 'Your assessors can score what comes.',
  waiting: (count: number) =>
    count === 0
      ? 'Nothing waits for an assessor.'
      : count === 1
        ? 'One attempt waits for an assessor.'
        : `${count} attempts wait for an assessor.`,
  daysEach: (days: string) => `From asking to scores, a reading is counted with this many days: ${days}.`,
  counted: (when: string) =>
    `What was handed in and what waits was counted on ${when}, which is done once a day. Your assessors are counted as they are now.`,
  weeks: 'The weeks to come',
  from: 'Week from',
  come: 'Readings that come',
  fit: 'Readings that can be scored',
  left: 'Left waiting',
  definitions: 'By definition',
  definitionsMore: 'An assessor who is trained for several counts fully for each of them.',
  definition: 'Definition',
  waits: 'Waiting',
  assessors: 'Assessors',
  how: 'How this is computed',
  explained: [
    'A reading is one assessor’s scoring of one attempt; where two read, an attempt takes two. As many are taken to come each week as were asked for in the last eight weeks on average, with what waits.',
    'An assessor can score as many readings in a week as they want open at once, times seven days, over how long a reading took of late; ten days, while nothing was scored. Weeks with days away count by the other days. Only whoever can be asked for one of your definitions counts: trained, calibrated where that is asked for, and not paused.',
  ],
};

const es: typeof en = {
  title: 'Capacidad',
  lead: 'Cuánto pueden evaluar sus personas evaluadoras en las próximas semanas, frente a lo que se ha entregado últimamente.',
  short: 'Llega más de lo que se puede evaluar',
  shortMore:
    'Los trabajos esperarán cada vez más. Añada personas evaluadoras, forme a algunas para más definiciones o pídales un límite más alto.',
  toPeople: 'Ir a Personas',
  enough: 'Sus personas evaluadoras pueden con lo que llega.',
  waiting: (count) =>
    count === 0
      ? 'Nada espera a quien lo evalúe.'
      : count === 1
        ? 'Un intento espera a quien lo evalúe.'
        : `${count} intentos esperan a quien los evalúe.`,
  daysEach: (days) => `Para una lectura se cuentan ${days} días, desde que se pidió hasta las valoraciones.`,
  counted: (when) =>
    `Lo que se ha entregado y lo que espera se contó el ${when}; se cuenta una vez al día. Sus personas evaluadoras se cuentan como están ahora.`,
  weeks: 'Las próximas semanas',
  from: 'Semana desde',
  come: 'Lecturas que llegan',
  fit: 'Lecturas que se pueden hacer',
  left: 'Quedan esperando',
  definitions: 'Por definición',
  definitionsMore: 'Quien tiene formación para varias cuenta del todo en cada una.',
  definition: 'Definición',
  waits: 'Esperan',
  assessors: 'Personas evaluadoras',
  how: 'Cómo se calcula',
  explained: [
    'Una lectura es la evaluación de un intento por una persona; donde leen dos, un intento necesita dos. Se supone que cada semana llegan tantas como se pidieron de media en las últimas ocho semanas, con lo que espera.',
    'Una persona puede hacer en una semana tantas lecturas como quiere tener abiertas a la vez, por siete días, entre lo que tardó últimamente una lectura; diez días, mientras no se evaluó nada. Las semanas en que está ausente cuentan por los días en que está. Solo cuenta quien puede recibir alguna de sus definiciones: con formación, con la calibración superada donde se pide y sin pausa.',
  ],
};

export const texts: Texts<typeof en> = { en, es };
