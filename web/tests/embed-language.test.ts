/** In which language the form in a district's page speaks: as the page says, otherwise as its reader likes. */
import { expect, inject, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person, personWhoseBrowser, picture, small } from './browser';
import { formIn, frameOf, signInAt } from './frame';
import { pointer } from './hands';
import { caller, Life } from './lives';
import { people } from './people';
import { chooseFiles, sample } from './work';

const EMBED = '/embed/org_00000000000000000000000002';
const WORDS = { en: 'Sign in to begin', es: 'Entre para empezar' };

type Case = { said: string; lang: string; data?: string; browser: string; speaks: 'en' | 'es' };
const CASES: Case[] = [
  { said: 'an English page leaves a Spanish browser its own', lang: 'en', browser: 'es-MX', speaks: 'es' },
  { said: 'and an English one', lang: 'en', browser: 'en-US', speaks: 'en' },
  { said: 'a page without a language says nothing', lang: '', browser: 'es-US', speaks: 'es' },
  { said: 'a Spanish page speaks Spanish', lang: 'es-MX', browser: 'en-US', speaks: 'es' },
  { said: 'data-language is before the page', lang: 'es', data: 'en', browser: 'es-MX', speaks: 'en' },
  { said: 'and before the browser', lang: 'en', data: 'es', browser: 'en-US', speaks: 'es' },
  { said: 'an empty one says nothing', lang: 'es', data: '', browser: 'en-US', speaks: 'es' },
];

test('the form speaks as data-language says, as a Spanish page does, or else as its reader likes', async () => {
  for (const { said, lang, data, browser, speaks } of CASES) {
    // Chromium takes a page that the test answers for one from far away.
    const context = await person({ locale: browser, permissions: ['local-network-access'] });
    const page = await context.newPage();
    await page.route(inject('district'), async (route) => {
      const response = await route.fetch();
      const html = (await response.text())
        .replace('<html lang="en">', `<html lang="${lang}">`)
        .replace('data-district', data === undefined ? 'data-district' : `data-language="${data}" data-district`);
      await route.fulfill({ response, body: html });
    });
    await page.goto(inject('district'));
    const frame = page.frameLocator('iframe');
    expect(await frame.getByRole('heading', { level: 1 }).textContent(), said).toBe(WORDS[speaks]);
    expect(await frame.locator('html').getAttribute('lang'), said).toBe(speaks);
    await context.close();
  }
});

test('whoever wants the other language turns the form, and finds it so on the next page if her browser keeps that', async () => {
  const page = await (await personWhoseBrowser('takes')).newPage();
  await page.setViewportSize(small);
  await page.goto(inject('district'));
  const form = formIn(page);
  await form.getByRole('combobox', { name: 'Language' }).selectOption('Español');
  await form.getByRole('heading', { name: WORDS.es }).waitFor();
  await form.getByRole('combobox', { name: 'Idioma' }).waitFor();
  const within = await frameOf(page);
  expect(await within.evaluate(() => document.documentElement.lang)).toBe('es');
  await expectAccessibleInEveryLook(page, 'embed-turned', { within });
  await picture(page, 'embed-turned');

  await page.goto(`${inject('district')}/leveraging-formative-assessment-during-a-math-lesson`);
  await form.getByRole('heading', { name: WORDS.es }).waitFor();
});

test('the workspace turns too, with what is typed in it, and has room in a phone’s narrow frame', async () => {
  const email = people.earners[0];
  await Life.anew(caller(email));
  const page = await (await person({ viewport: small })).newPage();
  await page.goto(inject('district'));
  const form = formIn(page);
  await signInAt(form, email);
  const field = form.getByLabel(/^Describe the activity/);
  await field.fill('typed in English');
  await form.getByRole('combobox', { name: 'Language' }).selectOption('Español');
  await form
    .getByText(/^Guardado/)
    .first()
    .waitFor();
  expect(await field.inputValue()).toBe('typed in English');
  const within = await frameOf(page);
  await expectAccessibleInEveryLook(page, 'embed-spanish-text', { within });
  await form.getByRole('button', { name: 'Siguiente' }).click();
  await chooseFiles(page, pointer, /^Elegir archivos/, [sample('plan.pdf')], form);
  await form.getByText('Listo', { exact: true }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'embed-spanish-files', { within });
  for (const name of ['Siguiente', 'Siguiente', 'Revisar y entregar']) {
    await form.getByRole('button', { name }).click();
  }
  await form.getByRole('heading', { name: 'Revisar y entregar' }).waitFor();
  await expectAccessibleInEveryLook(page, 'embed-spanish-hand-in', { within });
});

test('what a page asks for is no choice of its reader’s: the portal stays in the language that she had', async () => {
  const page = await (await person()).newPage();
  await page.goto(`${EMBED}?language=es`);
  await page.getByRole('heading', { name: WORDS.es }).waitFor();
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Language' }).waitFor();
});
