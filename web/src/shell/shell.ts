/** The shell around every page. */
import { mount } from 'svelte';
import App from '../App.svelte';

/** Shows the portal at `place`. What the page at the path `begun` reads first was asked for before. */
export function show(place: HTMLElement, begun: string): void {
  place.replaceChildren();
  mount(App, { target: place, props: { begun } });
}
