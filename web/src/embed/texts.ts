/** What the form in a district's page says around the workspace. */
const en = {
  signIn: 'Sign in to begin',
  signInMore:
    'There is no password. Type in your school e-mail address, and six digits are mailed to it that you type in here.',
  email: 'E-mail address',
  sendCode: 'Mail me the digits',
  sending: 'One moment…',
  codeSent: (email: string) => `If we know ${email}, a letter with six digits is on its way. It may take a minute.`,
  enter: 'Sign in',
  again: 'Use another address, or mail new digits',
  signedOut: 'Your session is over. Sign in again; what you typed is still here.',
  choose: 'What would you like to show?',
  chooseMore: 'Begin one, or go on with what you have begun.',
  start: 'Begin or go on',
  begin: (title: string) => `Begin or go on: ${title}`,
  hours: (count: number) => `About ${count} hours`,
  nothing: 'Nothing is offered here at present',
  nothingMore: 'Ask your district what it wants to show here.',
  newTab: 'Continue in a new tab',
  newTabHint: 'Signed in there as well, with more room and with resuming after a restart.',
  leave: 'Sign out',
  other: 'Choose another',
  from: (district: string) => `${district} · with Touchstone`,
  opening: 'Opening your work…',
};

const es: typeof en = {
  signIn: 'Entre para empezar',
  signInMore:
    'No hay contraseña. Escriba su correo electrónico del centro y le enviaremos seis cifras para escribir aquí.',
  email: 'Correo electrónico',
  sendCode: 'Enviarme las cifras',
  sending: 'Un momento…',
  codeSent: (email) => `Si conocemos ${email}, una carta con seis cifras está en camino. Puede tardar un minuto.`,
  enter: 'Entrar',
  again: 'Usar otra dirección o pedir otras cifras',
  signedOut: 'Su sesión ha terminado. Vuelva a entrar; lo que escribió sigue aquí.',
  choose: '¿Qué le gustaría demostrar?',
  chooseMore: 'Empiece una o siga con lo que ya empezó.',
  start: 'Empezar o seguir',
  begin: (title) => `Empezar o seguir: ${title}`,
  hours: (count) => `Unas ${count} horas`,
  nothing: 'Por ahora no se ofrece nada aquí',
  nothingMore: 'Pregunte a su distrito qué quiere mostrar aquí.',
  newTab: 'Seguir en una pestaña nueva',
  newTabHint: 'También con la sesión abierta, con más espacio y pudiendo reanudar tras un reinicio.',
  leave: 'Salir',
  other: 'Elegir otra',
  from: (district) => `${district} · con Touchstone`,
  opening: 'Abriendo su trabajo…',
};

export const texts = { en, es };
