/**
 * Text as its readers set it: twice as large (WCAG 1.4.4), with the spaces of 1.4.12, and in a window of 320 pixels.
 * Nothing scrolls sideways, nothing is cut off, and nothing lies over what can be pressed.
 */
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { desktop, picture, small } from './browser';

const LARGE = 'html { font-size: 200% !important; }';
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

const SETTINGS = [
  ['twice as large', desktop, LARGE],
  ['on the smallest phone', small, ''],
  ['spaced', desktop, SPACED],
  ['spaced, on the smallest phone', small, SPACED],
] as const;

/** Expects that the page fits however its text is set. A picture is kept of what doesn't. */
export async function expectFits(page: Page, state: string, within: Page | Frame = page): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  for (const [name, size, styles] of SETTINGS) {
    await page.setViewportSize(size);
    await within.evaluate(set, styles);
    const found = await within.evaluate(misfits);
    if (found.length > 0) await picture(page, `fits-${state}-${name.replaceAll(/\W+/g, '-')}`);
    expect.soft(found, `${state}, text ${name}`).toEqual([]);
  }
  await within.evaluate(set, '');
  await page.setViewportSize(before);
}

/** Runs in the page: sets its text so, and waits until it is drawn. The policy lets no sheet in but by script. */
async function set(styles: string): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Runs in the page: what doesn't fit. */
function misfits(): string[] {
  const found: string[] = [];
  const said = (it: Element) =>
    `${(it.cloneNode() as Element).outerHTML.slice(0, 90)} “${it.textContent?.trim().slice(0, 40)}”`;
  const isSeen = (it: Element) =>
    it.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    // What is there to be heard only is a pixel wide, or clipped.
    !(function isUnseen(at: Element | null): boolean {
      return at !== null && (getComputedStyle(at).clipPath !== 'none' || isUnseen(at.parentElement));
    })(it);
  const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(isSeen);

  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) {
    const widest = all.filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
    found.push(`it is ${wider} px wider than the window: ${widest.slice(-3).map(said).join(', ')}`);
  }

  for (const it of all) {
    const { overflowX, overflowY, display } = getComputedStyle(it);
    if (!it.textContent?.trim() || display === 'inline' || /^(SELECT|TEXTAREA|VIDEO)$/.test(it.tagName)) continue;
    const isButton = it.matches('button, summary, .button, .tag');
    const isCut = (overflow: string) => overflow === 'hidden' || overflow === 'clip' || isButton;
    if (isCut(overflowX) && it.scrollWidth > it.clientWidth + 1) found.push(`cut off at its side: ${said(it)}`);
    if (isCut(overflowY) && it.scrollHeight > it.clientHeight + 1) found.push(`cut off below: ${said(it)}`);
  }

  // Where what stands beside it grows, a column may be left with a letter or two for each line.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const { length } = text.textContent?.trim() ?? '';
    if (length < 8 || !text.parentElement || !all.includes(text.parentElement)) continue;
    range.selectNodeContents(text);
    if (range.getClientRects().length > length / 3)
      found.push(`pressed into a line of letters: ${said(text.parentElement)}`);
  }

  // A bar that stays in sight lies over what is scrolled under it: that is looked at in seen.ts.
  const barOf = (it: Element | null): Element | null =>
    it && /^(sticky|fixed)$/.test(getComputedStyle(it).position) ? it : it && barOf(it.parentElement);
  const dialog = document.querySelector('dialog:modal');
  const pressed = all
    .filter((it) => it.matches('a[href], button, input, select, textarea, summary') && (!dialog || dialog.contains(it)))
    .map((it) => ({ it, bar: barOf(it), boxes: [...it.getClientRects()] }));
  const meet = (one: DOMRect, other: DOMRect) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  pressed.forEach((one, at) => {
    for (const other of pressed.slice(at + 1)) {
      if (one.bar !== other.bar || one.it.contains(other.it) || other.it.contains(one.it)) continue;
      if (one.boxes.some((box) => other.boxes.some((its) => meet(box, its))))
        found.push(`over each other: ${said(one.it)} and ${said(other.it)}`);
    }
  });
  return found;
}
