import type { Texts } from '../../texts/texts';

const en = {
  title: 'You are asked to score',
  lead: 'This link opens one submission for scoring. Press the button to go on.',
  open: 'Open this assignment',
  opening: 'Opening…',
  private: 'The link is yours. Somebody else who opens it is asked for a code that only your mailbox gets.',
  codeTitle: 'Is it you?',
  codeLead:
    'This link was opened in another browser before. We mailed six digits to the address that the letter went to.',
  codeSent: 'A code was sent a moment ago. Use the newest letter.',
  codeWrong: 'These digits are wrong or too old. Use the newest letter, or ask for another code.',
  another: 'Mail me another code',
  anotherSent: 'Another code is on its way.',
  brokenTitle: 'This is not a whole link',
  broken:
    'Some mail programs cut long links. Open the link in the letter again, or copy it whole into the address bar.',
};

const es: typeof en = {
  title: 'Se le pide una evaluación',
  lead: 'Este enlace abre un trabajo para evaluarlo. Pulse el botón para continuar.',
  open: 'Abrir esta asignación',
  opening: 'Abriendo…',
  private: 'El enlace es suyo. A otra persona que lo abra se le pide un código que solo llega a su correo.',
  codeTitle: '¿Es usted?',
  codeLead: 'Este enlace se abrió antes en otro navegador. Enviamos seis cifras a la dirección a la que fue el correo.',
  codeSent: 'Se envió un código hace un momento. Use el correo más reciente.',
  codeWrong: 'Estas cifras no son correctas o ya no sirven. Use el correo más reciente o pida otro código.',
  another: 'Enviarme otro código',
  anotherSent: 'Otro código va en camino.',
  brokenTitle: 'Este enlace no está completo',
  broken:
    'Algunos programas de correo cortan los enlaces largos. Abra otra vez el enlace del correo o cópielo entero en la barra de direcciones.',
};

export const texts: Texts<typeof en> = { en, es };
