/** Nothing moves under a reader's finger: layout shift of every page, with an API that takes its time. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { desktop, phone } from './browser';
import { everyPage, Visitors } from './pages';

vi.setConfig({ testTimeout: 900_000 });

/** What a page's parts may move, all in all, where 0.1 is held to be good. */
const MOST = 0.01;
/** Milliseconds that an answer takes, so that there is something to be seen before it. */
const DELAY = 150;

type Shift = { value: number; moved: string[] };
type LayoutShift = PerformanceEntry & {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
};

/** Keeps what moves, in the page. */
function observe(): void {
  const shifts: Shift[] = [];
  Object.assign(globalThis, { shifts });
  const said = (node: Node | null) =>
    node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? 'gone').slice(0, 80);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => said(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function shiftsOf(context: BrowserContext, address: string, forgets: string[]): Promise<Shift[]> {
  const page: Page = await context.newPage();
  await page.addInitScript(observe);
  // What the header showed last time, and that somebody was signed in: browsers forget both, and keep the session.
  await page.addInitScript((names) => {
    if (self === top) names.forEach((name) => localStorage.removeItem(name));
  }, forgets);
  await page.route('**/api/**', async (route) => {
    await new Promise((done) => setTimeout(done, DELAY));
    await route.continue().catch(() => {});
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
  await page.close();
  return shifts;
}

test.each([
  ['on a phone', phone, []],
  ['on a phone that was never here', phone, ['header']],
  ['on a phone that has forgotten her', phone, ['header', 'signed-in']],
  ['on a desktop', desktop, []],
])('no page moves while it comes, %s', async (_, viewport, forgets) => {
  const pages = await everyPage();
  const visitors = new Visitors({ viewport });
  const found: string[] = [];
  for (const { path, address, who } of pages) {
    const shifts = await shiftsOf(await visitors.of(who), address, forgets);
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    if (sum > MOST) found.push(`${path}: ${sum.toFixed(3)} ${JSON.stringify(shifts)}`);
  }
  expect(found.join('\n'), 'pages whose parts move').toBe('');
});
