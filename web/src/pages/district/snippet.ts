import { texts } from './texts';

/**
 * The lines that a district's webmaster puts into a page. Without JavaScript there is a link in place of the form, in both
 * languages: nobody knows there which one the reader's is.
 *
 * Ids and slugs hold only letters, digits, hyphens and underscores, so nothing in them needs escaping.
 */
export function snippet(portal: string, district: string, microcredential?: string): string {
  const about = microcredential ? ` data-microcredential="${microcredential}"` : '';
  const link = microcredential ? `${portal}/microcredentials/${microcredential}` : portal;
  const { en, es } = texts;
  return [
    `<script src="${portal}/embed.js" data-district="${district}"${about} async></script>`,
    `<noscript><a href="${link}">${en.withoutScript}</a> · <a href="${link}" lang="es">${es.withoutScript}</a></noscript>`,
  ].join('\n');
}
