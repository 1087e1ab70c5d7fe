/** Searching the catalogue: what is asked stands in the address, so that it can be sent to a colleague. */
import type { Shapes } from '../../api/client';

export type Line = Shapes['CatalogueLine'];
export type Asked = { words: string; tag: string; language: string; hours: string };

export function askedIn(address: URL): Asked {
  const value = (name: string) => address.searchParams.get(name) ?? '';
  return {
    words: value('q'),
    tag: value('tag'),
    language: value('language'),
    hours: value('hours'),
  };
}

/** The address that asks this, as a path with its query. */
export function addressOf(asked: Asked): string {
  const pairs = Object.entries({ q: asked.words, ...asked, words: '' }).filter(([, value]) => value !== '');
  const query = new URLSearchParams(pairs).toString();
  return query ? `/?${query}` : '/';
}

/** The lines that fit: every word somewhere, whatever its accents and capitals, and every choice that was made. */
export function fitting(lines: Line[], asked: Asked): Line[] {
  const words = plain(asked.words).split(' ').filter(Boolean);
  return lines.filter((line) => {
    const text = plain([line.title, line.competency, line.description, line.audience, ...line.tags].join(' '));
    return (
      words.every((word) => text.includes(word)) &&
      (!asked.tag || line.tags.includes(asked.tag)) &&
      (!asked.language || line.language === asked.language) &&
      (!asked.hours || (line.estimatedHours ?? Infinity) <= Number(asked.hours))
    );
  });
}

/** What can be chosen among these lines, each once and in order. */
export function choices(lines: Line[]): { tags: string[]; languages: string[]; hours: number[] } {
  const once = (values: string[]) => [...new Set(values)].sort((one, other) => one.localeCompare(other));
  const hours = new Set(lines.map((line) => line.estimatedHours).filter((value) => value !== null));
  return {
    tags: once(lines.flatMap((line) => line.tags)),
    languages: once(lines.map((line) => line.language)),
    hours: [...hours].sort((one, other) => one - other),
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
