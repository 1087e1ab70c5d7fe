import type { Texts } from '../texts/texts';

const en = {
  at: (time: string) => `At ${time}`,
  jump: (time: string, name: string) => `Go to ${time} in “${name}”`,
};

const es: typeof en = {
  at: (time) => `En ${time}`,
  jump: (time, name) => `Ir a ${time} en «${name}»`,
};

export const texts: Texts<typeof en> = { en, es };
