import { percent } from '../../../texts/format';
import type { Texts } from '../../../texts/texts';

const en = {
  title: 'Benchmarks',
  lead: 'Works that you scored, each level with its reason. Where a version asks for a calibration, assessors score some of them before they are asked to score anybody’s work, and read your reasons afterwards.',
  definition: 'Micro-credential',
  noDefinition: 'Nothing is published yet',
  noDefinitionMore: 'Benchmarks are of the rubric of a published version. Publish a definition first.',
  lackingTitle: 'Nobody can pass the calibration yet',
  lacking: (count: number, works: number) =>
    `The newest version asks for ${works === 1 ? 'one work' : `${works} works`} by its rubric, and ${count === 1 ? 'one is' : `${count} are`} missing. Until then its submissions wait for an assessor.`,
  serving: (count: number, works: number, share: number) =>
    `The newest version asks its assessors for ${works === 1 ? 'one work' : `${works} works`}, with ${percent(share)} of levels as yours. ${count === 1 ? 'One benchmark serves' : `${count} benchmarks serve`} for it: whoever has to try again needs others than before, so keep more than one try takes.`,
  notAsked: (count: number) =>
    `The newest version asks for no calibration: training alone qualifies. ${count === 1 ? 'One benchmark is' : `${count} benchmarks are`} of its rubric. Ask for one under Definitions, and publish.`,
  write: 'Write a benchmark',
  none: 'No benchmark is kept',
  noneMore:
    'Write one here, or keep the work of a submission: its earner is asked on their page once it is decided, and the submission’s page then offers it.',
  ofSubmission: 'Work of an earner',
  written: 'Written by the issuer',
  passes: 'passes',
  passesNot: 'doesn’t pass yet',
  keptOn: (day: string, name: string) => `kept on ${day} by ${name}`,
  retiredOn: (day: string) => `Retired on ${day}`,
  serves: 'Doesn’t serve the newest version',
  toSubmission: 'See the submission',
  retire: 'Retire it',
  sureRetire: 'Retire this benchmark?',
  retireMeans:
    'No assessor gets it any more. Whoever has it in a calibration finishes that, and what it measured stays.',
  wasKept: 'The benchmark is kept.',
  wasRetired: 'The benchmark is retired.',
  writeTitle: 'Write a benchmark',
  writeMore:
    'Write the work as an earner would hand it in, without names. Parts that you leave empty are not scored. Then give each criterion its level, and the reason: that is what assessors learn from.',
  keepTitle: 'Keep the first attempt of a submission',
  keepMore:
    'The scores that counted stand here to begin with. Go through every level with the rubric in hand, and write the reason for assessors rather than for the earner.',
  student: (label: string, part: string) => `${part}: ${label}`,
  reason: (title: string) => `Why this level for “${title}”`,
  keep: 'Keep the benchmark',
  keeping: 'Keeping…',
};

const es: typeof en = {
  title: 'Trabajos de referencia',
  lead: 'Trabajos que usted evaluó, cada nivel con su motivo. Si una versión pide una calibración, quienes evalúan valoran algunos antes de que se les encargue el trabajo de nadie, y después leen sus motivos.',
  definition: 'Microcredencial',
  noDefinition: 'Aún no hay nada publicado',
  noDefinitionMore:
    'Los trabajos de referencia son de la rúbrica de una versión publicada. Publique antes una definición.',
  lackingTitle: 'Aún nadie puede superar la calibración',
  lacking: (count, works) =>
    `La versión más reciente pide ${works === 1 ? 'un trabajo' : `${works} trabajos`} con su rúbrica y ${count === 1 ? 'falta uno' : `faltan ${count}`}. Hasta entonces sus entregas esperan evaluación.`,
  serving: (count, works, share) =>
    `La versión más reciente pide ${works === 1 ? 'un trabajo' : `${works} trabajos`}, con el ${percent(share)} de los niveles como los suyos. ${count === 1 ? 'Sirve un trabajo de referencia' : `Sirven ${count} trabajos de referencia`}: quien lo vuelve a intentar necesita otros, así que guarde más de los que pide un intento.`,
  notAsked: (count) =>
    `La versión más reciente no pide calibración: basta la formación. ${count === 1 ? 'Hay un trabajo de referencia' : `Hay ${count} trabajos de referencia`} de su rúbrica. Pídala en Definiciones y publique.`,
  write: 'Escribir un trabajo de referencia',
  none: 'No hay trabajos de referencia',
  noneMore:
    'Escriba uno aquí, o guarde el de una entrega: se pregunta a quien la presentó en su página cuando está decidida, y la página de la entrega lo ofrece entonces.',
  ofSubmission: 'Trabajo de un participante',
  written: 'Escrito por la entidad emisora',
  passes: 'aprueba',
  passesNot: 'todavía no aprueba',
  keptOn: (day, name) => `guardado el ${day} por ${name}`,
  retiredOn: (day) => `Retirado el ${day}`,
  serves: 'No sirve para la versión más reciente',
  toSubmission: 'Ver la entrega',
  retire: 'Retirarlo',
  sureRetire: '¿Retirar este trabajo de referencia?',
  retireMeans: 'Nadie más lo recibe. Quien lo tenga en una calibración la termina, y lo que midió se conserva.',
  wasKept: 'El trabajo de referencia está guardado.',
  wasRetired: 'El trabajo de referencia está retirado.',
  writeTitle: 'Escribir un trabajo de referencia',
  writeMore:
    'Escriba el trabajo como lo entregaría un participante, sin nombres. Las partes que deje vacías no se evalúan. Dé después a cada criterio su nivel y el motivo: de él aprenden quienes evalúan.',
  keepTitle: 'Guardar el primer intento de una entrega',
  keepMore:
    'Para empezar, aquí están las valoraciones que contaron. Repase cada nivel con la rúbrica y escriba el motivo para quienes evalúan, no para el participante.',
  student: (label, part) => `${part}: ${label}`,
  reason: (title) => `Por qué este nivel para «${title}»`,
  keep: 'Guardar el trabajo de referencia',
  keeping: 'Guardando…',
};

export const texts: Texts<typeof en> = { en, es };
