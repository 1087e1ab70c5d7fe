/** A definition as its author writes it. */
import type { Shapes } from '../../api/client';

/** What is stored of a definition. The server fills in what is left out. */
export type Definition = Omit<Shapes['microcredential'], '$defs'>;
/** What a definition has at least. */
export type Begun = Pick<Definition, 'id' | 'title' | 'language'> & Partial<Definition>;

/** The definition as the API takes it: whatever is left out has its default there. */
export function asBody(definition: Begun): Shapes['microcredential'] {
  return definition as Shapes['microcredential'];
}
