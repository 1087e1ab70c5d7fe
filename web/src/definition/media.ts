/** The media types that a definition may allow: how people call them. */
export type MediaKind = 'video' | 'audio' | 'image' | 'document';
type Medium = { name: string; kind: MediaKind };

const MEDIA: Record<string, Medium> = {
  'video/mp4': { name: 'MP4', kind: 'video' },
  'video/quicktime': { name: 'MOV', kind: 'video' },
  'video/x-m4v': { name: 'M4V', kind: 'video' },
  'video/webm': { name: 'WebM', kind: 'video' },
  'audio/mpeg': { name: 'MP3', kind: 'audio' },
  'audio/mp4': { name: 'M4A', kind: 'audio' },
  'audio/wav': { name: 'WAV', kind: 'audio' },
  'image/jpeg': { name: 'JPEG', kind: 'image' },
  'image/png': { name: 'PNG', kind: 'image' },
  'image/heic': { name: 'HEIC', kind: 'image' },
  'image/webp': { name: 'WebP', kind: 'image' },
  'application/pdf': { name: 'PDF', kind: 'document' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    name: 'Word',
    kind: 'document',
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    name: 'PowerPoint',
    kind: 'document',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    name: 'Excel',
    kind: 'document',
  },
  'text/plain': { name: 'TXT', kind: 'document' },
};

/** What kind of thing a file of that type is; `document` for what is not known. */
export function kindOf(type: string): MediaKind {
  return MEDIA[type]?.kind ?? 'document';
}

/** The names of the types, by kind, in the order in which people would look for them. */
export function namesByKind(types: string[]): { kind: MediaKind; names: string[] }[] {
  const kinds: MediaKind[] = ['video', 'audio', 'image', 'document'];
  return kinds
    .map((kind) => ({
      kind,
      names: Object.keys(MEDIA).filter((type) => types.includes(type) && kindOf(type) === kind),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ kind, names }) => ({ kind, names: names.map((type) => MEDIA[type]?.name ?? type) }));
}
