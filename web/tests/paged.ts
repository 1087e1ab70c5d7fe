/** Lists of more than one page, where the seed has none so long: what the server answers, cut into shorter pages. */
import type { Page } from 'playwright-core';

/** How a list was asked for. */
export type Paged = {
  /** The cursors that were named, '' for the first page. */
  asked: string[];
  /** Holds what is asked for from now on; what it gives lets it go on. */
  hold: () => () => void;
};

/** Cuts the list at that path into pages of so many lines. */
export async function paged(page: Page, path: string, lines: number): Promise<Paged> {
  const asked: string[] = [];
  let held = Promise.resolve();
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      const url = new URL(route.request().url());
      const cursor = url.searchParams.get('cursor') ?? '';
      asked.push(cursor);
      await held;
      url.searchParams.delete('cursor');
      const response = await route.fetch({ url: url.href });
      const { next: _, ...list } = (await response.json()) as { items: unknown[]; next?: string };
      const [from, to] = [Number(cursor), Number(cursor) + lines];
      const next = to < list.items.length ? { next: String(to) } : {};
      await route.fulfill({ response, json: { ...list, items: list.items.slice(from, to), ...next } });
    },
  );
  return {
    asked,
    hold() {
      let letGo = () => {};
      held = new Promise((done) => (letGo = done));
      return () => letGo();
    },
  };
}
