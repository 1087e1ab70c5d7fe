import { ended, percent } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  title: (what: string) => `Calibration: ${what}`,
  missing: 'There is no such training of yours',
  missingMore: 'Calibrations stand beside the training records that issuers keep of you.',
  asks: (works: number, share: number) =>
    `${works === 1 ? 'You get one work' : `You get ${works} works`} that the issuer has scored. You pass when ${percent(share)} of your levels are the issuer’s own and no work comes out otherwise. You have two weeks for it.`,
  blind:
    'You don’t see whose work it is. Once all your levels are in, you read the issuer’s with the reasons; a further try is on other works.',
  begin: 'Begin',
  beginOther: 'Begin with other works',
  beginning: 'One moment…',
  until: (moment: string) => `Your levels are taken until ${ended(moment)} You may do one work at a time.`,
  takenBack:
    'Whoever wrote one of these works took it back, so this calibration can’t be finished. Begin another one: it counts nothing against you.',
  workOf: (number: number, all: number) => `Work ${number} of ${all}`,
  missingLevels: (count: number) =>
    count === 1 ? 'One criterion has no level yet.' : `${count} criteria have no level yet.`,
  once: 'Levels of a work that you have handed in can’t be changed.',
  handIn: 'Hand in the levels of this work',
  sending: 'Handing in…',
  passed: (day: string) => `Passed on ${day}`,
  notPassed: (day: string) => `Not passed on ${day}`,
  over: (day: string) => `Time was over on ${day}`,
  exact: (exact: number, all: number, share: number) =>
    `${exact} of ${all} levels are the issuer’s own (${percent(share)} are needed).`,
  wrong: (count: number) =>
    count === 0
      ? 'Every work comes out as it does by the issuer’s.'
      : count === 1
        ? 'One work comes out otherwise than by the issuer’s.'
        : `${count} works come out otherwise than by the issuer’s.`,
  passes: 'By the issuer’s levels this work earns the micro-credential.',
  passesNot: 'By the issuer’s levels this work doesn’t earn the micro-credential yet.',
  issuers: 'The issuer:',
  yours: 'You:',
  same: 'You too.',
  again: 'See the work again',
  gone: (number: number) => `Work ${number} was taken back by whoever wrote it.`,
};

const es: typeof en = {
  title: (what) => `Calibración: ${what}`,
  missing: 'No consta esa formación suya',
  missingMore: 'Las calibraciones están junto a la formación que las entidades emisoras registran de usted.',
  asks: (works, share) =>
    `${works === 1 ? 'Recibe un trabajo' : `Recibe ${works} trabajos`} que la entidad emisora ya evaluó. La supera si el ${percent(share)} de sus niveles son los de la entidad y ningún trabajo acaba de otro modo. Tiene dos semanas.`,
  blind:
    'No ve de quién es el trabajo. Cuando haya entregado todos los niveles, lee los de la entidad con sus motivos; otro intento es con otros trabajos.',
  begin: 'Empezar',
  beginOther: 'Empezar con otros trabajos',
  beginning: 'Un momento…',
  until: (moment) => `Puede entregar sus niveles hasta el ${ended(moment)} Puede hacer un trabajo cada vez.`,
  takenBack:
    'Quien hizo uno de estos trabajos lo retiró, así que esta calibración no se puede terminar. Empiece otra: no le perjudica en nada.',
  workOf: (number, all) => `Trabajo ${number} de ${all}`,
  missingLevels: (count) =>
    count === 1 ? 'A un criterio le falta el nivel.' : `A ${count} criterios les falta el nivel.`,
  once: 'Los niveles de un trabajo ya entregados no se pueden cambiar.',
  handIn: 'Entregar los niveles de este trabajo',
  sending: 'Entregando…',
  passed: (day) => `Superada el ${day}`,
  notPassed: (day) => `No superada el ${day}`,
  over: (day) => `El plazo terminó el ${day}`,
  exact: (exact, all, share) =>
    `${exact} de ${all} niveles son los de la entidad emisora (se pide el ${percent(share)}).`,
  wrong: (count) =>
    count === 0
      ? 'Todos los trabajos acaban como según la entidad.'
      : count === 1
        ? 'Un trabajo acaba de otro modo que según la entidad.'
        : `${count} trabajos acaban de otro modo que según la entidad.`,
  passes: 'Según los niveles de la entidad, este trabajo obtiene la microcredencial.',
  passesNot: 'Según los niveles de la entidad, este trabajo todavía no obtiene la microcredencial.',
  issuers: 'La entidad emisora:',
  yours: 'Usted:',
  same: 'Usted también.',
  again: 'Ver otra vez el trabajo',
  gone: (number) => `El trabajo ${number} fue retirado por quien lo hizo.`,
};

export const texts: Texts<typeof en> = { en, es };
