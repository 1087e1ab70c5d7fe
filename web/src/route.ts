/** What a route is, and how the one of an address is found. */
import type { Component } from 'svelte';
import { readAhead } from './api/ahead';
import type { Language } from './texts/languages';
import { routes } from './routes';

/** A page: what a route loads when it is first opened. */
export type Page = Component<{ parameters: Record<string, string> }>;
/** A page, or one whose path has no variables. */
type AnyPage = Page | Component<Record<string, never>>;
/** A path such as `/work/:submission`, and the page behind it. */
export type Route = {
  path: string;
  page: () => Promise<{ default: AnyPage }>;
  /** Whether it is shown to whoever comes. The others stand behind `shell/Gate.svelte`. */
  isPublic?: true;
  /** What the page will ask the API for first. */
  reads?: (parameters: Record<string, string>) => string;
  /** What it will ask for with the first answer. */
  thenReads?(answer: unknown): string;
};
/** The route that was found for an address. */
export type Found = { route: Route; parameters: Record<string, string> };

/** The route of `path` and what stands in the place of its variables; `undefined` when there is none. */
export function find(path: string, table: Route[] = routes): Found | undefined {
  const given = path.replace(/\/+$/, '').split('/');
  for (const route of table) {
    const parts = route.path.replace(/\/+$/, '').split('/');
    if (parts.length !== given.length) continue;
    const parameters: Record<string, string> = {};
    const fits = parts.every((part, at) => {
      const value = given[at] ?? '';
      if (!part.startsWith(':')) return part === value;
      parameters[part.slice(1)] = decoded(value);
      return value !== '';
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

/** Asks for what the page of a route reads first, if that can be told from its address. */
export function readFirst({ route, parameters }: Found, language: Language): void {
  if (route.reads) readAhead(route.reads(parameters), language, route.thenReads);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
