import type { Shapes } from '../../api/client';
import { day } from '../../texts/format';
import type { Texts } from '../../texts/texts';

type State = Shapes['AwardLine']['state'];
type Shown = { public: boolean; named: boolean };

const en = {
  countsFor: (uses: number) => (uses === 1 ? 'What it counts for: 1 use' : `What it counts for: ${uses} uses`),
  counted: 'What your awards were counted for',
  title: 'Awards',
  others: 'Badges of other issuers',
  none: 'No award yet',
  noneMore: 'When an issuer awards your work, the badge is here to share.',
  toWork: 'To my work',
  states: { 'being-signed': 'Being signed', valid: 'Valid', revoked: 'Revoked', expired: 'Expired' } as Record<
    State,
    string
  >,
  means: {
    'being-signed': 'It is yours. Its badge is being signed, which takes a minute at most; until then nobody sees it.',
    valid: '',
    revoked: 'Its issuer took it back. The reason is on its page and in the letter that you got.',
    expired: 'Its time is over. The page still shows what you achieved, and that it is no longer valid.',
  } as Record<State, string>,
  by: (issuer: string) => `Issued by ${issuer}`,
  awarded: (at: string) => `Awarded on ${day(at)}`,
  until: (state: State, at: string) => (state === 'expired' ? `was valid until ${day(at)}` : `valid until ${day(at)}`),
  page: 'See the badge',
  work: 'The work behind it',

  visibility: 'Who can see it',
  public: 'Public',
  publicMore: 'Whoever has the address sees the badge, its criteria and your results. Never your evidence.',
  privateMore: 'Others see only whether the badge is valid.',
  named: 'With my name',
  namedMore: (name: string) => `The page says that it is ${name}’s.`,
  unnamedMore: 'The page doesn’t say whose it is.',
  namedFirst: 'For public badges only.',
  isShown: (is: Shown): string =>
    is.public
      ? is.named
        ? 'Saved: public, with your name.'
        : 'Saved: public, without your name.'
      : 'Saved: private from now on.',
  undo: 'Undo',
  changedElsewhere: 'It was changed elsewhere meanwhile. This is how it stands now.',

  share: 'Share and download',
  shareOfPrivate: 'The badge is private: whoever opens the address sees only whether it is valid.',
  address: 'Address of the badge',
  copy: 'Copy the address',
  linkedIn: 'Add to LinkedIn',
  files: 'Files for wallets and backpacks; each carries the whole badge, and verifies without this site.',
  png: 'Picture (PNG)',
  svg: 'Picture (SVG)',
  json: 'Open Badge (JSON)',

  bundle: 'Several awards in one file',
  bundleMore:
    'A signed record of the awards that you choose (Comprehensive Learner Record 2.0), for an employer or a wallet. What you leave out isn’t in it.',
  which: 'Which awards?',
  howMany: (most: number) => `Choose 1 to ${most} awards.`,
  sign: 'Have them signed',
  withMembers: 'The stack and its awards as one file',
  signing: 'It is being signed, which takes a minute at most.',
  signed: (count: number) => (count === 1 ? 'Signed, with 1 award.' : `Signed, with ${count} awards.`),
  download: 'Download the file',
  void: 'It could not be signed: every award in it was revoked meanwhile.',
};

const es: typeof en = {
  counted: 'Para qué contaron sus reconocimientos',
  countsFor: (uses) => (uses === 1 ? 'Para qué cuenta: 1 uso' : `Para qué cuenta: ${uses} usos`),
  title: 'Reconocimientos',
  others: 'Insignias de otros emisores',
  none: 'Aún no hay reconocimientos',
  noneMore: 'Cuando un emisor reconozca su trabajo, la insignia estará aquí para compartirla.',
  toWork: 'A mi trabajo',
  states: { 'being-signed': 'Firmándose', valid: 'Válido', revoked: 'Revocado', expired: 'Vencido' },
  means: {
    'being-signed': 'Ya es suyo. Su insignia se está firmando, en un minuto como mucho; hasta entonces no la ve nadie.',
    valid: '',
    revoked: 'Su emisor lo retiró. El motivo está en su página y en el correo que recibió.',
    expired: 'Su plazo terminó. La página aún muestra lo que logró, y que ya no es válido.',
  },
  by: (issuer) => `Emitido por ${issuer}`,
  awarded: (at) => `Otorgado el ${day(at)}`,
  until: (state, at) => (state === 'expired' ? `fue válido hasta el ${day(at)}` : `válido hasta el ${day(at)}`),
  page: 'Ver la insignia',
  work: 'El trabajo que lo respalda',

  visibility: 'Quién puede verla',
  public: 'Pública',
  publicMore: 'Quien tenga la dirección ve la insignia, sus criterios y sus resultados. Nunca su evidencia.',
  privateMore: 'Los demás solo ven si la insignia es válida.',
  named: 'Con mi nombre',
  namedMore: (name) => `La página dice que es de ${name}.`,
  unnamedMore: 'La página no dice de quién es.',
  namedFirst: 'Solo para insignias públicas.',
  isShown: (is) =>
    is.public
      ? is.named
        ? 'Guardado: pública, con su nombre.'
        : 'Guardado: pública, sin su nombre.'
      : 'Guardado: privada desde ahora.',
  undo: 'Deshacer',
  changedElsewhere: 'Mientras tanto se cambió en otro lugar. Así está ahora.',

  share: 'Compartir y descargar',
  shareOfPrivate: 'La insignia es privada: quien abra la dirección solo ve si es válida.',
  address: 'Dirección de la insignia',
  copy: 'Copiar la dirección',
  linkedIn: 'Añadir a LinkedIn',
  files: 'Archivos para carteras y mochilas digitales; cada uno lleva la insignia entera y se verifica sin este sitio.',
  png: 'Imagen (PNG)',
  svg: 'Imagen (SVG)',
  json: 'Open Badge (JSON)',

  bundle: 'Varios reconocimientos en un archivo',
  bundleMore:
    'Un registro firmado de los reconocimientos que elija (Comprehensive Learner Record 2.0), para un empleador o una cartera digital. Lo que no elija no aparece.',
  which: '¿Qué reconocimientos?',
  howMany: (most) => `Elija de 1 a ${most} reconocimientos.`,
  sign: 'Pedir la firma',
  withMembers: 'La pila y sus reconocimientos en un archivo',
  signing: 'Se está firmando, en un minuto como mucho.',
  signed: (count) => (count === 1 ? 'Firmado, con 1 reconocimiento.' : `Firmado, con ${count} reconocimientos.`),
  download: 'Descargar el archivo',
  void: 'No se pudo firmar: mientras tanto se revocaron todos los que contiene.',
};

export const texts: Texts<typeof en> = { en, es };
