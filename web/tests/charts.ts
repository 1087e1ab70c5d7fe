/** Charts that are read without their colours, and as tables. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { picture } from './browser';

/**
 * Expects every chart of the page to say the same in words as its table does, in bars that differ in their length alone;
 * and keeps pictures of it as whoever sees no colours, or chose her own, has it.
 */
export async function expectReadableWithoutColour(page: Page, state: string): Promise<void> {
  const charts = await page.evaluate(() => {
    const text = (within: Element, at: string) => within.querySelector(at)?.textContent?.trim() ?? '';
    return [...document.querySelectorAll('.chart')].map((chart) => {
      const bars = [...chart.querySelectorAll('.bar')].map((bar) => getComputedStyle(bar));
      const rows = [...(chart.nextElementSibling?.querySelectorAll('tbody tr') ?? [])];
      return {
        looks: [...new Set(bars.map((style) => `${style.backgroundColor} ${style.backgroundImage}`))],
        edges: bars.map((style) => `${style.borderTopStyle} ${style.borderTopWidth}`),
        lines: [...chart.querySelectorAll('.line')].map((line) => ({
          said: [text(line, '.name'), text(line, '.track .small')],
          length: line.querySelector('.bar')?.getBoundingClientRect().width,
        })),
        rows: rows.map((row) => [...row.querySelectorAll('td > div')].map((cell) => cell.textContent?.trim() ?? '')),
      };
    });
  });
  expect(charts.length, `${state}: there are charts`).toBeGreaterThan(0);
  for (const { looks, edges, lines, rows } of charts) {
    expect(looks.length, `${state}: all bars look alike`).toBeLessThanOrEqual(1);
    expect(
      edges.filter((edge) => edge !== 'solid 1px'),
      `${state}: bars have an edge where colours are the reader’s own`,
    ).toEqual([]);
    expect(lines.map(({ said }) => said)).toEqual(rows);
    const drawn = lines
      .flatMap(({ said, length }) => (length === undefined ? [] : [{ figure: figureOf(said[1]), length }]))
      .toSorted((one, other) => one.figure - other.figure);
    const lengths = drawn.map(({ length }) => length);
    expect(lengths, `${state}: what is more is longer`).toEqual([...lengths].toSorted((one, other) => one - other));
  }

  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
  await picture(page, `${state}-without-colour`);
  await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
  await devtools.detach();
  await page.emulateMedia({ forcedColors: 'active' });
  await picture(page, `${state}-own-colours`);
  await page.emulateMedia({ forcedColors: null });
}

/** The number in a figure with its unit: `$1,200`, `9 hours`. */
function figureOf(told = ''): number {
  return Number(told.replaceAll(/\D/g, ''));
}
