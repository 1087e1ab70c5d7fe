/** What the server found in a file that can't be taken, in Spanish: what is wrong, then what to do, as the letter says it. */
import type { Shapes } from '../../api/client';
import type { Unfit } from '../../upload';

/** What can be found. */
export type Found = NonNullable<Shapes['Artifact']['unfit']>['is'];

const EXPORT_AGAIN = 'Expórtelo de nuevo con el programa que lo creó.';

/** What a media type is called, and what a file looks like that is no medium. */
const LIKE: Record<string, string> = {
  'video/mp4': 'un video MP4',
  'video/x-m4v': 'un video M4V',
  'video/quicktime': 'un video QuickTime',
  'video/webm': 'un video WebM',
  'audio/mpeg': 'un sonido MP3',
  'audio/mp4': 'un sonido M4A',
  'audio/wav': 'un sonido WAV',
  'audio/x-wav': 'un sonido WAV',
  'image/png': 'una imagen PNG',
  'image/jpeg': 'una imagen JPEG',
  'image/webp': 'una imagen WebP',
  'image/heic': 'una foto HEIC',
  'application/pdf': 'un documento PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'un documento de Word (docx)',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'una presentación de PowerPoint (pptx)',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'un libro de Excel (xlsx)',
  'text/plain': 'un texto sin formato',
  'text/html': 'una página web',
  'application/vnd.microsoft.portable-executable': 'un programa',
  'application/x-executable': 'un programa',
  'application/x-mach-binary': 'un programa',
  'application/java': 'un programa',
  'application/vnd.android.dex': 'un programa',
  'application/wasm': 'un programa',
};

const like = (type: string | undefined) => (type === undefined ? undefined : LIKE[type]);

const words: Record<Found, (unfit: Unfit) => string> = {
  lies: ({ declared, seems }) => {
    const looks = like(seems);
    const instead = looks ? `; parece ${looks}` : ', diga lo que diga su nombre';
    return `No es ${like(declared) ?? 'lo que dice ser'}${instead}. Elija el archivo correcto o guárdelo de nuevo en el formato adecuado.`;
  },
  'wrong-size': () => 'No llegaron los bytes que se anunciaron. Suba el archivo otra vez.',
  'cut-short': () =>
    'Le falta el final: seguramente se interrumpió la grabación o la copia. Cópielo de nuevo desde el dispositivo, compruebe que se reproduce o se abre, y súbalo.',
  damaged: ({ declared }) =>
    `Empieza como ${like(declared) ?? 'lo que dice ser'}, pero no se puede leer. Ábralo usted; si se abre, guárdelo de nuevo y suba la copia.`,
  hevc: () =>
    'El video está en HEVC (H.265), el formato «Alta eficiencia» del iPhone, que muchos navegadores no reproducen. Para videos nuevos elija Configuración → Cámara → Formatos → Más compatible. Para conservar este, ábralo en QuickTime Player, iMovie u otro conversor, expórtelo como MP4 con H.264 y súbalo.',
  codec: ({ codec }) =>
    `Está codificado como ${codec ?? '?'}, que los navegadores no reproducen. Exporte el video como MP4 con H.264 y AAC, o el sonido como MP3 o AAC.`,
  'no-picture': () => 'El video no tiene imagen. Elija el archivo correcto, o suba el sonido como MP3 o M4A.',
  'no-sound': () => 'El archivo de sonido no tiene sonido. Elija el archivo correcto.',
  markup: () => `Lleva escondida una página web o un programa. ${EXPORT_AGAIN}`,
  appended: () => `Lleva otro archivo añadido al final. ${EXPORT_AGAIN}`,
  macros: () => 'El documento contiene macros, que son programas. Guárdelo sin macros (docx, pptx o xlsx) y súbalo.',
  locked: () =>
    'El documento pide una contraseña o tiene un formato anterior a 2007. Quite la contraseña, o guárdelo como docx, pptx, xlsx o PDF, y súbalo.',
  swells: () =>
    'El documento ocupa muchísimo más al descomprimirse. Guárdelo de nuevo, o expórtelo como PDF, y súbalo.',
  'not-text': () =>
    'No es un texto sin formato en UTF-8. Guárdelo como «texto sin formato, UTF-8», o como PDF, y súbalo.',
  'too-involved': () =>
    'El archivo está hecho de una manera que no podemos comprobar. Ábralo, expórtelo o guárdelo de nuevo y suba la copia.',
};

/** Everything that can be found. */
export const FOUND = Object.keys(words) as Found[];

/** That file's fault in Spanish; `sentence`, the server's own, for what a later server finds. */
export function unfitInSpanish(unfit: Unfit | undefined, sentence: string): string {
  const say = unfit && FOUND.find((found) => found === unfit.is);
  return say ? words[say](unfit) : sentence;
}
