/** A shortlist: filled from the pages of definitions, put in order, shared with an adviser, and talked about. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Shapes } from '../src/api/client';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, picture, small } from './browser';
import { tabTo } from './hands';
import { caller, until } from './lives';
import { letter, pageOf, people, signIn } from './people';

type Shortlist = Shapes['Shortlist'];

const IDEAS = 'generating-ideas';
const RELATIONSHIPS = 'building-positive-relationships-with-students';
const WHY_IDEAS = 'Why “Generating Ideas”?';
const UP = /^Move up ?: Building Positive Relationships with Students$/;

const read = (email: string) => caller(email).ask<Shortlist>('GET', '/api/shortlist');
const kept = (email: string, wanted: (list: Shortlist) => boolean) => until(() => read(email), wanted);
const slugs = ({ items }: Shortlist) => items.map(({ microcredential }) => microcredential);

/** Puts these on somebody's list, and nothing else. */
async function fill(email: string, list: string[]): Promise<void> {
  const { version } = await read(email);
  const items = list.map((microcredential) => ({ microcredential }));
  await caller(email).ask('PUT', '/api/shortlist', { version, items });
}

/** Puts one on the list from its page. */
async function add(page: Page, slug: string): Promise<void> {
  await page.goto(`/microcredentials/${slug}`);
  await page.getByRole('button', { name: 'Add to my shortlist' }).click();
  await page.getByText('It is on your shortlist.').waitFor();
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

test('a shortlist is filled, put in order, shared, and talked about until the adviser ends it', async () => {
  const [owner, email] = [people.earners[0], 'mira.castell@school.example.org'];
  await fill(owner, []);
  const page = await pageOf(await person(), owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'My shortlist' }).click();
  await page.getByRole('heading', { name: 'Nothing is on your shortlist yet' }).waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-empty');

  await add(page, IDEAS);
  await add(page, RELATIONSHIPS);
  await expectAccessibleInEveryLook(page, 'definition-shortlist');
  const isOn = page.getByRole('button', { name: /^On your shortlist ?: take it off$/ });
  await isOn.click();
  await page.getByText('It is off your shortlist.').waitFor();
  await kept(owner, (list) => slugs(list).length === 1);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByText('It is on your shortlist.').waitFor();
  await expect.poll(() => isOn.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.getByRole('link', { name: 'See your shortlist' }).click();

  await page.getByText('2 micro-credentials, about 18 hours in all').waitFor();
  await page.getByRole('button', { name: UP }).click();
  await page.getByText('“Building Positive Relationships with Students” is now number 1 of 2.').waitFor();
  await expect.poll(() => focused(page)).toBe(`item-${RELATIONSHIPS}-up`);
  await page.keyboard.press('Enter');
  await page.getByLabel(WHY_IDEAS).fill('My fifth grade asks little. <img src=x onerror=alert(1)>');
  await page.getByLabel('Your aim').fill('More talk in every lesson.');
  const list = await kept(owner, ({ aim }) => aim === 'More talk in every lesson.');
  expect(slugs(list)).toEqual([RELATIONSHIPS, IDEAS]);
  expect(list.items[1]?.why).toContain('My fifth grade asks little.');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.getByText('What would these count for?').click();
  await page.getByText(/if they were all awarded today/).waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-filled');

  await page.getByRole('button', { name: /^Take off ?: Generating Ideas$/ }).click();
  await page.getByText('“Generating Ideas” is off the list.').waitFor();
  await page.getByText('1 micro-credential, about 12 hours in all').waitFor();
  await expectAccessible(page, 'shortlist-removed');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe(`item-${IDEAS}-why`);
  expect(await page.getByLabel(WHY_IDEAS).inputValue()).toContain('My fifth grade asks little.');
  await kept(owner, (now) => slugs(now).length === 2);

  await page.emulateMedia({ media: 'print' });
  await page.getByText('My fifth grade asks little.', { exact: false }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await picture(page, 'shortlist-printed');
  await page.emulateMedia({ media: null });

  await page.getByLabel('Adviser’s name').fill('Mira Castell');
  await page.getByLabel('Adviser’s e-mail address').fill('mira');
  await page.getByRole('button', { name: 'Share it' }).click();
  await page.getByText('Write one e-mail address of the form', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-refused');
  await page.getByLabel('Adviser’s e-mail address').fill(email);
  await page.getByRole('button', { name: 'Share it' }).click();
  await page.getByText('Mira Castell can read your list now', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-shared');

  const invitation = await letter(email, (it) => it.subject === 'Somebody shares a shortlist with you');
  expect(invitation.links.some((link) => link.endsWith('/shortlists'))).toBe(true);
  const adviser = await signIn(await person(), email);
  await adviser.getByRole('link', { name: 'Shortlists shared with you' }).click();
  await adviser.getByRole('heading', { name: 'Shortlists shared with you', level: 1 }).waitFor();
  await adviser.getByText('More talk in every lesson.').waitFor();
  await adviser.getByText('<img src=x', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(adviser, 'shortlists');
  await adviser.getByRole('button', { name: /^Remark on it ?: Generating Ideas$/ }).click();
  await expect.poll(() => adviser.getByLabel(/^About what do you write to /).inputValue()).toBe(IDEAS);
  await adviser.keyboard.insertText('Begin with this one.');
  await adviser.getByRole('button', { name: /^Send ?: to / }).click();
  await adviser.getByText('Begin with this one.', { exact: true }).waitFor();
  await adviser.getByText('on “Generating Ideas”', { exact: false }).waitFor();
  await adviser.getByText('Sent.', { exact: true }).waitFor();
  expect(await adviser.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
  await expectAccessibleInEveryLook(adviser, 'shortlists-remarked');

  await page.reload();
  await page.getByText('Begin with this one.', { exact: true }).waitFor();
  await page.getByLabel('Your remark to Mira Castell').fill('I will, in spring.');
  // Not sent yet, it isn't lost.
  await page.reload();
  await expect.poll(() => page.getByLabel('Your remark').inputValue()).toBe('I will, in spring.');
  await page.getByRole('button', { name: /^Send ?: to Mira Castell$/ }).click();
  await page.getByText('I will, in spring.', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-remarks');

  await adviser.reload();
  await adviser.getByText('I will, in spring.', { exact: true }).waitFor();
  await adviser.getByRole('button', { name: /^Read it no more/ }).click();
  await expectAccessibleInEveryLook(adviser, 'shortlists-end');
  await adviser.getByRole('button', { name: 'Yes, end it' }).click();
  await adviser.getByRole('heading', { name: 'Nobody shares a shortlist with you' }).waitFor();
  await expect.poll(() => adviser.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await expectAccessibleInEveryLook(adviser, 'shortlists-none');
  // She keeps a list too, but was only ever asked: she shares it with nobody.
  await adviser.goto('/shortlist');
  await adviser.getByText('You belong to no organisation', { exact: false }).waitFor();
  expect(await adviser.getByRole('button', { name: 'Share it' }).count()).toBe(0);

  await page.reload();
  await page.getByText('the adviser ended it on', { exact: false }).waitFor();
  await page.getByText('Begin with this one.', { exact: true }).waitFor();
  expect(await page.getByLabel('Your remark').count()).toBe(0);
  await expectAccessibleInEveryLook(page, 'shortlist-ended');
});

test('two tabs: what one of them changed is taken in, what both changed is asked', async () => {
  const owner = people.earners[1];
  await fill(owner, [IDEAS, RELATIONSHIPS]);
  const context = await person();
  const one = await pageOf(context, owner);
  const other = await context.newPage();
  // In the background a page doesn't look at what was saved elsewhere: it hears of it when it saves.
  for (const page of [one, other]) {
    await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }));
    await page.goto('/shortlist');
    await page.getByLabel(WHY_IDEAS).waitFor();
  }
  await one.getByLabel(WHY_IDEAS).fill('For the spring.');
  await kept(owner, ({ items }) => items[0]?.why === 'For the spring.');
  await other.getByRole('button', { name: UP }).click();
  await other.getByText('Your list was changed in another tab').waitFor();
  await expect.poll(() => other.getByLabel(WHY_IDEAS).inputValue()).toBe('For the spring.');
  const list = await kept(owner, (now) => slugs(now)[0] === RELATIONSHIPS);
  expect(list.items[1]?.why).toBe('For the spring.');

  await other.getByLabel('Your aim').fill('Theirs.');
  await kept(owner, ({ aim }) => aim === 'Theirs.');
  await one.getByLabel('Your aim').fill('Mine.');
  await one.getByRole('heading', { name: 'Changed in two places' }).waitFor();
  // A page in the background is not drawn anew.
  await one.bringToFront();
  await expectAccessibleInEveryLook(one, 'shortlist-clash');
  await one.getByRole('button', { name: 'Keep both, one below the other' }).click();
  await expect.poll(() => focused(one)).toBe('shortlist-aim');
  await kept(owner, ({ aim }) => aim === 'Mine.\n\nTheirs.');
});

test('a line that breaks loses no reason', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const owner = people.earners[1];
  await fill(owner, [IDEAS]);
  const page = await pageOf(await person(), owner);
  await page.goto('/shortlist');
  const why = page.getByLabel(WHY_IDEAS);
  await why.waitFor();
  await page.route('**/api/shortlist', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await why.fill('Written without a line.');
  await page.getByText('Could not save. It is tried again').first().waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect.poll(() => why.inputValue()).toBe('Written without a line.');
  await page.unroute('**/api/shortlist');
  await kept(owner, ({ items }) => items[0]?.why === 'Written without a line.');
});

test('by keyboard alone, on the smallest phone, in Spanish, a list is ordered, shared, remarked on and ended', async () => {
  const owner = people.earners[2];
  await fill(owner, [IDEAS, RELATIONSHIPS]);
  const page = await pageOf(await person({ viewport: small, locale: 'es-ES' }), owner);
  await page.goto('/shortlist');
  await page.getByRole('heading', { name: 'Mi lista de opciones', level: 1 }).waitFor();
  await tabTo(page.getByRole('button', { name: /^Bajar ?: Generating Ideas$/ }));
  await page.keyboard.press('Enter');
  await page.getByText('«Generating Ideas» es ahora la número 2 de 2.').waitFor();
  await kept(owner, (list) => slugs(list)[1] === IDEAS);
  await tabTo(page.getByLabel('Su nombre'));
  await page.keyboard.insertText('Inés Adler');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(people.webmaster);
  await page.keyboard.press('Enter');
  await page.getByText('Inés Adler ya puede leer su lista', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'shortlist-es');

  const adviser = await pageOf(await person({ viewport: small, locale: 'es-ES' }), people.webmaster);
  await adviser.goto('/shortlists');
  await adviser.getByRole('heading', { name: /^Lista de opciones de / }).waitFor();
  await tabTo(adviser.getByRole('button', { name: /^Hacer una observación ?: Generating Ideas$/ }));
  await adviser.keyboard.press('Enter');
  await adviser.keyboard.insertText('¿Por qué esta?');
  await adviser.keyboard.press('Tab');
  await adviser.keyboard.press('Enter');
  await adviser.getByText('¿Por qué esta?', { exact: true }).waitFor();
  await expectAccessibleInEveryLook(adviser, 'shortlists-es');

  await tabTo(page.getByRole('button', { name: /^Dejar de compartir ?: con Inés Adler$/ }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Sí, terminar' }));
  await page.keyboard.press('Enter');
  await page.getByText('usted lo terminó el', { exact: false }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Inés Adler');
  await adviser.reload();
  await adviser.getByRole('heading', { name: 'Nadie comparte una lista con usted' }).waitFor();
});

test('what an adviser writes stays when the owner ends the sharing meanwhile', async () => {
  const owner = people.earners[1];
  await fill(owner, [IDEAS]);
  const asked = { name: 'Inés Adler', email: people.webmaster };
  const { share } = await caller(owner).ask<{ share: string }>('POST', '/api/shortlist/shares', asked);
  const page = await pageOf(await person(), people.webmaster);
  await page.goto('/shortlists');
  const remark = page.getByLabel('Your remark');
  await remark.fill('It took me an hour to write this.');
  await page.getByLabel(/^About what do you write to /).selectOption(IDEAS);
  await fill(owner, [RELATIONSHIPS]);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('Your remark is about the whole list now.', { exact: false }).waitFor();
  await caller(owner).ask('DELETE', `/api/shortlists/${share}`);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('It is no longer shared: this was not sent.', { exact: false }).waitFor();
  expect(await remark.inputValue()).toBe('It took me an hour to write this.');
  expect(await page.getByText('Generating Ideas').count()).toBe(0);
  await expectAccessible(page, 'shortlists-over');
});

test('what is sent again because its answer was lost is said once', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const owner = people.earners[1];
  await fill(owner, [IDEAS]);
  const asked = { name: 'Inés Adler', email: people.webmaster };
  const { share } = await caller(owner).ask<{ share: string }>('POST', '/api/shortlist/shares', asked);
  const page = await pageOf(await person(), owner);
  await page.goto('/shortlist');
  const remark = page.getByLabel('Your remark to Inés Adler');
  await remark.fill('Shall I begin with it?');
  await page.route('**/remarks', async (route) => {
    await route.fetch();
    await route.abort();
  });
  const send = page.getByRole('button', { name: /^Send ?: to Inés Adler$/ });
  await send.click();
  await page.getByText('No answer came.', { exact: false }).waitFor();
  await page.unroute('**/remarks');
  await caller(people.webmaster).ask('POST', `/api/shortlists/${share}/remarks`, { text: 'Do.' });
  await send.click();
  await page.getByText('Sent.', { exact: true }).waitFor();
  expect(await remark.inputValue()).toBe('');
  const { shares } = await read(owner);
  const said = shares.find((each) => each.share === share)?.remarks.map(({ text }) => text);
  expect(said).toEqual(['Shall I begin with it?', 'Do.']);
  await caller(owner).ask('DELETE', `/api/shortlists/${share}`);
});

test('whoever isn’t signed in has no list, and signs in to see hers', async () => {
  const page = await (await person()).newPage();
  await page.goto(`/microcredentials/${IDEAS}`);
  await page.getByRole('button', { name: 'Start' }).waitFor();
  expect(await page.getByRole('button', { name: 'Add to my shortlist' }).count()).toBe(0);
  await page.goto('/shortlist');
  await page.getByLabel('Your e-mail address').waitFor();
});
