import type { Texts } from '../texts/texts';

const en = {
  title: 'Sign in',
  toSee: 'Sign in to see this page',
  noPassword: 'There are no passwords here. We mail you a link that signs you in.',
  email: 'Your e-mail address',
  emailHint: 'The one your school or organisation gave us.',
  send: 'Mail me a link',
  sending: 'Sending…',
  sent: 'Look into your mailbox',
  sentMore: (email: string) =>
    `If we know ${email}, a letter with a link is on its way. The link works once, for 15 minutes.`,
  nothingCame:
    'Nothing came? Look into the spam folder, and check the address. If nobody has entered you here yet, ask your district or the issuer to.',
  otherAddress: 'Use another address',
  linkTitle: 'Welcome back',
  linkMore: 'Press the button to finish signing in on this device.',
  open: 'Sign in now',
  opening: 'Signing in…',
  over: 'This link can’t be used any more',
  overMore: 'A link works once, and for 15 minutes. Ask for a new one:',
  broken: 'This is not a whole link',
  brokenMore: 'Some mail programs cut long links. Open the link from the letter again, or ask for a new one:',
  goOn: 'Go on',
  another: 'Somebody else was signed in here until now. Go on only if this is you.',
  notYou: 'That is not me',
  already: (name: string) => `You are signed in as ${name}.`,
  toWork: 'To my work',
};

const es: typeof en = {
  title: 'Entrar',
  toSee: 'Entre para ver esta página',
  noPassword: 'Aquí no hay contraseñas. Le enviamos por correo un enlace para entrar.',
  email: 'Su dirección de correo',
  emailHint: 'La que nos dio su escuela u organización.',
  send: 'Enviarme un enlace',
  sending: 'Enviando…',
  sent: 'Revise su correo',
  sentMore: (email) =>
    `Si conocemos ${email}, un correo con un enlace va en camino. El enlace sirve una vez, durante 15 minutos.`,
  nothingCame:
    '¿No llegó nada? Mire en la carpeta de correo no deseado y revise la dirección. Si aún no le han dado de alta aquí, pídalo a su distrito o a quien emite.',
  otherAddress: 'Usar otra dirección',
  linkTitle: 'Qué gusto verle de nuevo',
  linkMore: 'Pulse el botón para terminar de entrar en este dispositivo.',
  open: 'Entrar ahora',
  opening: 'Entrando…',
  over: 'Este enlace ya no sirve',
  overMore: 'Un enlace sirve una vez y durante 15 minutos. Pida uno nuevo:',
  broken: 'Este enlace no está completo',
  brokenMore:
    'Algunos programas de correo cortan los enlaces largos. Ábralo otra vez desde el correo o pida uno nuevo:',
  goOn: 'Continuar',
  another: 'Hasta ahora había entrado otra persona aquí. Continúe solo si es usted.',
  notYou: 'No soy yo',
  already: (name) => `Ha entrado como ${name}.`,
  toWork: 'A mi trabajo',
};

export const texts: Texts<typeof en> = { en, es };
