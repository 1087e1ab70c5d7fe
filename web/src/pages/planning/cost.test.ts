import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { choose } from '../../texts/language.svelte';
import { monthly, RATES } from './cost';
import { bill } from './filled';
import { texts } from './texts';

afterEach(() => {
  vi.unstubAllGlobals();
  choose('en');
});

const told = readFileSync(resolve(import.meta.dirname, '../../../../docs/costs.md'), 'utf8');

test('the rates are those of the formula in docs/costs.md', () => {
  const [, formula = ''] = /## The formula[^]*?```\n([^]*?)```/.exec(told) ?? [];
  const rates = [...formula.matchAll(/0\.\d+/g)].map(Number);
  expect(rates).toEqual([RATES.submission, RATES.sent, RATES.kept, RATES.watched, RATES.scanned, RATES.scan]);
});

test('the bill is that of the example in docs/costs.md, which rounds', () => {
  const { control, kept, watched, scanned, all } = monthly({
    submissions: 5000 / 12,
    gigabytes: 0.5,
    months: 12,
    views: 2,
  });
  const [, example = ''] = /Control plane (.*) a month/.exec(told) ?? [];
  const dollars = [...example.matchAll(/\$(\d+(\.\d+)?)/g)].map(([, value]) => Number(value));
  const off = [control, kept, watched, scanned, all].map((value, at) => Math.abs(value - (dollars[at] ?? NaN)));
  expect(Math.max(...off)).toBeLessThan(0.5);
  expect(monthly({ submissions: 0, gigabytes: 1, months: 1, views: 1 }).all).toBe(0);
});

test('the bill is in US dollars, written as its reader’s region writes them', () => {
  const use = { submissions: 10_000, gigabytes: 1, months: 12, views: 2 };
  const total = () => bill(use, texts.en).flatMap((block) => (block.kind === 'table' ? block.rows.at(-1)?.[1] : []));
  expect(total()).toEqual(['$5,482.60']);
  vi.stubGlobal('navigator', { languages: ['es-ES'] });
  choose('es');
  expect(total()).toEqual(['5482,60\u00a0US$']);
});
