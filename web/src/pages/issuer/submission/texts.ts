import type { Texts } from '../../../texts/texts';

type PartReason = { met: boolean; isYesNo: boolean; carried: boolean };

const en = {
  title: 'Submission',
  attempt: (number: number) => `Attempt ${number}`,
  version: (number: number) => `Version ${number} of the definition`,
  since: (when: string) => `In this state since ${when}`,
  toDefinition: 'Read the definition',
  own: 'This is your own submission. A colleague assigns and decides it, and who scores it stays unknown to you.',
  toWork: 'See it in your work',

  decision: 'Decide',
  recommends: 'By the pass rule, the scores recommend:',
  outcomes: { award: 'Award', 'not-yet': 'Not yet' },
  all: (met: boolean): string => (met ? 'All of these hold:' : 'All of these must hold:'),
  any: (needed: number, passed: number) => `At least ${needed} of these must hold; ${passed} do:`,
  outcome: ({ met, isYesNo, carried }: PartReason): string =>
    carried
      ? 'passed in a former attempt.'
      : isYesNo
        ? met
          ? 'is a yes.'
          : 'is a no.'
        : met
          ? 'passes.'
          : 'does not pass.',
  unmet: (title: string, given: string, required: string) =>
    `${title}: “${given}” was given, “${required}” is required.`,
  youScored: 'You scored this submission, so somebody else decides it.',
  yours: 'Your decision',
  means: {
    award: 'The earner gets the award and its badge. The badge is signed within a minute, and a letter tells her.',
    'not-yet': 'The earner gets the feedback and hands in again the parts that were not met. What passed stays passed.',
  },
  against: (recommended: string) => `This is against the recommendation (${recommended}). Write down why.`,
  note: 'Note (may stay empty)',
  noteAgainst: 'Why you decide against the recommendation',
  noteOfAward: 'It is kept in the audit trail. The earner does not see it.',
  noteOfNotYet: 'The earner reads it above the assessor’s feedback, and it is kept in the audit trail.',
  decide: 'Decide…',
  choose: 'Choose one of the two.',
  noteNeeded: 'You decide against the assessor’s recommendation: write down why.',
  sure: { award: 'Award this submission?', 'not-yet': 'Give this submission back?' },
  final: 'A decision can’t be taken back here.',
  doIt: { award: 'Award it', 'not-yet': 'Give it back' },
  wasDecided: {
    award: 'Awarded. The badge is being signed; the earner gets a letter as soon as it is.',
    'not-yet': 'Given back. The earner gets a letter with the feedback.',
  },
  next: 'Decide the next one',
  toQueue: 'Back to the queue',
  overtaken: 'This submission was changed meanwhile, so nothing of yours was done.',

  readers: { first: 'first reader', second: 'second reader', adjudicator: 'adjudicator (her scores count)' },
  assign: 'Assign an assessor',
  reassign: 'Give it to another assessor',
  current: (name: string) => `${name} has it now.`,
  automatic:
    'An assessor is chosen by itself within a minute. You can also ask somebody by hand, under the same rules.',
  nobodyTitle: 'Nobody can be asked at present',
  nobodyMore:
    'Below stands why. Record a training, raise a limit or make somebody available under People: then it is assigned by itself.',
  canBeAsked: 'Can be asked, in the order of asking',
  load: (open: number, cap: number) => `${open} of at most ${cap} open`,
  last: (when: string) => `last asked on ${when}`,
  chooseAssessor: 'Choose an assessor.',
  whose: 'Whose reading does she get?',
  chooseWhose: 'Choose whose reading she gets.',
  ask: 'Ask this assessor',
  cannotBeAsked: 'Can’t be asked',
  hasIt: 'has it now',
  yourself: 'that is you: a colleague would have to ask you',
  because: {
    earner: 'it is her own work',
    'same-district': 'belongs to the earner’s district',
    barred: 'decided on an earlier attempt of this work, or stated a conflict',
    'not-trained': 'has no current training record for this micro-credential',
    'passed-on': 'was asked for this attempt before',
    'not-available': 'takes no assignments at present',
    'at-cap': 'has as many open assignments as she wants',
  },
  toPeople: 'Go to People',
  noRoster: 'There is no assessor yet. Invite one and record her training.',
  sureAsk: (name: string) => `Ask ${name}?`,
  askMeans: 'She gets a letter with a link that opens this attempt, and ten days to score it.',
  loses: (name: string) => `${name} loses it, whatever she has scored so far, and is told.`,
  wasAsked: (name: string) => `${name} was asked and gets a letter.`,

  over: {
    draft: 'The earner works on the next attempt. You see it when it is handed in.',
    awarded: 'This submission was awarded.',
    'not-yet': 'This submission was given back with feedback. The earner may hand in the unmet parts again.',
    withdrawn: 'The earner took this submission back.',
  },
  noteTold: 'Your note to the earner:',
  toAward: 'See the award, or revoke it',
  toBadge: 'See the badge',

  scores: 'Scores and feedback',
  passed: 'passed',
  notPassed: 'not passed',
  comments: 'Comments on recordings',
  second: (second: number) => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`,

  work: 'What was handed in',
  recorded: 'The earner is not named here. Every file that you open is recorded in the audit trail.',
  carried: 'passed before',
  fromAttempt: (attempt: number) => `from attempt ${attempt}`,
  nothing: 'Nothing was handed in.',
  open: 'Open',
  openAgain: 'Open again',
  imageOf: (whose: string) => `Image handed in: ${whose}`,
  download: (name: string) => `Download ${name}`,
  fiveMinutes: 'The address works for five minutes. Open it again after that.',

  trail: 'What happened',
  trailMore: 'Every change, in order. Each record holds the hash of the one before it.',
  broken: 'The records do not fit together: one was changed or taken out. Tell whoever runs this installation.',
  theEarner: 'The earner',
  itself: 'Touchstone',
  somebody: 'Somebody',
  asked: (name: string) => `asked ${name} to score it`,
  decided: (outcome: string, against: boolean) =>
    `decided: ${outcome === 'award' ? 'award' : 'not yet'}${against ? ', against the recommendation' : ''}`,
  revocation: {
    propose: 'proposed to revoke the award',
    confirm: 'confirmed that the award is revoked',
    'take-back': 'took the proposal to revoke the award back',
  } as Record<string, string>,
  deeds: {
    opened: 'opened the submission',
    reopened: 'opened the next attempt',
    submitted: 'handed the attempt in',
    withdrawn: 'took the submission back',
    'assignment-opened': 'opened the assignment',
    'no-conflict-stated': 'stated that there is no conflict of interest',
    'code-sent': 'sent a code for a second browser',
    declined: 'handed the assignment back',
    'assignment-withdrawn': 'took the assignment from its assessor',
    reminded: 'sent a reminder',
    'waiting-for-assessor': 'found nobody who can be asked',
    assessed: 'handed the scores in',
    'scores-sealed': 'handed the scores in, sealed until all are in',
    'scores-opened': 'opened the scores: all are in',
    signed: 'signed the badge',
    'artifact-read': 'opened a file',
    'visibility-changed': 'changed who may see the badge',
  } as Record<string, string>,
};

const es: typeof en = {
  title: 'Entrega',
  attempt: (number) => `Intento ${number}`,
  version: (number) => `Versión ${number} de la definición`,
  since: (when) => `En este estado desde ${when}`,
  toDefinition: 'Leer la definición',
  own: 'Es su propia entrega. La asigna y decide otra persona, y usted no sabe quién la evalúa.',
  toWork: 'Verla en su trabajo',

  decision: 'Decidir',
  recommends: 'Según la regla de aprobación, la valoración recomienda:',
  outcomes: { award: 'Otorgar', 'not-yet': 'Todavía no' },
  all: (met) => (met ? 'Se cumple todo esto:' : 'Debe cumplirse todo esto:'),
  any: (needed, passed) => `Deben cumplirse al menos ${needed} de estas; se cumplen ${passed}:`,
  outcome: ({ met, isYesNo, carried }) =>
    carried
      ? 'se aprobó en un intento anterior.'
      : isYesNo
        ? met
          ? 'es un sí.'
          : 'es un no.'
        : met
          ? 'está aprobada.'
          : 'no está aprobada.',
  unmet: (title, given, required) => `${title}: se dio «${given}» y se exige «${required}».`,
  youScored: 'Usted evaluó esta entrega, así que la decide otra persona.',
  yours: 'Su decisión',
  means: {
    award: 'Se otorga la microcredencial con su insignia. Se firma en menos de un minuto y se avisa por carta.',
    'not-yet': 'Se envían los comentarios y se vuelven a presentar las partes pendientes. Lo aprobado sigue aprobado.',
  },
  against: (recommended) => `Va en contra de la recomendación (${recommended}). Escriba por qué.`,
  note: 'Nota (puede quedar vacía)',
  noteAgainst: 'Por qué decide en contra de la recomendación',
  noteOfAward: 'Se guarda en el registro de auditoría. El participante no la ve.',
  noteOfNotYet: 'El participante la lee encima de los comentarios, y se guarda en el registro de auditoría.',
  decide: 'Decidir…',
  choose: 'Elija una de las dos.',
  noteNeeded: 'Decide en contra de la recomendación: escriba por qué.',
  sure: { award: '¿Otorgar esta entrega?', 'not-yet': '¿Devolver esta entrega?' },
  final: 'Aquí no se puede deshacer una decisión.',
  doIt: { award: 'Otorgar', 'not-yet': 'Devolver' },
  wasDecided: {
    award: 'Otorgada. La insignia se está firmando; se avisará por carta en cuanto lo esté.',
    'not-yet': 'Devuelta. Se envía una carta con los comentarios.',
  },
  next: 'Decidir la siguiente',
  toQueue: 'Volver a la cola',
  overtaken: 'Esta entrega cambió mientras tanto, así que no se hizo nada de lo suyo.',

  readers: { first: 'primera lectura', second: 'segunda lectura', adjudicator: 'quien dirime (cuenta su evaluación)' },
  assign: 'Asignar a alguien para evaluar',
  reassign: 'Dársela a otra persona',
  current: (name) => `Ahora la tiene ${name}.`,
  automatic: 'Se elige a alguien en menos de un minuto. También puede pedirlo a mano, con las mismas reglas.',
  nobodyTitle: 'Ahora no se puede pedir a nadie',
  nobodyMore:
    'Abajo está el porqué. En Personas, registre una formación, suba un límite o marque a alguien como disponible: entonces se asigna sola.',
  canBeAsked: 'Se puede pedir a, en este orden',
  load: (open, cap) => `${open} de un máximo de ${cap} pendientes`,
  last: (when) => `última vez: ${when}`,
  chooseAssessor: 'Elija a alguien.',
  whose: '¿De quién recibe la lectura?',
  chooseWhose: 'Elija de quién recibe la lectura.',
  ask: 'Pedir la evaluación',
  cannotBeAsked: 'No se puede pedir a',
  hasIt: 'la tiene ahora',
  yourself: 'es usted: tendría que pedírselo otra persona',
  because: {
    earner: 'es su propio trabajo',
    'same-district': 'pertenece al distrito del participante',
    barred: 'decidió sobre un intento anterior de este trabajo, o declaró un conflicto',
    'not-trained': 'no tiene formación vigente para esta microcredencial',
    'passed-on': 'ya se le pidió este intento',
    'not-available': 'ahora no acepta encargos',
    'at-cap': 'tiene tantos encargos como desea',
  },
  toPeople: 'Ir a Personas',
  noRoster: 'Aún no hay quien evalúe. Invite a alguien y registre su formación.',
  sureAsk: (name) => `¿Pedírselo a ${name}?`,
  askMeans: 'Recibe una carta con un enlace que abre este intento, y diez días para evaluarlo.',
  loses: (name) => `${name} la pierde, con lo que haya evaluado hasta ahora, y se le avisa.`,
  wasAsked: (name) => `Se pidió a ${name}, que recibe una carta.`,

  over: {
    draft: 'El participante trabaja en el siguiente intento. Lo verá cuando lo entregue.',
    awarded: 'Esta entrega se otorgó.',
    'not-yet': 'Esta entrega se devolvió con comentarios. Se pueden volver a presentar las partes pendientes.',
    withdrawn: 'El participante retiró esta entrega.',
  },
  noteTold: 'Su nota al participante:',
  toAward: 'Ver el reconocimiento o revocarlo',
  toBadge: 'Ver la insignia',

  scores: 'Valoración y comentarios',
  passed: 'aprobada',
  notPassed: 'no aprobada',
  comments: 'Comentarios sobre las grabaciones',
  second: (second) => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`,

  work: 'Lo entregado',
  recorded: 'Aquí no se nombra al participante. Cada archivo que abra queda en el registro de auditoría.',
  carried: 'aprobada antes',
  fromAttempt: (attempt) => `del intento ${attempt}`,
  nothing: 'No se entregó nada.',
  open: 'Abrir',
  openAgain: 'Abrir de nuevo',
  imageOf: (whose) => `Imagen entregada: ${whose}`,
  download: (name) => `Descargar ${name}`,
  fiveMinutes: 'La dirección funciona cinco minutos. Después, ábralo de nuevo.',

  trail: 'Qué ocurrió',
  trailMore: 'Cada cambio, en orden. Cada registro guarda el resumen del anterior.',
  broken: 'Los registros no encajan: alguno se cambió o se quitó. Avise a quien administra esta instalación.',
  theEarner: 'El participante',
  itself: 'Touchstone',
  somebody: 'Alguien',
  asked: (name) => `pidió la evaluación a ${name}`,
  decided: (outcome, against) =>
    `decidió: ${outcome === 'award' ? 'otorgar' : 'todavía no'}${against ? ', en contra de la recomendación' : ''}`,
  revocation: {
    propose: 'propuso revocar el reconocimiento',
    confirm: 'confirmó la revocación del reconocimiento',
    'take-back': 'retiró la propuesta de revocar el reconocimiento',
  },
  deeds: {
    opened: 'abrió la entrega',
    reopened: 'abrió el siguiente intento',
    submitted: 'presentó el intento',
    withdrawn: 'retiró la entrega',
    'assignment-opened': 'abrió el encargo',
    'no-conflict-stated': 'declaró que no hay conflicto de intereses',
    'code-sent': 'envió un código para otro navegador',
    declined: 'devolvió el encargo',
    'assignment-withdrawn': 'retiró el encargo a quien evaluaba',
    reminded: 'envió un recordatorio',
    'waiting-for-assessor': 'no encontró a quién pedirlo',
    assessed: 'presentó la valoración',
    'scores-sealed': 'entregó su evaluación, sellada hasta que estén todas',
    'scores-opened': 'abrió las evaluaciones: están todas',
    signed: 'firmó la insignia',
    'artifact-read': 'abrió un archivo',
    'visibility-changed': 'cambió quién puede ver la insignia',
  },
};

export const texts: Texts<typeof en> = { en, es };
