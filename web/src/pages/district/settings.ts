/** What a district settles of the form in its own site, as its fields hold it. */
import type { Shapes } from '../../api/client';
import { sent, written, type Stored } from './questions';

type District = Shapes['District'];
export type Settings = {
  origins: string[];
  colour: string | undefined;
  logo: string | undefined;
  offered: string[];
  questions: Stored[];
};

export function settingsOf({ origins, colour, logo, offered, questions }: District): Settings {
  return { origins, colour, logo, offered, questions: sent(written(questions)) };
}

/** What is sent to be stored over that version. */
export function bodyOf(version: number, { colour, logo, ...settings }: Settings) {
  return { version, ...settings, ...(colour !== undefined && { colour }), ...(logo !== undefined && { logo }) };
}
