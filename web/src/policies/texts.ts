import { day } from '../texts/format';
import type { Texts } from '../texts/texts';

const awarded = {
  en: (count: number) => (count === 1 ? 'it were awarded' : 'they were all awarded'),
  es: (count: number) => (count === 1 ? 'se otorgara' : 'se otorgaran todas'),
};

const en = {
  what: 'What will this count for?',
  all: 'What awards count for',
  whole: 'All that this policy counts for',
  asVisitor: (on: string, count: number) => `By the rules as of ${day(on)}, if ${awarded.en(count)} today.`,
  asEarner: (on: string, count: number) =>
    `With the awards that you hold, as of ${day(on)}, if ${awarded.en(count)} today.`,
  signIn: 'Sign in to see it with your own awards',
  state: 'State what policies ask about you',
  nothing: (count: number) =>
    `No policy that is published here names ${count === 1 ? 'this micro-credential' : 'any of these'}.`,
  of: (recognizer: string) => `Policy of ${recognizer}`,
  standing: {
    granted: 'Granted',
    completed: 'This completes it',
    added: 'This adds to it',
    counted: 'Counts towards it',
    conditional: 'Counts, if eligible',
    none: 'Does not count',
    open: 'Open',
  },
  some: (count: number, needed: number) => (needed === 1 ? '' : `${count} of ${needed}`),
  why: 'Why',
  met: 'Met:',
  unmet: 'Missing:',
  hoursOf: (hours: string, first: string, last: string) => `${hours} hours from ${day(first)} to ${day(last)}`,
};

const es: typeof en = {
  what: '¿Para qué contará?',
  all: 'Para qué cuentan los reconocimientos',
  whole: 'Todo aquello para lo que cuenta esta política',
  asVisitor: (on, count) => `Según las reglas al ${day(on)}, si ${awarded.es(count)} hoy.`,
  asEarner: (on, count) => `Con los reconocimientos que usted tiene al ${day(on)}, si ${awarded.es(count)} hoy.`,
  signIn: 'Entre para verlo con sus propios reconocimientos',
  state: 'Indicar lo que las políticas preguntan sobre usted',
  nothing: (count) =>
    `Ninguna política publicada aquí nombra ${count === 1 ? 'esta microcredencial' : 'alguna de estas'}.`,
  of: (recognizer) => `Política de ${recognizer}`,
  standing: {
    granted: 'Concedido',
    completed: 'Esto lo completa',
    added: 'Esto suma',
    counted: 'Cuenta para ello',
    conditional: 'Cuenta, si cumple',
    none: 'No cuenta',
    open: 'Por cumplir',
  },
  some: (count, needed) => (needed === 1 ? '' : `${count} de ${needed}`),
  why: 'Por qué',
  met: 'Cumplido:',
  unmet: 'Falta:',
  hoursOf: (hours, first, last) => `${hours} horas del ${day(first)} al ${day(last)}`,
};

export const texts: Texts<typeof en> = { en, es };
