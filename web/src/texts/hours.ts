/** How long something may take, inside a sentence. */
export const aboutHours = {
  en: (hours: number) => (hours === 1 ? 'about 1 hour' : `about ${hours} hours`),
  es: (hours: number) => (hours === 1 ? 'alrededor de 1 hora' : `unas ${hours} horas`),
};
