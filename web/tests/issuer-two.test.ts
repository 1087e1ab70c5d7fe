/** Who works for two issuers stays at the one that she chose, wherever the desk's links lead. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { person, small } from './browser';
import { decide, caller, Life, score, staff } from './lives';
import { people, signIn } from './people';

/** The issuer of the seed. */
const RIVERBEND = 'org_00000000000000000000000001';
const IDEAS = 'generating-ideas';
const EMAIL = 'tova.lind@credentials.aspen.example.org';

/** The links to the desk on the page, by where they lead, that name no organisation or another one. */
const astray = (page: Page) =>
  page.locator('main a[href*="/issuer"], main a[href^="/district"]').evaluateAll((links, wanted) => {
    const addresses = links.map((link) => new URL((link as HTMLAnchorElement).href));
    return addresses.filter(({ searchParams }) => searchParams.get('organisation') !== wanted).map(({ href }) => href);
  }, RIVERBEND);

/** Waits until nothing that is seen is on its way any more. */
const hasCome = (page: Page) =>
  page.waitForFunction(() => ![...document.querySelectorAll('main .loading')].some((it) => it.checkVisibility()));

test('who works for two issuers stays at the one that she chose', async () => {
  const aspen = await staff().ask<{ id: string }>('POST', '/api/organisations', {
    organisation: RIVERBEND,
    kind: 'issuer',
    name: 'Aspen Credentials',
    url: 'https://credentials.aspen.example.org',
    contact: 'office@credentials.aspen.example.org',
    administrator: { name: 'Tova Lind', email: EMAIL },
  });
  const roles = ['administrator', 'issuer', 'developer'];
  const hers = { email: EMAIL, name: 'Tova Lind', organisation: RIVERBEND, roles };
  const { version } = await staff().ask<{ version: number }>('PUT', '/api/people', { ...hers, version: 0 });
  expect(version).toBeGreaterThan(0);
  const life = await Life.anew(caller(people.earners[2]));
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');

  const page = await signIn(await person({ viewport: small }), EMAIL);
  const place = page.getByRole('combobox', { name: 'Organisation', exact: true });
  await page.goto('/issuer/people');
  await expect.poll(() => place.inputValue()).toBe(aspen.id);
  await place.selectOption(RIVERBEND);
  await expect.poll(() => place.inputValue()).toBe(RIVERBEND);

  const desk = page.getByRole('navigation', { name: 'Issuer’s desk' });
  for (const name of await desk.getByRole('link').allInnerTexts()) {
    await desk.getByRole('link', { name, exact: true }).click();
    await desk.locator('[aria-current="page"]', { hasText: name }).waitFor();
    expect(new URL(page.url()).searchParams.get('organisation'), name).toBe(RIVERBEND);
    await hasCome(page);
    expect(await astray(page), name).toEqual([]);
  }
  for (const [at, shows] of [
    [`/issuer/submissions/${life.submission}?`, 'What happened'],
    [`/issuer/benchmarks?microcredential=${IDEAS}&submission=${life.submission}&`, 'Keep the first attempt'],
    ['/issuer/people?person=new&', 'Invite somebody'],
  ] as const) {
    await page.goto(`${at}organisation=${RIVERBEND}`);
    await page.getByRole('heading', { name: shows, exact: false }).first().waitFor();
    await hasCome(page);
    expect(await astray(page), at).toEqual([]);
  }
});
