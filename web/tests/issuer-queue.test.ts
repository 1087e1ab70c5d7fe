import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { tabTo } from './hands';
import { caller, Life, score, staff, until, type Caller } from './lives';
import { paged } from './paged';
import { pressUntilAnswered } from './lost';
import { pageOf, people, signIn } from './people';

const ELA = 'leveraging-formative-assessment-during-an-ela-lesson';
const RIGOR = 'recognizing-and-upholding-academic-rigor';

/** Hands in, and has it scored, with these parts unmet. Gives the submission's id. */
async function assessed(email: string, slug: string, unmet: string[] = []): Promise<string> {
  const life = await Life.open(caller(email), slug);
  await score((await life.handedIn()).link, unmet);
  return life.submission;
}

/** Hands in, and waits for nobody. Gives the submission's id. */
async function handedIn(email: string, slug: string): Promise<string> {
  const life = await Life.open(caller(email), slug);
  await life.fill();
  await life.handIn();
  return life.submission;
}

const state = async (issuer: Caller, id: string) =>
  (await issuer.ask<{ state: string }>('GET', `/api/submissions/${id}`)).state;

test('the queue is cleared: an award by keyboard alone, a not yet, one against the recommendation', async () => {
  const issuer = staff();
  const [first, second, third] = [
    await assessed(people.earners[0], ELA),
    await assessed(people.earners[1], ELA, ['reflection']),
    await assessed(people.earners[2], ELA),
  ];
  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer');
  await page.getByRole('heading', { name: 'Submissions', level: 1 }).waitFor();
  await page.getByRole('table').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-queue');

  // Only one micro-credential's: none, and then those three.
  const only = page.getByLabel('Micro-credential');
  await only.selectOption('Recognizing and Upholding Academic Rigor');
  await page.getByText('Only “Recognizing and Upholding Academic Rigor” is shown.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-queue-narrowed');
  await only.selectOption({ value: ELA });
  await page.waitForURL((url) => url.searchParams.get('microcredential') === ELA);
  await expect.poll(() => page.getByRole('table').getByRole('row').count()).toBe(4);
  await page.reload();
  await expect.poll(() => only.inputValue()).toBe(ELA);
  await page.getByRole('table').waitFor();
  await only.selectOption('All');
  await page.waitForURL((url) => !url.searchParams.has('microcredential'));
  await page.getByRole('table').waitFor();

  // The one that waits the longest, by keyboard alone, is left open.
  const links = page.getByRole('table').getByRole('link');
  await tabTo(links.first());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Decide', level: 2 }).waitFor();
  expect(page.url()).toContain(first);
  await expectAccessibleInEveryLook(page, 'issuer-decide');
  await tabTo(page.getByRole('button', { name: 'Leave it open, go to the next one' }));
  await page.keyboard.press('Enter');

  // Not yet, as recommended; the reasons are in view.
  await page.waitForURL(new RegExp(`/${second}[?]organisation=org_`));
  await page
    .getByText(/does not pass|is a no/)
    .first()
    .waitFor();
  // What was written for the audit trail alone is not sent to the earner by another choice.
  await page.getByRole('radio', { name: /^Award/ }).check();
  await page.getByLabel('Why you decide against').fill('The assessor was too strict.');
  await page.getByLabel('Not yet').check();
  const note = page.getByLabel(/^Note/);
  expect(await note.inputValue()).toBe('');
  await note.fill('Read the feedback on your reflection first.');
  await page.getByRole('button', { name: 'Decide…' }).click();
  const sure = page.getByRole('dialog', { name: 'Give this submission back?' });
  await sure.getByText('Read the feedback on your reflection first.').waitFor();
  await sure.getByText('The earner reads it').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-give-back-sure');
  await sure.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText('Given back.').waitFor();
  expect(await state(issuer, second)).toBe('not-yet');
  await page.getByRole('link', { name: 'Decide the next one' }).click();

  // What was left open comes again after the last. Against the recommendation: not without saying why.
  await page.waitForURL(new RegExp(`/${third}[?]organisation=org_`));
  await page.getByLabel('Not yet').check();
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByText('write down why', { exact: false }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-against');
  await page.getByLabel('Why you decide against').fill('The recording shows another lesson than the one described.');
  await page.getByRole('button', { name: 'Leave it open, go to the next one' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await page.getByText('Given back.').waitFor();
  await page.getByRole('heading', { name: 'What happened' }).click();
  await page.getByText('Ada Quill decided: not yet, against the recommendation').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-trail');
  const next = page.getByRole('link', { name: 'Decide the next one' });
  await tabTo(next, 'Shift+Tab');
  await page.keyboard.press('Enter');

  // An award, by keyboard alone.
  await page.waitForURL(new RegExp(`/${first}[?]organisation=org_`));
  await page.getByRole('heading', { name: 'Decide', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'Leave it open, go to the next one' }).click();
  await page.getByText('Nothing else waits for your decision.').waitFor();
  await tabTo(page.getByRole('button', { name: 'Decide…' }));
  await page.keyboard.press('Enter');
  await page.getByText('Choose one of the two.').waitFor();
  await page.keyboard.press('Space');
  await tabTo(page.getByRole('button', { name: 'Decide…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Award this submission?' });
  await dialog.waitFor();
  await expectAccessible(page, 'issuer-decide-sure');
  await tabTo(dialog.getByRole('button', { name: 'Award it' }));
  await page.keyboard.press('Enter');
  await page.getByText('Awarded. The badge is being signed').waitFor();
  expect(await state(issuer, first)).toBe('awarded');
  await expectAccessibleInEveryLook(page, 'issuer-decided');
  expect(await next.count()).toBe(0);
  const back = page.getByRole('link', { name: 'Back to the queue' });
  expect(await back.getAttribute('href')).toContain('organisation=org_');

  await page.goto('/issuer');
  await page.getByRole('heading', { name: 'Nothing waits for a decision' }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-queue-empty');
});

test('a queue keeps the pages that were opened, and the place in it', async () => {
  for (let count = 0; count < 5; count += 1) {
    const life = await Life.open(caller(people.earners[0]), RIGOR);
    await life.handedIn();
    await life.earner.ask('POST', life.route('/withdraw'), { version: (await life.read()).version });
  }
  const page = await pageOf(await person({ viewport: { width: 1280, height: 400 } }), people.administrator);
  const { asked, hold } = await paged(page, '/api/issuer/submissions', 2);
  await page.goto('/issuer?state=withdrawn');
  const rows = page.getByRole('table').getByRole('row');
  const more = page.getByRole('button', { name: 'Show more' });
  await more.waitFor();
  expect(await rows.count()).toBe(3);

  // Pressed twice, it reads one page more.
  asked.length = 0;
  const letGo = hold();
  await more.evaluate((it: HTMLButtonElement) => [it.click(), it.click()]);
  letGo();
  await expect.poll(() => rows.count()).toBe(5);
  expect(asked).toEqual(['2']);
  const all = await rows.allInnerTexts();

  // Back at the tab: both pages are read again, and nothing of them goes meanwhile.
  const last = rows.last().getByRole('link').first();
  await last.scrollIntoViewIfNeeded();
  const place = () => page.evaluate(() => scrollY);
  const y = await place();
  expect(y).toBeGreaterThan(0);
  asked.length = 0;
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => asked.length).toBe(2);
  expect(asked).toEqual(['', '2']);
  await page.waitForFunction(() => document.querySelector('[aria-busy="false"] table'));
  expect([await rows.allInnerTexts(), await place()]).toEqual([all, y]);

  // Back from a submission.
  await last.click();
  await page.getByText('The earner took this submission back.').waitFor();
  expect(asked.length, 'for no list that isn’t shown').toBe(2);
  await page.goBack();
  await expect.poll(() => rows.count()).toBe(all.length);
  await expect.poll(place).toBe(y);
});

test('of two tabs that decide, the later is told who did what and changes nothing', async () => {
  const id = await assessed(people.earners[0], 'leveraging-formative-assessment-during-a-math-lesson');
  const context = await person();
  const one = await pageOf(context, people.administrator);
  const other = await context.newPage();
  for (const page of [one, other]) {
    await page.goto(`/issuer/submissions/${id}`);
    await page.getByLabel('Award').check();
  }
  for (const page of [one, other]) {
    await page.getByRole('button', { name: 'Decide…' }).click();
    await page.getByRole('button', { name: 'Award it' }).click();
  }
  await one.getByText('Awarded. The badge is being signed').waitFor();
  await other.getByText('Ada Quill decided: award').waitFor();
  await expectAccessibleInEveryLook(other, 'issuer-overtaken');
});

test('an assessor is asked by hand, under the rules; when nobody can be asked it says why', async () => {
  const issuer = staff();
  type Member = {
    email: string;
    name: string;
    version: number;
    memberships: { organisation: string; roles: string[] }[];
  };
  const setAvailable = async (available: boolean) => {
    const { items } = await issuer.ask<{ items: Member[] }>('GET', '/api/people');
    for (const { email, name, version, memberships } of items.filter(({ email }) =>
      people.assessors.some((it) => it === email),
    )) {
      const [place] = memberships;
      await issuer.ask('PUT', '/api/people', { email, name, version, ...place, available });
    }
  };
  await setAvailable(false);
  const id = await handedIn(people.earners[0], RIGOR);
  type Waiting = { waitingSince?: string };
  await until(
    () => issuer.ask<Waiting>('GET', `/api/submissions/${id}`),
    ({ waitingSince }) => waitingSince !== undefined,
  );

  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer?state=submitted');
  await page.getByText('Nobody can be asked.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-waiting');
  await page.getByRole('link', { name: 'See why, and what to do' }).click();
  await page.getByText('Nobody can be asked at present').waitFor();
  expect(await page.getByText('takes no assignments at present').count()).toBe(2);
  expect(await page.getByText('belongs to the earner’s district').count()).toBe(2);
  await expectAccessibleInEveryLook(page, 'issuer-nobody');

  await setAvailable(true);
  const other = await handedIn(people.earners[1], RIGOR);
  await until(
    () => state(issuer, other),
    (is) => is === 'in-assessment',
  );
  await page.goto(`/issuer/submissions/${other}`);
  await page.getByRole('heading', { name: 'Give it to another assessor' }).waitFor();
  await page.getByRole('button', { name: 'Ask this assessor' }).click();
  await page.getByText('Choose an assessor.').waitFor();
  await page.getByRole('radio').first().check();
  await expectAccessibleInEveryLook(page, 'issuer-assign');
  await page.getByRole('button', { name: 'Ask this assessor' }).click();
  await page.getByRole('dialog').getByText('loses it', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-assign-sure');
  const yes = page.getByRole('dialog').getByRole('button', { name: 'Ask this assessor' });
  await pressUntilAnswered(page, '**/assignments', yes);
  await page.getByText('was asked and gets a letter').waitFor();
  expect(await state(issuer, other)).toBe('in-assessment');
  await page.getByText('was asked for this attempt before').waitFor();
});

test('whoever is no staff sees nothing of the desk, and whoever is signed out signs in there', async () => {
  const visitor = await (await person()).newPage();
  await visitor.goto('/issuer');
  await visitor.getByLabel('Your e-mail address').waitFor();
  const earner = await signIn(await person(), people.earners[1]);
  await earner.goto('/issuer/people');
  await earner.getByRole('heading', { name: 'This page is for an issuer’s staff' }).waitFor();
  await expectAccessibleInEveryLook(earner, 'issuer-not-yours');
});
