import { bytes, number, percent } from '../../texts/format';
import type { Texts } from '../../texts/texts';
import type { Failure, Refusal } from '../../upload';
import { unfitInSpanish } from './unfit';

/** Seconds as people say them. */
function span(seconds: number, words: { s: string; min: string; h: string }): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} ${words.s}`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} ${words.min}`;
  return `${number(Math.round(seconds / 360) / 10)} ${words.h}`;
}
const en = {
  notShown:
    'Browsers don’t show this kind of picture: whoever looks at it has to save it first. A JPEG is seen at once.',
  filesOf: (student: string) => `Work of ${student}`,
  files: 'Files',
  choose: 'Choose files',
  chooseFor: (student: string) => ` for ${student}`,
  drop: 'or drop them here',
  dropNow: 'Let go to add these files',
  photo: 'Take a photo',
  video: 'Record a video',
  recording: 'Your phone prepares what you recorded before it is sent. With a long video that can take a minute.',
  onceMore: 'Your browser did not open its window for choosing files. Press the button once more.',
  none: 'No file yet',
  full: (most: number) => `That is the most that can be handed in here: ${most}.`,
  queued: 'Waits for other files',
  preparing: 'Preparing. A phone may take a while to hand over a video.',
  uploading: 'Uploading',
  paused: 'Paused',
  signedOut: 'Waits for you to sign in again',
  offline: 'No connection. It goes on by itself.',
  completing: 'Putting it together',
  inspecting: 'Being checked',
  cancelling: 'Being taken out',
  verified: 'Ready',
  unfinished: 'Not finished. Choose the same file again, and only what is missing is sent.',
  unfinishedKnown: 'Not finished. Only what is missing is sent.',
  stored: 'Being checked',
  expired: 'Deleted: files are kept for a time only. What you were told of it stays.',
  refusedTitle: (name: string) => `“${name}” can’t be used`,
  failedTitle: (name: string) => `“${name}” stopped`,
  of: (done: number, all: number) => `${bytes(done)} of ${bytes(all)}`,
  speed: (speed: number) => `${bytes(speed)}/s`,
  left: (seconds: number) => `${span(seconds, { s: 's', min: 'min', h: 'h' })} left`,
  sent: (name: string, hundredths: number) => `${name}: ${percent(hundredths)}`,
  progress: (name: string) => `Upload of ${name}`,
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  remove: 'Take out',
  dismiss: 'Close',
  retry: 'Try again',
  again: 'Choose the file again',
  anew: 'Upload it anew',
  show: 'Show',
  hide: 'Close',
  download: 'Download',
  removeTitle: 'Take this file out?',
  removeMore: (name: string) => `“${name}” is deleted. To hand it in you would have to upload it again.`,
  removeYes: 'Yes, take it out',
  keep: 'Keep it',
  refusal: (reason: Refusal): string => {
    switch (reason.code) {
      case 'empty':
        return 'The file is empty: it has no bytes. Open it on your device, save it again, and choose it once more.';
      case 'too-large':
        return `It has ${bytes(reason.size)}; at most ${bytes(reason.most)} are taken. Make a shorter video or export it in a smaller size.`;
      case 'type':
        return 'Files of this kind are not taken here. Choose another file, or save it in one of the kinds listed above.';
      case 'too-many':
        return `Only ${number(reason.most)} can be handed in here. Take one out first.`;
      case 'rules':
        return reason.faults.map(({ message }) => message).join(' ') || reason.sentence;
      case 'unfit':
        return reason.sentence;
    }
  },
  failure: (reason: Failure): string => {
    switch (reason.code) {
      case 'file-unreadable':
        return 'Your device can’t read the file any more: it was moved, changed or deleted. Choose it again.';
      case 'other-file':
        return `This is another file. It began with “${reason.expected.name}” (${bytes(reason.expected.size)}). Choose that one, or upload this one anew.`;
      case 'expired':
        return 'It was not finished within two days, so what had arrived is gone. Upload it anew.';
      case 'storage-unreachable':
        return 'The storage can’t be reached, although we can. A school’s filter may be in between: try another network, such as your phone’s.';
      case 'storage-refused':
        return `The storage did not take it (${reason.status}). Try again.`;
      case 'server-unwell':
        return 'We could not answer. Try again in a moment.';
      case 'server-refused':
        return reason.sentence;
      case 'twice':
        return 'The very same file is being uploaded here already.';
      case 'browser':
        return 'This browser is too old for uploads. Use a current one.';
    }
  },
};

const es: typeof en = {
  notShown:
    'Los navegadores no muestran este tipo de imagen: quien la mire tiene que guardarla antes. Un JPEG se ve enseguida.',
  filesOf: (student) => `Trabajo de ${student}`,
  files: 'Archivos',
  choose: 'Elegir archivos',
  chooseFor: (student) => ` de ${student}`,
  drop: 'o suéltelos aquí',
  dropNow: 'Suelte para añadir estos archivos',
  photo: 'Tomar una foto',
  video: 'Grabar un video',
  recording: 'El teléfono prepara lo grabado antes de enviarlo. Con un video largo puede tardar un minuto.',
  onceMore: 'El navegador no abrió su ventana para elegir archivos. Pulse el botón otra vez.',
  none: 'Aún no hay archivos',
  full: (most) => `Es lo máximo que se puede entregar aquí: ${most}.`,
  queued: 'Espera a otros archivos',
  preparing: 'Preparando. Un teléfono puede tardar en entregar un video.',
  uploading: 'Subiendo',
  paused: 'En pausa',
  signedOut: 'Espera a que entre de nuevo',
  offline: 'Sin conexión. Sigue por sí solo.',
  completing: 'Juntando las partes',
  inspecting: 'En revisión',
  cancelling: 'Quitando',
  verified: 'Listo',
  unfinished: 'Sin terminar. Elija el mismo archivo otra vez y solo se envía lo que falta.',
  unfinishedKnown: 'Sin terminar. Solo se envía lo que falta.',
  stored: 'En revisión',
  expired: 'Eliminado: los archivos se guardan solo un tiempo. Lo que se le dijo de él se conserva.',
  refusedTitle: (name) => `«${name}» no se puede usar`,
  failedTitle: (name) => `«${name}» se detuvo`,
  of: (done, all) => `${bytes(done)} de ${bytes(all)}`,
  speed: (speed) => `${bytes(speed)}/s`,
  left: (seconds) => `faltan ${span(seconds, { s: 's', min: 'min', h: 'h' })}`,
  sent: (name, hundredths) => `${name}: ${percent(hundredths)}`,
  progress: (name) => `Subida de ${name}`,
  pause: 'Pausar',
  resume: 'Seguir',
  cancel: 'Cancelar',
  remove: 'Quitar',
  dismiss: 'Cerrar',
  retry: 'Intentar de nuevo',
  again: 'Elegir el archivo otra vez',
  anew: 'Subirlo de nuevo',
  show: 'Mostrar',
  hide: 'Cerrar',
  download: 'Descargar',
  removeTitle: '¿Quitar este archivo?',
  removeMore: (name) => `«${name}» se borra. Para entregarlo tendría que subirlo otra vez.`,
  removeYes: 'Sí, quitarlo',
  keep: 'Conservarlo',
  refusal: (reason) => {
    switch (reason.code) {
      case 'empty':
        return 'El archivo está vacío. Ábralo en su dispositivo, guárdelo de nuevo y elíjalo otra vez.';
      case 'too-large':
        return `Tiene ${bytes(reason.size)}; se admiten ${bytes(reason.most)} como máximo. Haga un video más corto o expórtelo más pequeño.`;
      case 'type':
        return 'Aquí no se admiten archivos de esta clase. Elija otro, o guárdelo en una de las clases de la lista.';
      case 'too-many':
        return `Aquí solo se entregan ${number(reason.most)}. Quite uno primero.`;
      case 'rules':
        return reason.faults.map(({ message }) => message).join(' ') || reason.sentence;
      case 'unfit':
        return unfitInSpanish(reason.unfit, reason.sentence);
    }
  },
  failure: (reason) => {
    switch (reason.code) {
      case 'file-unreadable':
        return 'Su dispositivo ya no puede leer el archivo: se movió, cambió o borró. Elíjalo otra vez.';
      case 'other-file':
        return `Es otro archivo. Empezó con «${reason.expected.name}» (${bytes(reason.expected.size)}). Elija ese, o suba este de nuevo.`;
      case 'expired':
        return 'No se terminó en dos días y lo que había llegado ya no está. Súbalo de nuevo.';
      case 'storage-unreachable':
        return 'No se alcanza el almacenamiento, aunque nosotros respondemos. Puede haber un filtro de la escuela: pruebe otra red, como la de su teléfono.';
      case 'storage-refused':
        return `El almacenamiento no lo aceptó (${reason.status}). Inténtelo de nuevo.`;
      case 'server-unwell':
        return 'No pudimos responder. Inténtelo en un momento.';
      case 'server-refused':
        return reason.sentence;
      case 'twice':
        return 'Ese mismo archivo ya se está subiendo aquí.';
      case 'browser':
        return 'Este navegador es demasiado antiguo para subir archivos. Use uno actual.';
    }
  },
};

export const texts: Texts<typeof en> = { en, es };
