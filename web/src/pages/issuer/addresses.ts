/** The addresses of the desk's pages: who works for several issuers stays, by each, at the one that she chose. */
import { createContext } from 'svelte';
import { addressOf } from '../../router.svelte';

/** Makes the address of a page, with these parameters, for the organisation at which the reader is. */
type AddressAt = (path: string, parameters?: Record<string, string | undefined>) => string;

const [read, set] = createContext<AddressAt>();

/** Says at which organisation the reader is, for what stands below. To be called while a component is made. */
export function standAt(place: () => string | undefined): AddressAt {
  return set((path, parameters) => addressOf(path, { organisation: place(), ...parameters }));
}

/** What makes addresses below {@link standAt}. To be called while a component is made. */
export const deskAddresses = read;
