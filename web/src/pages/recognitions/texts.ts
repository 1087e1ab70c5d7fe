import type { Shapes } from '../../api/client';
import type { Texts } from '../../texts/texts';

type State = Shapes['Standing'];

const en = {
  title: 'Claims',
  lead: 'Awards that meet a policy of yours are claimed by themselves. What has waited the longest comes first.',
  states: 'Where claims stand',
  names: { waiting: 'To decide', questioned: 'Asked', settled: 'Settled' } as Record<State, string>,
  counted: 'people and policies',
  earner: 'Earner',
  policy: 'Policy',
  claims: 'Claims',
  since: { waiting: 'Waits', questioned: 'Asked', settled: 'Settled' } as Record<State, string>,
  many: {
    claimed: (count: number) => `${count} to decide`,
    questioned: (count: number) => `${count} asked`,
    accepted: (count: number) => `${count} accepted`,
    declined: (count: number) => `${count} declined`,
    reopened: (count: number) => `${count} reopened`,
    lapsed: (count: number) => `${count} over`,
  } as Record<string, (count: number) => string>,
  none: {
    waiting: 'Nothing waits for you',
    questioned: 'Nothing is asked',
    settled: 'Nothing was decided yet',
  } as Record<State, string>,
  noneMore: {
    waiting:
      'When an award completes what a policy of yours asks for, it stands here within a minute for you to accept, ask about or decline.',
    questioned: 'When you ask an earner something, the claims stand here until the answer comes.',
    settled: 'What you accepted or declined stands here, and can be exported.',
  } as Record<State, string>,
  more: 'Show more',
  noneSoFar: 'None so far. There is more to look through.',
  organisation: 'For',
  facts: 'Facts about your people',
  badges: 'Badges of other issuers',
  notYours: 'You count awards for nobody',
  notYoursMore: 'This desk is for those who count awards for a district or a state agency.',
  export: 'Export',
  exportMore: 'Tables for spreadsheets and other programs (CSV). Nothing in them is taken for a formula.',
  from: 'From',
  until: 'Until',
  fromHint: 'The first day of a decision or change. Without it, from the beginning.',
  staff: 'For your staff: all claims',
  payroll: 'For payroll: what was accepted',
};

const es: typeof en = {
  title: 'Solicitudes',
  lead: 'Los reconocimientos que cumplen una política suya se presentan por sí solos. Primero va lo que más ha esperado.',
  states: 'Dónde están las solicitudes',
  names: { waiting: 'Por decidir', questioned: 'Preguntadas', settled: 'Decididas' },
  counted: 'personas y políticas',
  earner: 'Docente',
  policy: 'Política',
  claims: 'Solicitudes',
  since: { waiting: 'Espera', questioned: 'Preguntada', settled: 'Decidida' },
  many: {
    claimed: (count) => `${count} por decidir`,
    questioned: (count) => `${count} con pregunta`,
    accepted: (count) => `${count} aceptadas`,
    declined: (count) => `${count} no aceptadas`,
    reopened: (count) => `${count} reabiertas`,
    lapsed: (count) => `${count} terminadas`,
  },
  none: {
    waiting: 'Nada espera por usted',
    questioned: 'No hay preguntas',
    settled: 'Aún no se decidió nada',
  },
  noneMore: {
    waiting:
      'Cuando un reconocimiento completa lo que pide una política suya, en un minuto está aquí para que lo acepte, pregunte o no lo acepte.',
    questioned: 'Cuando pregunta algo a una persona, sus solicitudes están aquí hasta que responda.',
    settled: 'Lo que aceptó o no aceptó está aquí y se puede exportar.',
  },
  more: 'Mostrar más',
  noneSoFar: 'Ninguna por ahora. Queda más por mirar.',
  organisation: 'Para',
  facts: 'Datos sobre su personal',
  badges: 'Insignias de otros emisores',
  notYours: 'Usted no cuenta reconocimientos para nadie',
  notYoursMore: 'Esta mesa es de quien cuenta reconocimientos para un distrito o un organismo estatal.',
  export: 'Exportar',
  exportMore: 'Tablas para hojas de cálculo y otros programas (CSV). Nada en ellas se toma por una fórmula.',
  from: 'Desde',
  until: 'Hasta',
  fromHint: 'El primer día de una decisión o un cambio. Sin él, desde el principio.',
  staff: 'Para su personal: todas las solicitudes',
  payroll: 'Para nóminas: lo que se aceptó',
};

export const texts: Texts<typeof en> = { en, es };
