/** Which of the page's viewers shows a file, and what it is called. */
import type { Artifact } from './work';

export type Kind = 'video' | 'audio' | 'image' | 'pdf' | 'text' | 'other';

/** How it is shown; `other` is saved. The server decides what browsers may show at all. */
export function kindOf(file: Artifact): Kind {
  if (file.presentation === 'attachment') return 'other';
  const family = file.mediaType.split('/')[0];
  if (family === 'video' || family === 'audio' || family === 'image') return family;
  return file.mediaType === 'application/pdf' ? 'pdf' : 'text';
}
