/** What can be said against a file before a byte of it is read: the part's own rules, as the server has them. */

import type { Refusal } from './reasons';

const GIB = 1024 * 1024 * 1024;
const MIB = 1024 * 1024;

/** Bytes of the largest file, whatever a part says. */
export const LARGEST = 10 * GIB;
/** Bytes of the largest plain text. */
export const LARGEST_TEXT = 4 * MIB;

/** The `artifacts` of a part of a definition, as far as they are used here. */
export interface ArtifactRule {
  types: readonly string[];
  maxBytes: number;
  perStudent: { max: number };
}

/** A type of file: its name, other names that browsers give to it, and its extensions. */
type Row = readonly [name: string, also: readonly string[], extensions: readonly string[]];

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Every type that evidence may have. */
const TYPES: readonly Row[] = [
  ['video/mp4', [], ['mp4']],
  ['video/x-m4v', ['video/m4v'], ['m4v']],
  ['video/quicktime', [], ['mov', 'qt']],
  ['video/webm', [], ['webm']],
  ['audio/mpeg', ['audio/mp3'], ['mp3']],
  ['audio/mp4', ['audio/x-m4a', 'audio/m4a'], ['m4a']],
  ['audio/wav', ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'], ['wav']],
  ['image/png', [], ['png']],
  ['image/jpeg', ['image/jpg'], ['jpg', 'jpeg']],
  ['image/heic', ['image/heif'], ['heic', 'heif']],
  ['image/webp', [], ['webp']],
  ['application/pdf', [], ['pdf']],
  [`${OFFICE}.wordprocessingml.document`, [], ['docx']],
  [`${OFFICE}.presentationml.presentation`, [], ['pptx']],
  [`${OFFICE}.spreadsheetml.sheet`, [], ['xlsx']],
  ['text/plain', [], ['txt']],
];

/** The media type to announce: what the browser says, or what the name says where the browser says nothing it knows. */
export function mediaTypeOf(file: { name: string; type: string }): string | undefined {
  const essence = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const named = TYPES.find(([name, also]) => name === essence || also.includes(essence));
  const called = TYPES.find(([, , extensions]) => extensions.includes(extension));
  return named?.[0] ?? (essence === '' || essence === 'application/octet-stream' ? called?.[0] : undefined);
}

/** For `accept` of a file input: the types and their extensions, because not every system knows every type. */
export function acceptOf(rule: Pick<ArtifactRule, 'types'>): string {
  return TYPES.filter(([name]) => rule.types.includes(name))
    .flatMap(([name, also, extensions]) => [name, ...also, ...extensions.map((extension) => `.${extension}`)])
    .join(',');
}

/** Kinds of files as a picker takes them: extensions by type. */
export interface Kinds {
  accept: Record<string, string[]>;
}

/** The same for the browser's own picker, which finds the words for it. */
export function kindsOf(rule: Pick<ArtifactRule, 'types'>): Kinds[] {
  const taken = TYPES.filter(([name]) => rule.types.includes(name));
  const accept = taken.map(([name, , extensions]) => [name, extensions.map((extension) => `.${extension}`)]);
  return [{ accept: Object.fromEntries(accept) as Kinds['accept'] }];
}

/**
 * The first thing against a file, if there is one. `present` is how many files the part has already, of the same
 * student where it asks for students; what was refused or removed doesn't count.
 */
export function refusalOf(
  file: { name: string; type: string; size: number },
  rule: ArtifactRule,
  present: number,
): Refusal | undefined {
  const mediaType = mediaTypeOf(file);
  if (mediaType === undefined || !rule.types.includes(mediaType)) {
    return { code: 'type', mediaType: mediaType ?? file.type, taken: rule.types };
  }
  if (file.size === 0) return { code: 'empty' };

  const most = Math.min(rule.maxBytes, mediaType === 'text/plain' ? LARGEST_TEXT : LARGEST);
  if (file.size > most) return { code: 'too-large', size: file.size, most };
  if (present >= rule.perStudent.max) return { code: 'too-many', most: rule.perStudent.max };
  return undefined;
}
