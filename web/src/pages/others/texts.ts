import type { Texts } from '../../texts/texts';

const en = {
  title: 'Badges of other issuers',
  awards: 'Your awards',
  lead: 'You earned a badge elsewhere? Bring it to whoever counts your awards. They decide once what it is equivalent to, and count it then like an award of ours.',
  whoSees: 'Only the recognizer to which you bring it sees it, with your name and address.',
  recognizer: 'To whom?',
  to: (name: string) => `You bring it to ${name}.`,
  nobody: 'Nobody counts awards here yet',
  nobodyMore: 'When a district or a state publishes a policy, you can bring it badges.',
  yours: 'What you brought',
  none: 'Nothing yet',
  noneMore: 'What you bring stands here, with what was checked and what became of it.',
  withdraw: 'Take it back',
  withdrawTitle: 'Take this badge back?',
  withdrawMore:
    'It is deleted here. Claims that it was counted for are looked at again. If it was declined, that is told when you bring it again.',
  withdrawNow: 'Take it back',
  withdrawn: 'You took the badge back.',
  cancel: 'Cancel',
};

const es: typeof en = {
  title: 'Insignias de otros emisores',
  awards: 'Sus reconocimientos',
  lead: '¿Obtuvo una insignia en otra parte? Llévela a quien cuenta sus reconocimientos. Allí deciden una vez a qué equivale, y entonces la cuentan como un reconocimiento nuestro.',
  whoSees: 'Solo la ve la entidad a la que usted la lleva, con su nombre y su dirección.',
  recognizer: '¿A quién?',
  to: (name) => `La lleva a ${name}.`,
  nobody: 'Aún nadie cuenta reconocimientos aquí',
  nobodyMore: 'Cuando un distrito o un estado publique una política, podrá llevarle insignias.',
  yours: 'Lo que llevó',
  none: 'Nada todavía',
  noneMore: 'Lo que lleve estará aquí, con lo que se comprobó y lo que fue de ello.',
  withdraw: 'Retirarla',
  withdrawTitle: '¿Retirar esta insignia?',
  withdrawMore:
    'Aquí se borra. Las solicitudes para las que contó se vuelven a mirar. Si se rechazó, se dirá cuando la traiga otra vez.',
  withdrawNow: 'Retirarla',
  withdrawn: 'Retiró la insignia.',
  cancel: 'Cancelar',
};

export const texts: Texts<typeof en> = { en, es };
