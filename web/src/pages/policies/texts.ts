import { day } from '../../texts/format';
import type { Texts } from '../../texts/texts';

const en = {
  title: 'What awards count for',
  lead: 'The rules by which districts and states count micro-credentials: for hours, a licence, a salary step, a designation. Everybody gets the same answer from them, before the start and after the award.',
  none: 'No recognizer has published a policy yet',
  noneMore: 'When a district or a state does, it stands here for everybody.',
  valid: (from: string, until: string | undefined) =>
    until ? `For awards from ${day(from)} to ${day(until)}` : `For awards from ${day(from)} on`,
  version: (version: number, published: string) => `Version ${version}, published ${day(published)}`,
};

const es: typeof en = {
  title: 'Para qué cuentan los reconocimientos',
  lead: 'Las reglas con las que distritos y estados cuentan microcredenciales: para horas, una licencia, un escalón salarial, una designación. Todos reciben de ellas la misma respuesta, antes de empezar y con el reconocimiento en la mano.',
  none: 'Nadie ha publicado todavía una política',
  noneMore: 'Cuando un distrito o un estado lo haga, estará aquí para todos.',
  valid: (from, until) =>
    until ? `Para reconocimientos del ${day(from)} al ${day(until)}` : `Para reconocimientos desde el ${day(from)}`,
  version: (version, published) => `Versión ${version}, publicada el ${day(published)}`,
};

export const texts: Texts<typeof en> = { en, es };
