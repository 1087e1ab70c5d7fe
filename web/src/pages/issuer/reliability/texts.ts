import type { Texts } from '../../../texts/texts';

const en = {
  title: 'Agreement of readers',
  lead: 'Some work is scored by two assessors who know nothing of each other. How far they agree tells how far a score can be trusted.',
  definition: 'Definition',
  over: 'Over the last',
  months: (count: number) => `${count} months`,
  table: 'Download as a table (CSV)',
  nothing: 'Nothing is published yet',
  nothingMore: 'Readers’ agreement is told of published definitions.',
  none: 'No work was scored twice in this time',
  noneMore:
    'A definition says which share of attempts two assessors score. Raise it under “Readers”: attempts that are handed in from then on are drawn.',
  toDefinition: 'Go to the definition',
  between: (since: string, until: string) => `${since} to ${until}`,
  name: 'What or who',
  works: 'Works scored twice',
  exact: 'Same level',
  adjacent: 'Same or next level',
  kappa: 'Cohen’s kappa',
  alpha: 'Krippendorff’s alpha',
  severity: 'Severity, in levels',
  standing: 'Enough?',
  unknown: 'Not known',
  twoLevels: 'Two levels only',
  standings: {
    unknown: 'Too little is known',
    enough: 'Enough',
    watch: 'Below, perhaps by chance',
    below: 'Below the threshold',
  },
  belowTitle: 'Scores to read again',
  belowMore: (names: string) =>
    `${names}: agreement with the others is below the threshold, and chance doesn’t explain it. Read recent scores again and talk about the rubric before asking for more.`,
  parts: { criteria: 'By criterion', assessors: 'By assessor', months: 'By month' } as Record<string, string>,
  chart: (threshold: number) =>
    `Cohen’s kappa as a dot, its 95 % interval as a line, the threshold of ${threshold} as a dashed line. A diamond is below it.`,
  what: 'What the figures mean',
  explained: [
    'Same level: the share of criteria for which both gave the same level. Same or next level counts those one level apart too; with two levels that would be everything.',
    'Cohen’s kappa (quadratic weights) and Krippendorff’s alpha (levels in order) take out what chance alone would bring: 1 is always the same, 0 is as by chance. A difference of two levels weighs more than one of one level. Over several criteria they are pooled.',
    'Severity: by how many levels an assessor scores below the others who read the same work, in the mean. Below zero she is more lenient.',
    'In brackets stands the interval in which the true figure lies with 95 % confidence, from drawing whole works again a thousand times. The fewer works, the wider it is.',
    'An adjudicator reads only where two differ, so her scores are not part of the figures.',
  ],
};

const es: typeof en = {
  title: 'Acuerdo entre evaluadores',
  lead: 'Algunos trabajos los evalúan dos personas que no saben nada la una de la otra. Cuánto coinciden dice cuánto se puede confiar en una evaluación.',
  definition: 'Definición',
  over: 'En los últimos',
  months: (count) => `${count} meses`,
  table: 'Descargar como tabla (CSV)',
  nothing: 'Aún no hay nada publicado',
  nothingMore: 'El acuerdo se muestra de las definiciones publicadas.',
  none: 'En este tiempo ningún trabajo se evaluó dos veces',
  noneMore:
    'Una definición dice qué parte de los intentos evalúan dos personas. Súbala en «Lectores»: vale para lo que se entregue desde entonces.',
  toDefinition: 'Ir a la definición',
  between: (since, until) => `Del ${since} al ${until}`,
  name: 'Qué o quién',
  works: 'Trabajos evaluados dos veces',
  exact: 'Mismo nivel',
  adjacent: 'Mismo nivel o contiguo',
  kappa: 'Kappa de Cohen',
  alpha: 'Alfa de Krippendorff',
  severity: 'Severidad, en niveles',
  standing: '¿Basta?',
  unknown: 'No se sabe',
  twoLevels: 'Solo dos niveles',
  standings: {
    unknown: 'Se sabe demasiado poco',
    enough: 'Basta',
    watch: 'Por debajo, quizá por azar',
    below: 'Por debajo del umbral',
  },
  belowTitle: 'Evaluaciones que conviene releer',
  belowMore: (names) =>
    `${names}: el acuerdo con los demás está por debajo del umbral y el azar no lo explica. Relea las últimas evaluaciones y hable de la rúbrica antes de pedir más.`,
  parts: { criteria: 'Por criterio', assessors: 'Por evaluador', months: 'Por mes' },
  chart: (threshold) =>
    `Kappa de Cohen como punto, su intervalo del 95 % como línea, el umbral de ${threshold} como línea discontinua. Un rombo está por debajo.`,
  what: 'Qué significan las cifras',
  explained: [
    'Mismo nivel: la parte de los criterios en que ambos dieron el mismo nivel. «Mismo nivel o contiguo» cuenta también los que distan un nivel; con dos niveles serían todos.',
    'Kappa de Cohen (pesos cuadráticos) y alfa de Krippendorff (niveles en orden) descuentan lo que traería el azar: 1 es siempre igual, 0 es como por azar. Dos niveles de diferencia pesan más que uno. Sobre varios criterios se combinan.',
    'Severidad: cuántos niveles por debajo de los demás evalúa alguien el mismo trabajo, de media. Por debajo de cero es más indulgente.',
    'Entre paréntesis está el intervalo en que se halla la cifra verdadera con una confianza del 95 %, tras volver a extraer mil veces trabajos enteros. Cuantos menos trabajos, más ancho.',
    'Quien dirime lee solo donde dos difieren, así que sus evaluaciones no cuentan en las cifras.',
  ],
};

export const texts: Texts<typeof en> = { en, es };
