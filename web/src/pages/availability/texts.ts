import type { Texts } from '../../texts/texts';

const en = {
  title: 'When you assess',
  lead: 'What you take on as an assessor, and when you are away. It counts for what is passed on from now on; what you have stays yours until you hand it back.',
  none: 'You assess for nobody',
  noneMore: 'An issuer adds assessors to its roster. Once you are one, you say here what you take on.',
  open: (count: number) =>
    count === 0
      ? 'You have no assignment at present.'
      : count === 1
        ? 'You have one assignment at present.'
        : `You have ${count} assignments at present.`,
  available: 'I take new assignments',
  cap: 'The most that I want open at once',
  capHint: 'From 0 to 100. You are never asked for more.',
  giveANumber: 'Give a number from 0 to 100.',
  away: 'When I am away',
  awayMore:
    'Nothing is asked of you while you are away, nor when you would be for more than half of the ten days that you have to score.',
  from: 'First day',
  until: 'Last day',
  remove: 'Remove',
  add: 'Add a time',
  never: 'No time is stated.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',
};

const es: typeof en = {
  title: 'Cuándo evalúa usted',
  lead: 'Qué acepta como persona evaluadora y cuándo está ausente. Cuenta para lo que se reparta desde ahora; lo que ya tiene sigue siendo suyo hasta que lo devuelva.',
  none: 'No evalúa para nadie',
  noneMore: 'Una entidad emisora añade a quienes evalúan a su lista. Cuando lo sea, aquí dirá qué acepta.',
  open: (count) =>
    count === 0
      ? 'Ahora no tiene ningún encargo.'
      : count === 1
        ? 'Ahora tiene un encargo.'
        : `Ahora tiene ${count} encargos.`,
  available: 'Acepto nuevos encargos',
  cap: 'Cuántos quiero tener abiertos a la vez como mucho',
  capHint: 'De 0 a 100. Nunca se le pedirán más.',
  giveANumber: 'Escriba un número de 0 a 100.',
  away: 'Cuándo estoy ausente',
  awayMore:
    'No se le pide nada mientras está ausente, ni cuando lo estaría más de la mitad de los diez días que tiene para evaluar.',
  from: 'Primer día',
  until: 'Último día',
  remove: 'Quitar',
  add: 'Añadir una ausencia',
  never: 'No hay ninguna ausencia indicada.',
  save: 'Guardar',
  saving: 'Guardando…',
  saved: 'Guardado.',
};

export const texts: Texts<typeof en> = { en, es };
