import type { Shapes } from '../../../api/client';

/** What a file is called at the desk. */
export function nameOf({ student, caption, name }: Shapes['Artifact']): string {
  return `${student ? `${student}: ` : ''}${caption ?? name}`;
}
