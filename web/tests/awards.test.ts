import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { caller, decide, Life, score } from './lives';
import { pageOf, people } from './people';

const IDEAS = 'generating-ideas';
const RIGOR = 'recognizing-and-upholding-academic-rigor';
const earner = people.earners[0];

type Award = { id: string; public: boolean; named: boolean; microcredential: string };

async function awarded(slug: string): Promise<void> {
  const life = await Life.open(caller(earner), slug);
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
}

async function shown(): Promise<Pick<Award, 'public' | 'named'> | undefined> {
  const { items } = await caller(earner).ask<{ items: Award[] }>('GET', '/api/awards');
  const found = items.find(({ microcredential }) => microcredential === IDEAS);
  return found && { public: found.public, named: found.named };
}

async function downloaded(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, link.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('an earner shows and hides her awards, takes them along, and has several signed together', async () => {
  await awarded(IDEAS);
  await awarded(RIGOR);
  const page = await pageOf(await person(), earner);
  await page.goto('/awards');
  await page.getByText('Valid', { exact: true }).nth(1).waitFor();
  const card = page.getByRole('article', { name: 'Generating Ideas' });
  await card.getByText('Share and download').click();
  await expectAccessibleInEveryLook(page, 'awards');

  // With her name, and back again, by keyboard.
  await card.getByRole('switch', { name: 'With my name' }).focus();
  await page.keyboard.press('Space');
  await card.getByText('Saved: public, with your name.').waitFor();
  expect(await shown()).toEqual({ public: true, named: true });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card.getByText('Saved: public, without your name.').waitFor();
  expect(await shown()).toEqual({ public: true, named: false });

  // Private: the public learns only that it is valid.
  await card.getByRole('switch', { name: 'Public' }).click();
  await card.getByText('Saved: private from now on.').waitFor();
  const address = await card.getByLabel('Address of the badge').inputValue();
  const told = await fetch(`${inject('origin')}${new URL(address).pathname}.json`);
  expect(await told.json()).toEqual({ valid: true });
  await expectAccessibleInEveryLook(page, 'awards-private');
  await card.getByRole('button', { name: 'Undo' }).click();
  await card.getByText('Saved: public, without your name.').waitFor();

  // What she chose elsewhere meanwhile isn't overwritten.
  type Newest = { items: [{ id: string; version: number }] };
  const [{ id, version }] = (await caller(earner).ask<Newest>('GET', '/api/awards')).items;
  await caller(earner).ask('PUT', `/api/awards/${id}/visibility`, { version, public: false, named: false });
  const other = page.getByRole('article', { name: 'Recognizing and Upholding Academic Rigor' });
  await other.getByRole('switch', { name: 'With my name' }).click();
  await other.getByText('It was changed elsewhere meanwhile.').waitFor();
  expect(await other.getByRole('switch', { name: 'Public' }).isChecked()).toBe(false);

  const profile = new URL((await card.getByRole('link', { name: 'Add to LinkedIn' }).getAttribute('href')) ?? '');
  expect(profile.searchParams.get('certUrl')).toBe(address);
  const png = await downloaded(page, card.getByRole('link', { name: /^Picture \(PNG\)/ }));
  expect(png.name).toBe('generating-ideas.png');
  expect(png.bytes.includes('openbadgecredential')).toBe(true);
  const json = await downloaded(page, card.getByRole('link', { name: /^Open Badge \(JSON\)/ }));
  expect(JSON.parse(json.bytes.toString()).id).toBe(address);

  const bundle = page.getByRole('region', { name: 'Several awards in one file' });
  await bundle.getByRole('button', { name: 'Have them signed' }).click();
  await bundle.getByText('Choose 1 to 20 awards.').waitFor();
  for (const box of await bundle.getByRole('checkbox').all()) await box.check();
  await bundle.getByRole('button', { name: 'Have them signed' }).click();
  await bundle.getByText('Signed, with 2 awards.').waitFor();
  await expectAccessibleInEveryLook(page, 'awards-bundle');
  const clr = await downloaded(page, bundle.getByRole('link', { name: 'Download the file' }));
  const document = JSON.parse(clr.bytes.toString());
  expect(document.type).toContain('ClrCredential');
  expect(document.credentialSubject.verifiableCredential).toHaveLength(2);
});

test('whoever holds none is told how to get one, and a refusal is told in the language of the page', async () => {
  const page = await pageOf(await person(), people.earners[2]);
  await page.goto('/awards');
  await page.getByRole('heading', { name: 'No award yet' }).waitFor();
  await expectAccessibleInEveryLook(page, 'awards-none');

  const spanish = await pageOf(await person({ locale: 'es-MX' }), people.administrator);
  await spanish.goto('/issuer/awards/awd_01JAB3XW0Q6Q5X8T5G9W9K7V2N');
  await spanish.getByText('Aquí no hay nada, o no le corresponde verlo.').waitFor();
});
