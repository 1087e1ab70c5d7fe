/**
 * A list that is read a page at a time, as far as somebody has opened it. Read again, it is as long as it was, and what
 * stands there stays until the new is there; who comes back to the list that she left last finds it as she left it.
 */
import { tick, untrack } from 'svelte';
import { here } from '../router.svelte';

export type Page<Line> = { items: Line[]; next?: string };

/** The list that was left last: how many pages of it were open, and where she stood. */
let left: { place: string; open: number; y: number } | undefined;

/** What a page's address says under a name; what the addresses of other pages say changes nothing. */
export function valueIn(name: string, path: string): () => string | undefined {
  let last: string | undefined;
  return () => {
    const { pathname, searchParams } = here.address;
    if (pathname.replace(/\/+$/, '') === path) last = searchParams.get(name) ?? undefined;
    return last;
  };
}

/** Which of a page's lists the address names, else the first. */
export function listIn<State extends string>(states: readonly State[], path: string): () => State {
  const named = valueIn('state', path);
  return () => states.find((state) => state === named()) ?? (states[0] as State);
}

export class Pages<Line> {
  lines = $state.raw<Line[]>();
  next = $state.raw<string>();
  trouble = $state.raw<unknown>();
  isBusy = $state(false);

  #place: string;
  #read: (cursor: { cursor?: string }) => Promise<Page<Line>>;
  #key: (line: Line) => string;
  #open: number;
  /** Counts what was asked for: what is overtaken is thrown away. */
  #turn = 0;

  /** `place` tells one list from another. */
  constructor(place: string, read: (cursor: { cursor?: string }) => Promise<Page<Line>>, key: (line: Line) => string) {
    this.#place = place;
    this.#read = read;
    this.#key = key;
    this.#open = left?.place === place ? left.open : 1;
  }

  /** Reads all pages that are open. */
  load(): Promise<void> {
    return this.#asked(async (isCurrent) => {
      let [lines, page] = [[] as Line[], await this.#read({})];
      lines = this.#joined(lines, page);
      for (let count = 1; count < this.#open && page.next !== undefined && isCurrent(); count += 1) {
        page = await this.#read({ cursor: page.next });
        lines = this.#joined(lines, page);
      }
      return { lines, next: page.next };
    });
  }

  /** Opens one page more. While something is being read, it does nothing. */
  async more(): Promise<void> {
    const cursor = this.next;
    if (this.isBusy || cursor === undefined) return;
    await this.#asked(async (isCurrent) => {
      const page = await this.#read({ cursor });
      if (isCurrent()) this.#open += 1;
      return { lines: this.#joined(this.lines ?? [], page), next: page.next };
    });
    this.#keep();
  }

  /** Reads it, and again whenever she comes back to the tab; where she left it, she stands again. Gives what ends that. */
  follow(come?: () => void): () => void {
    const path = untrack(() => here.address.pathname);
    const back = left?.place === this.#place ? left.y : undefined;
    let isOver = false;
    void untrack(() => this.load()).then(async () => {
      come?.();
      await tick();
      if (isOver) return;
      if (back !== undefined) scrollTo(0, back);
      this.#keep();
    });

    const seen = () => document.visibilityState === 'visible' && void this.load();
    // Another page begins at its top before this one is gone: that is not where she left it.
    const moved = () => here.address.pathname === path && this.#keep();
    document.addEventListener('visibilitychange', seen);
    addEventListener('scroll', moved);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('scroll', moved);
    };
  }

  #keep(): void {
    if (this.lines) left = { place: this.#place, open: this.#open, y: scrollY };
  }

  async #asked(ask: (isCurrent: () => boolean) => Promise<{ lines: Line[]; next: string | undefined }>): Promise<void> {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.isBusy = true;
    this.trouble = undefined;
    try {
      const { lines, next } = await ask(isCurrent);
      if (isCurrent()) [this.lines, this.next] = [lines, next];
    } catch (error) {
      if (isCurrent()) this.trouble = error;
    } finally {
      if (isCurrent()) this.isBusy = false;
    }
  }

  /** What moved to a later page meanwhile stands there once. */
  #joined(lines: Line[], { items }: Page<Line>): Line[] {
    const known = new Set(lines.map(this.#key));
    return [...lines, ...items.filter((line) => !known.has(this.#key(line)))];
  }
}
