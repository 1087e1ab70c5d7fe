/**
 * Whether what has the focus is seen to have it (WCAG 2.2, 2.4.11): within the window, and not all of it under a bar
 * that stays in sight, or under anything else.
 */
import type { Page } from 'playwright-core';

/**
 * What keeps all of an element from being seen, or nothing where some of it is. It is looked at in several points,
 * its label's as well: a field may be hidden in a label that looks like a button.
 *
 * Runs in the page, and so needs nothing from here.
 */
export async function hiderOf(element: Element): Promise<string | undefined> {
  const own = [element, ...((element as HTMLInputElement).labels ?? [])];
  const isOpaque = (it: Element) => {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(it);
    if (/^(IMG|VIDEO|CANVAS|IFRAME)$/.test(it.tagName)) return true;
    return Number(opacity) > 0 && (backgroundImage !== 'none' || !/^rgba\(.*, 0\)$/.test(backgroundColor));
  };
  const coverAt = (x: number, y: number) => {
    const above: Element[] = [];
    for (const it of document.elementsFromPoint(x, y)) {
      if (own.some((one) => one.contains(it))) return above.find(isOpaque);
      above.push(it);
    }
    return above[0] ?? document.documentElement;
  };
  const look = () => {
    const hiders = new Set<Element>();
    for (const box of own.flatMap((it) => [...it.getClientRects()])) {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      if (left >= right || top >= bottom) continue;
      for (const across of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        for (const down of [0.15, 0.5, 0.85]) {
          const cover = coverAt(left + (right - left) * across, top + (bottom - top) * down);
          if (!cover) return undefined;
          hiders.add(cover);
        }
      }
    }
    const said = [...hiders].map((it) => (it as HTMLElement).cloneNode(false) as HTMLElement);
    return said.length > 0 ? said.map((it) => it.outerHTML).join(', ') : 'the edge of the window';
  };
  // The page is drawn anew after a key, and what led there may still be on its way out.
  let hider = look();
  for (let frames = 0; hider && frames < 20; frames += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    hider = look();
  }
  return hider;
}

/** Fails where nothing is seen of what has the focus. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const hidden = await hiddenFocus(page);
  if (hidden) throw new Error(hidden);
}

/** What has the focus and what hides it, or nothing where it is seen, or where nothing has it. */
export async function hiddenFocus(page: Page): Promise<string | undefined> {
  const focused = await page.evaluateHandle(() => document.activeElement ?? document.body);
  const about = await focused.evaluate((it) => {
    // A page that has the focus as a whole has it nowhere, and a frame has its own within.
    return /^(BODY|HTML|IFRAME)$/.test(it.tagName) ? undefined : (it as HTMLElement).outerHTML.slice(0, 120);
  });
  const hider = about && (await focused.evaluate(hiderOf));
  await focused.dispose();
  return hider ? `${about} has the focus, and nothing of it is seen: there is ${hider}` : undefined;
}
