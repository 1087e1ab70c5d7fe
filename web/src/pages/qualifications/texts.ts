import { percent } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  title: 'What you may score',
  lead: 'You are asked to score work on a micro-credential while your training for it is current and, where its version asks for it, after you have passed its calibration: you score works that the issuer scored before, and then read why.',
  what: 'Micro-credential',
  training: 'Training',
  calibration: 'Calibration',
  standing: 'You',
  act: 'Next',
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `until ${day}`,
  notAsked: 'Not asked for',
  asks: (works: number, share: number) =>
    works === 1
      ? `One work, ${percent(share)} of levels as the issuer’s`
      : `${works} works, ${percent(share)} of levels as the issuer’s`,
  passed: (day: string) => `Passed on ${day}`,
  ends: (day: string) => `until ${day}`,
  standings: {
    'not-trained': 'No current training record: ask the issuer',
    paused: 'Paused: you are asked for nothing until the issuer lifts that',
    qualified: 'May be asked to score',
    'to-calibrate': 'Pass the calibration first',
    calibrating: 'Calibration under way',
    'may-retake': 'Not passed yet: try again with other works',
  },
  acts: {
    'not-trained': { name: 'See the calibration', isNext: false },
    paused: { name: 'See the calibration', isNext: false },
    qualified: { name: 'See the calibration', isNext: false },
    'to-calibrate': { name: 'Calibrate', isNext: true },
    calibrating: { name: 'Go on', isNext: true },
    'may-retake': { name: 'Try again', isNext: true },
  },
  none: 'There is no training record of yours',
  noneMore: 'Issuers record for what their assessors were trained. Ask yours, if you expected one here.',
};

const es: typeof en = {
  title: 'Lo que puede evaluar',
  lead: 'Se le encarga evaluar trabajos de una microcredencial mientras su formación para ella esté vigente y, si su versión lo pide, cuando haya superado la calibración: evalúa trabajos que la entidad emisora ya evaluó y después lee por qué.',
  what: 'Microcredencial',
  training: 'Formación',
  calibration: 'Calibración',
  standing: 'Usted',
  act: 'Siguiente',
  since: (day) => `Desde el ${day}`,
  until: (day) => `hasta el ${day}`,
  notAsked: 'No se pide',
  asks: (works, share) =>
    works === 1
      ? `Un trabajo, ${percent(share)} de los niveles como la entidad emisora`
      : `${works} trabajos, ${percent(share)} de los niveles como la entidad emisora`,
  passed: (day) => `Superada el ${day}`,
  ends: (day) => `hasta el ${day}`,
  standings: {
    'not-trained': 'Sin formación vigente: consulte a la entidad emisora',
    paused: 'En pausa: no se le encarga nada hasta que la entidad emisora la termine',
    qualified: 'Le pueden encargar evaluar',
    'to-calibrate': 'Supere antes la calibración',
    calibrating: 'Calibración en curso',
    'may-retake': 'Aún no superada: inténtelo con otros trabajos',
  },
  acts: {
    'not-trained': { name: 'Ver la calibración', isNext: false },
    paused: { name: 'Ver la calibración', isNext: false },
    qualified: { name: 'Ver la calibración', isNext: false },
    'to-calibrate': { name: 'Calibrar', isNext: true },
    calibrating: { name: 'Continuar', isNext: true },
    'may-retake': { name: 'Volver a intentarlo', isNext: true },
  },
  none: 'No consta ninguna formación suya',
  noneMore:
    'Las entidades emisoras registran para qué se formaron quienes evalúan. Consulte a la suya si esperaba verla aquí.',
};

export const texts: Texts<typeof en> = { en, es };
