/** Every page, and what its people meet on the main ones, with text as they may set it. */
import { expect, inject, test, vi } from 'vitest';
import { person } from './browser';
import { expectFits } from './fits';
import { pointer } from './hands';
import { caller, Life, score, staff } from './lives';
import { pageOf, people } from './people';
import { everyPage, Visitors } from './pages';
import { chooseFiles, openDraft, sample, withoutFilePicker } from './work';

vi.setConfig({ testTimeout: 900_000 });

test.each(['en-US', 'es-MX'])('every page as it comes, in %s', async (locale) => {
  const visitors = new Visitors({ locale });
  for (const { path, address, who } of await everyPage()) {
    const page = await (await visitors.of(who)).newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await expectFits(page, `${path.replaceAll(/[/:]+/g, '-')}-${locale}`);
    await page.close();
  }
});

test('the uploader: under way, paused, refused, ready', async () => {
  const context = await person();
  await context.addInitScript(withoutFilePicker);
  const { page } = await openDraft(context, people.earners[2]);
  await page.getByRole('button', { name: 'Next' }).click();
  let letGo = () => {};
  const isLetGo = new Promise<void>((done) => (letGo = done));
  await page.route(`${inject('storage')}/**`, async (route) => {
    await isLetGo;
    await route.continue().catch(() => {});
  });
  const files = page.getByRole('region', { name: 'Work of Student A' });
  await chooseFiles(page, pointer, /^Choose files for Student A/, [sample('plan.pdf'), sample('h264-aac.mp4')]);
  await files.getByText('Uploading', { exact: true }).first().waitFor();
  await expectFits(page, 'uploading');
  await files
    .getByRole('button', { name: /^Pause/ })
    .first()
    .click();
  await files.getByText('Paused', { exact: true }).first().waitFor();
  await expectFits(page, 'paused');
  letGo();
  await files
    .getByRole('button', { name: /^Go on/ })
    .first()
    .click();
  await expect.poll(() => files.getByText('Ready', { exact: true }).count(), { timeout: 60_000 }).toBe(2);
  await expectFits(page, 'uploaded');
  await page.getByRole('link', { name: /Check and hand in/ }).click();
  await page.getByText(/things are left to do:/).waitFor();
  await expectFits(page, 'too-early');
});

test('what waits for a decision, the question before it, and the feedback that comes of it', async () => {
  const email = people.earners[0];
  const life = await Life.anew(caller(email));
  await score((await life.handedIn()).link, ['artifacts']);
  const page = await pageOf(await person(), people.administrator);
  await page.goto(`/issuer/submissions/${life.submission}`);
  await page.getByRole('heading', { name: 'Decide', level: 2 }).waitFor();
  await page.getByRole('radio', { name: /^Not yet/ }).check();
  await expectFits(page, 'decide');
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('dialog').waitFor();
  await expectFits(page, 'decide-sure');
  const { version } = await staff().ask<{ version: number }>('GET', life.route());
  await staff().ask('POST', life.route('/decision'), { version, outcome: 'not-yet' });
  const hers = await pageOf(await person(), email);
  await hers.goto(`/work/${life.submission}`, { waitUntil: 'networkidle' });
  await hers.getByText('Name the idea that you mean.').first().waitFor();
  await expectFits(hers, 'feedback');
});

test("the form in a district's page, and that page", async () => {
  const page = await (await person()).newPage();
  await page.goto(inject('district'));
  await page.frameLocator('iframe[title="Micro-credential form"]').getByLabel('E-mail address').waitFor();
  const form = page.frames().find((frame) => new URL(frame.url()).pathname.startsWith('/embed'));
  if (!form)
    throw new Error(
      `the form is none of ${page
        .frames()
        .map((frame) => frame.url())
        .join(', ')}`,
    );
  await expectFits(page, 'embed', form);
});
