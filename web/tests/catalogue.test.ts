import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';

test('the catalogue can be read by anybody and searched', async () => {
  const page = await (await person()).newPage();
  await page.goto('/');

  await page.getByRole('heading', { name: 'Micro-credentials', level: 1 }).waitFor();
  await page.getByText('7 micro-credentials').waitFor();
  await expectAccessibleInEveryLook(page, 'catalogue');

  await page.getByLabel('Search').fill('brainstorming');
  await page.getByText('1 of 7 micro-credentials').waitFor();
  expect(await page.getByRole('article').getByRole('heading').allTextContents()).toEqual(['Generating Ideas']);
  expect(new URL(page.url()).search).toBe('?q=brainstorming');

  await page.getByLabel('Search').fill('no such thing');
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await expectAccessibleInEveryLook(page, 'catalogue-nothing');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByText('7 micro-credentials').waitFor();
});

test('an address without a page says so, from the server and in the portal', async () => {
  const page = await (await person()).newPage();
  const answer = await page.goto('/nothing-here');
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  await expectAccessibleInEveryLook(page, 'nothing-here');

  expect((await page.goto('/issuer/a/b/c'))?.status()).toBe(200);
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
});

test('the page runs nothing but its own files and is framed nowhere', async () => {
  const page = await (await person()).newPage();
  const headers = (await page.goto('/'))?.headers() ?? {};
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['cache-control']).toBe('no-cache');
  const asset = await page.locator('script[src]').first().getAttribute('src');
  const cached = await page.request.get(asset ?? '');
  expect(cached.headers()['cache-control']).toContain('immutable');
});

test('without JavaScript the page says so, and its links work', async () => {
  const page = await (await person({ javaScriptEnabled: false })).newPage();
  for (const path of ['/', '/microcredentials/generating-ideas', '/work', '/assignment']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Touchstone needs JavaScript here' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Touchstone necesita JavaScript aquí' }).isVisible()).toBe(true);
  }
  const links = page.getByRole('main').getByRole('link');
  expect(await links.count()).toBe(2);
  for (const at of [0, 1]) {
    await links.nth(at).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/verify');
    await page.goBack();
  }
});
