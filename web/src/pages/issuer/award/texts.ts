import type { Shapes } from '../../../api/client';
import { day } from '../../../texts/format';
import type { Texts } from '../../../texts/texts';

type Standing = Shapes['Award']['standing']['is'];
type Step = Shapes['revoke-award']['step'];

/** How many characters a reason has, as schemas/revoke-award.json says. */
export const [LEAST, MOST] = [10, 600];

const en = {
  title: 'Award',
  standings: {
    'being-signed': 'Being signed',
    holds: 'Valid',
    'revocation-proposed': 'Revocation proposed',
    revoked: 'Revoked',
  } as Record<Standing, string>,
  awarded: (at: string) => `Awarded on ${day(at)}`,
  public: 'Public badge',
  private: 'Private badge',
  submission: 'The submission',
  badge: 'The badge',
  definition: 'The definition',
  beingSigned: 'Its badge is being signed, which takes a minute at most. It can be revoked after that.',

  revoke: 'Revoke this award',
  revokeMore:
    'For an award that should not have been given. It takes two steps: you propose it and say why, then a colleague confirms it. Until then the award holds.',
  reason: 'Why is it to be revoked?',
  reasonHint: `${LEAST} to ${MOST} characters. The earner gets it in a letter, and everybody who opens the badge reads it.`,
  reasonNeeded: `Say why in at least ${LEAST} characters.`,
  propose: 'Propose to revoke it',

  proposed: 'Proposed to be revoked',
  proposedBy: (name: string) => `${name} proposed it`,
  proposedByYou: 'You proposed it',
  stillHolds: 'Until it is confirmed the award holds, and nobody outside sees the proposal.',
  letSomebodyElse: 'A colleague who decides submissions confirms it: send them the address of this page.',
  alone: 'Nobody else in our organisation can confirm it. I confirm it myself, and that is recorded.',
  aloneNeeded: 'You proposed it yourself: let a colleague confirm it, or state that nobody else can.',
  confirm: 'Confirm…',
  takeBack: 'Take the proposal back',
  sure: 'Revoke this award?',
  means: 'The badge says from now on that it was revoked, and why. The earner gets a letter with the reason.',
  forGood: 'This can’t be taken back. Work that deserves it is awarded anew.',
  doIt: 'Revoke it',

  revoked: 'This award was revoked',
  revokedBy: (proposer: string, confirmer: string, isSame: boolean) =>
    isSame ? `${confirmer} proposed and confirmed it.` : `${proposer} proposed it and ${confirmer} confirmed it.`,
  done: {
    propose: 'Proposed. The award holds until it is confirmed.',
    confirm: 'Revoked. The badge says so now, and a letter tells the earner.',
    'take-back': 'The proposal was taken back. The award holds as before.',
  } as Record<Step, string>,
  overtaken: 'Somebody changed this award meanwhile, so nothing of yours was done. This is how it stands now.',
};

const es: typeof en = {
  title: 'Reconocimiento',
  standings: {
    'being-signed': 'Firmándose',
    holds: 'Válido',
    'revocation-proposed': 'Revocación propuesta',
    revoked: 'Revocado',
  },
  awarded: (at) => `Otorgado el ${day(at)}`,
  public: 'Insignia pública',
  private: 'Insignia privada',
  submission: 'La entrega',
  badge: 'La insignia',
  definition: 'La definición',
  beingSigned: 'Su insignia se está firmando, en un minuto como mucho. Después se puede revocar.',

  revoke: 'Revocar este reconocimiento',
  revokeMore:
    'Para un reconocimiento que no debió otorgarse. Se hace en dos pasos: usted lo propone y dice por qué, y otra persona lo confirma. Hasta entonces sigue siendo válido.',
  reason: '¿Por qué hay que revocarlo?',
  reasonHint: `De ${LEAST} a ${MOST} caracteres. El participante lo recibe en un correo, y lo lee quien abra la insignia.`,
  reasonNeeded: `Diga por qué, en al menos ${LEAST} caracteres.`,
  propose: 'Proponer la revocación',

  proposed: 'Revocación propuesta',
  proposedBy: (name) => `La propuso ${name}`,
  proposedByYou: 'La propuso usted',
  stillHolds: 'Hasta que se confirme, el reconocimiento es válido y nadie de fuera ve la propuesta.',
  letSomebodyElse: 'La confirma otra persona que decida entregas: envíele la dirección de esta página.',
  alone: 'Nadie más de nuestra organización puede confirmarla. La confirmo yo, y queda registrado.',
  aloneNeeded: 'La propuso usted: deje que otra persona la confirme, o declare que nadie más puede.',
  confirm: 'Confirmar…',
  takeBack: 'Retirar la propuesta',
  sure: '¿Revocar este reconocimiento?',
  means: 'La insignia dirá desde ahora que fue revocada y por qué. El participante recibe un correo con el motivo.',
  forGood: 'No se puede deshacer. El trabajo que lo merezca se otorga de nuevo.',
  doIt: 'Revocar',

  revoked: 'Este reconocimiento fue revocado',
  revokedBy: (proposer, confirmer, isSame) =>
    isSame ? `Lo propuso y confirmó ${confirmer}.` : `Lo propuso ${proposer} y lo confirmó ${confirmer}.`,
  done: {
    propose: 'Propuesta. El reconocimiento es válido hasta que se confirme.',
    confirm: 'Revocado. La insignia ya lo dice, y un correo avisa al participante.',
    'take-back': 'Se retiró la propuesta. El reconocimiento sigue siendo válido.',
  },
  overtaken: 'Mientras tanto alguien cambió este reconocimiento, así que no se hizo nada de lo suyo. Así está ahora.',
};

export const texts: Texts<typeof en> = { en, es };
