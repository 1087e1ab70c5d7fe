import { aboutHours } from '../../texts/hours';
import type { Texts } from '../../texts/texts';

const en = {
  missing: 'There is no such policy',
  missingMore: 'It may have been mistyped, or was never published.',
  uses: 'What it counts awards for',
  usesMore: 'In this order: what an award is counted for first, it is not counted for again unless both are shared.',
  try: 'What if you earned …',
  tryMore: 'Choose micro-credentials: the answers above are then as if they were awarded today.',
  from: (from: string, until: string | undefined) => (until ? `${from} – ${until}` : `from ${from}`),
  until: (until: string) => `until ${until}`,
  least: 'The least work for a goal',
  leastMore: 'Of what you chose, or of everything that the policy lists when you chose nothing.',
  goal: 'Your goal',
  hours: 'Hours in this year',
  hoursHint: 'Such as 12 or 4.5',
  find: 'Find it',
  reached: 'This goal is reached already.',
  unreachable: 'What is offered doesn’t reach this goal.',
  reaches: (count: number, hours: number) =>
    count === 1
      ? `1 micro-credential, ${aboutHours.en(hours)}:`
      : `${count} micro-credentials, ${aboutHours.en(hours)} in all:`,
  reachesAtLeast: (count: number, hours: number, unknown: number) => {
    const more = unknown === 1 ? '1 of them has no estimate' : `${unknown} of them have no estimate`;
    return `${count} micro-credentials, ${aboutHours.en(hours)} and more, since ${more}:`;
  },
  reachesUnknown: (count: number) =>
    count === 1
      ? '1 micro-credential, which has no estimate of its hours:'
      : `${count} micro-credentials, none with an estimate of its hours:`,
  notProven: 'There are too many ways to look at all of them: fewer hours may do. Choose fewer above to be sure.',
  about: aboutHours.en,
  alsoAsked: 'It also asks for what must be on record: see the reasons above.',
  choose: 'Choose these above',
};

const es: typeof en = {
  missing: 'No existe esa política',
  missingMore: 'Quizá se escribió mal, o nunca se publicó.',
  uses: 'Para qué cuenta los reconocimientos',
  usesMore: 'En este orden: lo que cuenta primero para algo no cuenta otra vez, salvo que ambos usos se compartan.',
  try: '¿Y si obtuviera …?',
  tryMore: 'Elija microcredenciales: las respuestas de arriba serán como si se otorgaran hoy.',
  from: (from, until) => (until ? `${from} – ${until}` : `desde el ${from}`),
  until: (until) => `hasta el ${until}`,
  least: 'El menor trabajo para una meta',
  leastMore: 'De lo que eligió, o de todo lo que la política enumera si no eligió nada.',
  goal: 'Su meta',
  hours: 'Horas en este año',
  hoursHint: 'Por ejemplo 12 o 4.5',
  find: 'Buscarlo',
  reached: 'Esta meta ya está alcanzada.',
  unreachable: 'Con lo que se ofrece no se llega a esta meta.',
  reaches: (count, hours) =>
    count === 1
      ? `1 microcredencial, ${aboutHours.es(hours)}:`
      : `${count} microcredenciales, ${aboutHours.es(hours)} en total:`,
  reachesAtLeast: (count, hours, unknown) => {
    const more = unknown === 1 ? '1 no tiene estimación' : `${unknown} no tienen estimación`;
    return `${count} microcredenciales, ${aboutHours.es(hours)} y más, pues ${more}:`;
  },
  reachesUnknown: (count) =>
    count === 1
      ? '1 microcredencial, sin estimación de sus horas:'
      : `${count} microcredenciales, ninguna con estimación de sus horas:`,
  notProven:
    'Hay demasiadas maneras para verlas todas: quizá basten menos horas. Elija menos arriba para tener certeza.',
  about: aboutHours.es,
  alsoAsked: 'También pide lo que debe constar: vea los motivos arriba.',
  choose: 'Elegirlas arriba',
};

export const texts: Texts<typeof en> = { en, es };
