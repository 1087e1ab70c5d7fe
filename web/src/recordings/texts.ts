import type { Texts } from '../texts/texts';

const en = {
  at: (time: string) => `At ${time}`,
  jump: (time: string, name: string) => `Go to ${time} in “${name}”`,
  broken:
    'This recording can’t be played. Check the connection and try again. If it stays like this, use another browser or another network: a school’s filter may hold recordings back.',
  again: 'Try again',
  captions: 'Watch with captions of your own (.vtt)',
  captionsMore:
    'Captions say in writing what is said. None come with this recording; a program that writes down speech can make some and save them as WebVTT, a file that ends in .vtt. They are shown on this machine only.',
  captionsAre: 'Your caption file',
  captionsWrong: (name: string) =>
    `“${name}” is not a caption file in WebVTT form, whose first line begins with WEBVTT. Save the captions as WebVTT (.vtt) and choose that file.`,
};

const es: typeof en = {
  at: (time) => `En ${time}`,
  jump: (time, name) => `Ir a ${time} en «${name}»`,
  broken:
    'Esta grabación no se puede reproducir. Revise la conexión e inténtelo de nuevo. Si sigue así, use otro navegador u otra red: un filtro de la escuela puede retener grabaciones.',
  again: 'Intentar de nuevo',
  captions: 'Ver con subtítulos propios (.vtt)',
  captionsMore:
    'Los subtítulos dan por escrito lo que se dice. Esta grabación viene sin ellos; un programa que transcribe puede hacerlos y guardarlos como WebVTT, un archivo que termina en .vtt. Se muestran solo en este equipo.',
  captionsAre: 'Su archivo de subtítulos',
  captionsWrong: (name) =>
    `«${name}» no es un archivo de subtítulos WebVTT, cuya primera línea empieza con WEBVTT. Guarde los subtítulos como WebVTT (.vtt) y elija ese archivo.`,
};

export const texts: Texts<typeof en> = { en, es };
