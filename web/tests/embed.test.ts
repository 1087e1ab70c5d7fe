import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { expect, inject, onTestFinished, test } from 'vitest';
import { texts } from '../src/embed/loader-texts';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, personWhoseBrowser, phone, picture } from './browser';
import { digits, FORM, frameOf, tallEnough } from './frame';
import { letters, pageOf, people, signIn } from './people';

test("a teacher works in her district's own page, third-party cookies blocked, and goes on in a tab of the portal", async () => {
  const context = await personWhoseBrowser('blocks');
  expect(await getsItsCookieBack(context), "a third party's frame, in her browser").toBe(false);
  expect(await getsItsCookieBack(await personWhoseBrowser('takes')), 'and where they are taken').toBe(true);
  const page = await context.newPage();
  await page.goto(inject('district'));
  const form = page.frameLocator(FORM);

  await form.getByRole('heading', { name: 'Sign in to begin' }).waitFor();
  expect(await page.getByRole('link', { name: 'Open the form in a new tab' }).isVisible(), 'the form is there').toBe(
    false,
  );
  // In each state there is a way out of the frame: here without a session, afterwards with it.
  const outside = form.getByRole('link', { name: 'Open in a new tab' });
  expect(await outside.getAttribute('href')).toBe('/microcredentials/generating-ideas');
  expect(await outside.getAttribute('target')).toBe('_blank');
  await picture(page, 'embed-sign-in');

  const email = people.earners[1];
  const known = await letters(email);
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Mail me the digits' }).click();
  await form.getByLabel('The six digits').waitFor();
  await expectAccessibleInEveryLook(page, 'embed-code', { within: await frameOf(page) });
  await form.getByLabel('The six digits').fill(await digits(email, known));
  await form.getByRole('button', { name: 'Sign in' }).click();

  await form.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  await expectAccessibleInEveryLook(page, 'embed-workspace', { within: await frameOf(page) });
  await tallEnough(page);
  expect(await context.cookies(), 'no cookie of anybody').toEqual([]);
  await picture(page, 'embed-workspace');
  await page.setViewportSize(phone);
  await tallEnough(page);
  await picture(page, 'embed-workspace-phone');

  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    form.getByRole('button', { name: 'Continue in a new tab' }).click(),
  ]);
  await tab.getByRole('button', { name: 'Sign in now' }).waitFor();
  await expectAccessibleInEveryLook(tab, 'embed-handed-over');
  await tab.getByRole('button', { name: 'Sign in now' }).click();
  await tab.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  expect(new URL(tab.url()).pathname).toMatch(/^\/work\/sub_/);
});

test('a tab that is held back is offered again, and a session that is over leaves a way out', async () => {
  const context = await person();
  const page = await context.newPage();
  await page.addInitScript(() => (window.open = () => null));
  await page.goto(inject('district'));
  const form = page.frameLocator(FORM);
  const email = people.earners[1];
  const known = await letters(email);
  await form.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  const outside = form.getByRole('link', { name: 'Open in a new tab' });
  await form.getByLabel('The six digits').waitFor();
  expect(await outside.isVisible(), 'while the digits are typed').toBe(true);
  await form.getByLabel('The six digits').fill(await digits(email, known));
  await page.keyboard.press('Enter');
  await form.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();

  await form.getByRole('button', { name: 'Continue in a new tab' }).click();
  await form.getByText('The new tab was held back').waitFor();
  await expectAccessible(page, 'embed-held-back', { within: await frameOf(page) });
  const [tab] = await Promise.all([context.waitForEvent('page'), outside.click()]);
  await tab.getByRole('button', { name: 'Sign in now' }).click();
  await tab.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  expect(await form.getByText('The new tab was held back').count(), 'its link works once').toBe(0);

  const over = { type: '/problems/signed-out', title: 'Signed out', status: 401, detail: 'Sign in.', requestId: 'r' };
  await context.route('**/api/submissions/*/responses', (route) =>
    route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(over) }),
  );
  await form.getByRole('textbox').first().fill('Typed while the session was over.');
  await form.getByText('Your session is over.', { exact: false }).waitFor();
  expect(await outside.getAttribute('href')).toMatch(/^\/work\/sub_/);
});

test('a wrong code says so, and the form can be used by keyboard alone', async () => {
  const page = await (await person()).newPage();
  await page.goto(`${inject('district')}/leveraging-formative-assessment-during-a-math-lesson`);
  const form = page.frameLocator(FORM);
  const email = people.earners[2];
  const known = await letters(email);
  await form.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  const code = await digits(email, known);
  await form.getByLabel('The six digits').fill(code === '000 000' ? '000 001' : '000 000');
  await page.keyboard.press('Enter');
  await form.getByText('This code is wrong or too old').waitFor();
  await expectAccessible(page, 'embed-code-wrong', { within: await frameOf(page) });

  await form.getByLabel('The six digits').fill(code);
  await page.keyboard.press('Enter');
  await form.getByRole('heading', { level: 1 }).waitFor();
});

test('a site that is not registered sees a link and no form', async () => {
  expectComplaint(/frame-ancestors/);
  const lines = `<script src="${inject('origin')}/embed.js" data-district="org_00000000000000000000000002" async></script>`;
  const port = await site((_, answer) => answer.end(`<title>Foreign</title><body>${lines}`));
  const page = await (await person()).newPage();
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(`http://localhost:${port}/page`);
  await refused;
  expect(await page.getByRole('link', { name: 'Open the form in a new tab' }).isVisible()).toBe(true);
  expect(await page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height)).toBe(0);
});

test.each([
  ['<html lang="es-US">', '', 'es', 'es'],
  ['<html lang="en"><section lang="ES">', '', 'es', 'es'],
  ['<html lang="es"><section lang="en-GB">', '', 'en', null],
  ['<html lang="es">', 'data-language="en"', 'en', 'en'],
  ['<html lang="en">', 'data-language="es-MX"', 'es', 'es'],
  ['<html lang="est">', '', 'en', null],
  ['<html>', '', 'en', null],
] as const)(
  'in %s with “%s” its link is %s, and it asks the form for %s',
  async (around, attribute, language, asked) => {
    expectComplaint(/frame-ancestors/);
    const script = `<script src="${inject('origin')}/embed.js" data-district="org_00000000000000000000000002" ${attribute} async></script>`;
    const port = await site((_, answer) =>
      answer.end(`<!doctype html>${around}<title>Foreign</title><p>Page</p>${script}`),
    );
    const page = await (await person()).newPage();
    await page.goto(`http://localhost:${port}/page`);
    const { title, link } = texts[language];
    await page.getByRole('link', { name: link }).waitFor();
    const frame = page.getByTitle(title);
    expect(new URL((await frame.getAttribute('src')) ?? '').searchParams.get('language')).toBe(asked);
  },
);

test('a page may have two forms, and names of its own', async () => {
  expectComplaint(/frame-ancestors/);
  const script = `<script src="${inject('origin')}/embed.js" data-district="org_00000000000000000000000002"></script>`;
  const names = [...'abcdefghijklmnopqrstuvwxyz'].join();
  const lines = `<title>Foreign</title><p>Page</p>${script}<script>let ${names};</script>${script}`;
  const port = await site((_, answer) => answer.end(lines));
  const page = await (await person()).newPage();
  await page.goto(`http://localhost:${port}/page`);
  await expect.poll(() => page.getByRole('link', { name: texts.en.link }).count()).toBe(2);
  expect(await page.locator('iframe').count()).toBe(2);
});

test('what a page loads of it is one small file', async () => {
  const script = await (await fetch(`${inject('origin')}/embed.js`)).text();
  expect(script.length).toBeLessThan(2000);
  expect(script).not.toMatch(/\b(import|export)\b/);
});

test('a site that tells nobody where its readers come from tells the form its origin, which is as tall as it is', async () => {
  // Chromium takes a page that the test answers for one from far away.
  const page = await (await person({ permissions: ['local-network-access'] })).newPage();
  const district = inject('district');
  await page.route(district, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'referrer-policy': 'no-referrer' } });
  });
  await page.goto(district);
  await page.frameLocator(FORM).getByRole('heading', { name: 'Sign in to begin' }).waitFor();
  // Some browsers have nothing else to tell the form by; the path is nobody's business.
  const told = await (await frameOf(page)).evaluate(() => document.referrer);
  expect(told).toBe(`${new URL(district).origin}/`);
  await tallEnough(page);
});

test('without JavaScript there is a link', async () => {
  const page = await (await person({ javaScriptEnabled: false })).newPage();
  await page.goto(inject('district'));
  const link = page.getByRole('link', { name: 'Open the form' });
  expect(await link.getAttribute('href')).toBe(`${inject('origin')}/microcredentials/generating-ideas`);
});

test("the form's own page is accessible in every look", async () => {
  const page = await (await person()).newPage();
  await page.goto('/embed/org_00000000000000000000000002?language=es');
  await page.getByRole('heading', { name: 'Entre para empezar' }).waitFor();
  await expectAccessibleInEveryLook(page, 'embed-frame');
});

test('where the page asks for nothing in particular, what is offered, a session that ends, and signing out', async () => {
  const page = await (await person()).newPage();
  await page.goto('/embed/org_00000000000000000000000002');
  const email = people.earners[0];
  const known = await letters(email);
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  await page.getByLabel('The six digits').fill(await digits(email, known));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What would you like to show?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'embed-offered');
  const tab = page.context().waitForEvent('page');
  await page
    .getByRole('link', { name: /^Read what it asks for/ })
    .first()
    .click();
  await (await tab).waitForURL(/\/microcredentials\/[\w-]+$/);
  await (await tab).close();

  // The session is gone: whatever is asked for now comes without one.
  await page.route('**/api/**', (route) => {
    const { authorization: _, ...headers } = route.request().headers();
    return route.continue({ headers });
  });
  await page
    .getByRole('button', { name: /^Begin or go on/ })
    .first()
    .click();
  await page.getByText('Your session is over.').first().waitFor();
  await expectAccessibleInEveryLook(page, 'embed-lost');

  // Signed in again, she isn't asked to any more.
  await page.unroute('**/api/**');
  const before = await letters(email);
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  await page.getByLabel('The six digits').fill(await digits(email, before));
  await page.keyboard.press('Enter');
  const out = page.getByRole('button', { name: 'Sign out' });
  await out.waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Try again' }).count()).toBe(0);

  // Signed out, nothing that the page knew is there for whoever comes next.
  await page.evaluate(() => Object.assign(globalThis, { isHers: true }));
  await out.click();
  await expect.poll(() => page.evaluate(() => 'isHers' in globalThis), { timeout: 10_000 }).toBe(false);
  await page.getByRole('heading', { name: 'Sign in to begin' }).waitFor();
});

test('a webmaster registers a site, chooses a colour, copies two lines and sees the form', async () => {
  const page = await signIn(await person(), people.webmaster);
  await page.getByRole('link', { name: 'Your district' }).click();
  await page.getByRole('heading', { name: 'Your district', level: 1 }).waitFor();
  const form = page.getByRole('region', { name: 'The form in your site' });
  const preview = page.frameLocator('iframe[title="Preview of the form"]');
  await preview.getByRole('heading', { name: 'Sign in to begin' }).waitFor();
  await expectAccessibleInEveryLook(page, 'district');

  // Nothing but https:// is a site, and the sentence stands at its field.
  await page.getByRole('button', { name: 'Add a site' }).click();
  const site = page.getByRole('textbox', { name: 'Site 2' });
  await site.fill('http://plain.example.com');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('begin with https://').waitFor();
  expect(await site.getAttribute('aria-invalid')).toBe('true');
  expect(await site.getAttribute('aria-describedby')).toBe('origin-1-errors');
  await expectAccessible(page, 'district-refused');

  await site.fill('https://www.district.example.com/');
  await page.getByRole('checkbox', { name: 'Use our colour' }).check();
  await page.getByLabel('Colour', { exact: true }).fill('#8a1c7c');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The form looks like this from now on.').waitFor();
  expect(await site.inputValue(), 'as browsers write it').toBe('https://www.district.example.com');
  const button = preview.getByRole('button', { name: 'Mail me the digits' });
  await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(138, 28, 124)');

  // What was said of the last time ends with the next change, whatever comes of it.
  await page.getByLabel('Colour', { exact: true }).fill('#8a1c7d');
  await page.getByText('Saved. The form looks like this from now on.').waitFor({ state: 'detached' });
  await page.getByLabel('Colour', { exact: true }).fill('#8a1c7c');

  await page.getByLabel('What the form on that page is about').selectOption('generating-ideas');
  const lines = await page.getByRole('region', { name: 'For your webmaster' }).textContent();
  expect(lines?.split('\n')).toEqual([
    `<script src="${inject('origin')}/embed.js" data-district="org_00000000000000000000000002" data-microcredential="generating-ideas" async></script>`,
    `<noscript><a href="${inject('origin')}/microcredentials/generating-ideas">Micro-credentials</a> · <a href="${inject('origin')}/microcredentials/generating-ideas" lang="es">Microcredenciales</a></noscript>`,
  ]);
  await expectAccessibleInEveryLook(page, 'district-saved');

  const copy = page.getByRole('button', { name: 'Copy', exact: true });
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))));
  await copy.click();
  await page.getByText('Your browser doesn’t let us copy. Select the text and copy it.').waitFor();
  await expectAccessible(page, 'district-not-copied');
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.resolve()));
  await copy.click();
  await page.getByText('Copied', { exact: true }).waitFor();
});

test('where the catalogue doesn’t come, the lines for the webmaster say so, and it is asked for again', async () => {
  expectComplaint(/ERR_FAILED/);
  const page = await pageOf(await person(), people.webmaster);
  await page.route('**/api/microcredentials*', (route) => route.abort());
  await page.goto('/district');
  const told = page.getByText('The micro-credentials could not be listed');
  await told.waitFor();
  await expectAccessibleInEveryLook(page, 'district-no-catalogue');
  await page.unroute('**/api/microcredentials*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await told.waitFor({ state: 'detached' });
  await page.getByLabel('What the form on that page is about').selectOption('generating-ideas');
});

/** A site that lives as long as the test; answers its port. */
async function site(answers: RequestListener): Promise<number> {
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'text/html');
    answers(request, answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Whether a third party's frame in a page gets the cookie back that it has set a moment ago. */
async function getsItsCookieBack(context: BrowserContext): Promise<boolean> {
  const third = await site((request, answer) => {
    answer.setHeader('set-cookie', 'third=1; Path=/; Secure; SameSite=None');
    answer.end(`<title>Third</title><p>${request.headers.cookie?.includes('third=1') ?? false}</p>`);
  });
  const frame = `<iframe title="Third" src="http://127.0.0.1:${third}/frame"></iframe>`;
  const first = await site((_, answer) => answer.end(`<title>First</title>${frame}`));
  const page = await context.newPage();
  await page.goto(`http://localhost:${first}/`);
  await page.goto(`http://localhost:${first}/again`);
  const told = await page.frameLocator('iframe').locator('p').textContent();
  await page.close();
  return told === 'true';
}
