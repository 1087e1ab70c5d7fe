/** The workspace besides what is typed: how parts are scored, and dialogs. */
import { expect, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { expectComplaint, person, phone } from './browser';
import { people } from './people';
import { openDraft } from './work';

const EMAIL = people.earners[2];

test('how a part is scored stands beside its fields where there is room, otherwise folded above them', async () => {
  const { page } = await openDraft(await person(), EMAIL);
  const field = page.getByLabel(/^Describe the activity/);
  const beside = page.getByRole('region', { name: 'How this part is scored' });
  const [left, right] = [await field.boundingBox(), await beside.boundingBox()];
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  await page.evaluate(() => scrollTo(0, 250));
  await expect.poll(async () => (await beside.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);

  // Whoever turns her tablet keeps what she typed, and where.
  await field.fill('typed before the screen became narrow');
  await page.setViewportSize(phone);
  await beside.waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('typed before the screen became narrow');
  await page.getByText('How this part is scored', { exact: true }).click();
  await page.getByRole('heading', { level: 3 }).first().waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-rubric');
});

test('what can’t be undone is asked about first', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await page.getByRole('dialog', { name: 'Withdraw this submission?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-withdraw');
  await page.getByRole('button', { name: 'Keep it' }).click();

  await life.fill();
  await page.reload();
  await page.getByRole('link', { name: /Check and hand in/ }).click();
  await page.getByText('Everything that is asked for is there.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('dialog', { name: 'Hand this in?' }).waitFor();
  await expectAccessibleInEveryLook(page, 'hand-in-sure');
});

test('a part of the page that does not come says so, and comes when it is asked for again', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const context = await person();
  await context.route(/\/assets\/(Below|HandIn)-.*\.js$/, (route) => route.abort());
  const { page } = await openDraft(context, EMAIL);
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  // What she writes doesn't wait for it.
  await page.getByLabel(/^Describe the activity/).fill('typed meanwhile');
  await expectAccessibleInEveryLook(page, 'workspace-in-part');
  await page.getByRole('link', { name: /Check and hand in/ }).click();
  await expect.poll(() => again.count()).toBe(2);

  await context.unroute(/\/assets\/(Below|HandIn)-.*\.js$/);
  await again.last().click();
  await page.getByRole('button', { name: 'Withdraw', exact: true }).waitFor();
  await again.click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).waitFor();
});

test('what was handed in, and can’t be looked at just then, says so in sight and comes when asked for again', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const { page, life } = await openDraft(await person({ viewport: phone }), EMAIL);
  await life.fill();
  await page.goto(`/work/${life.submission}?step=hand-in`);
  await page.getByText('Everything that is asked for is there.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  const read = new RegExp(`/api/submissions/${life.submission}$`);
  await page.route(read, (route) => route.abort());
  await page.getByRole('button', { name: 'Yes, hand it in' }).click();
  await page.getByText('It is handed in.').waitFor();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  const { y = -1, height = 0 } = (await again.boundingBox()) ?? {};
  expect(y).toBeGreaterThan(0);
  expect(y + height).toBeLessThan(phone.height);
  await expectAccessibleInEveryLook(page, 'handed-in-unseen');
  await page.unroute(read);
  await again.click();
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
});

test('what isn’t saved isn’t handed in and says so, and what was stated stays stated', async () => {
  expectComplaint(/net::ERR_FAILED/);
  const { page, life } = await openDraft(await person(), EMAIL);
  await life.fill();
  await page.reload();
  await page.route('**/responses', (route) => route.abort());
  await page.getByLabel(/^Describe the activity/).fill('typed without a connection');
  await page.getByRole('link', { name: /Check and hand in/ }).click();
  await page.getByText('Everything that is asked for is there.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('link', { name: /Teacher reflection/ }).click();
  await page.getByRole('heading', { name: 'Teacher reflection' }).waitFor();
  await page.getByRole('link', { name: /Check and hand in/ }).click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, hand it in' }).click();
  await page.getByText(/^Nothing was done: what you wrote isn’t saved yet/).waitFor();
  await expectAccessibleInEveryLook(page, 'hand-in-unsaved');

  await page.unroute('**/responses');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, hand it in' }).click();
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
});

test('why the server refused stays while it is mended, each until what it speaks of is changed', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  await life.fill();
  await page.goto(`/work/${life.submission}?step=hand-in`);
  await page.getByText('Everything that is asked for is there.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  // Another tab takes a file out, which this page can't know; an empty text isn't handed in anyway.
  const file = (await life.read()).artifacts.find(({ student }) => student === 'Student A');
  await life.earner.ask('DELETE', life.route(`/uploads/${file?.artifact}`));
  const handIn = page.getByRole('link', { name: /Check and hand in/ });
  await page.getByRole('link', { name: /^Teacher reflection/ }).click();
  const reflect = page.getByLabel(/^Reflect on the activity/);
  await reflect.fill('');
  await handIn.click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, hand it in' }).click();
  await page.getByText('2 things have to change first').waitFor();
  await expectAccessibleInEveryLook(page, 'hand-in-refused');

  await page.getByRole('link', { name: /: Answer this question/ }).click();
  await expect.poll(() => reflect.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await reflect.getAttribute('aria-invalid')).toBe('true');
  await expectAccessibleInEveryLook(page, 'workspace-text-refused');
  await reflect.fill('They named their ideas, and I wrote too much.');
  await expect.poll(() => reflect.getAttribute('aria-invalid')).toBe(null);

  await handIn.click();
  const left = page.getByText('One thing has to change first');
  await left.waitFor();
  const why = (await left.locator('..').getByRole('link').textContent())?.split(': ')[1] ?? '';
  await left.locator('..').getByRole('link').click();
  await page.getByRole('list').filter({ hasText: why }).waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-files-refused');
  await life.upload('artifacts', { sample: 'plan.pdf', type: 'application/pdf', student: 'Student A' });
  await page.reload();
  await handIn.click();
  await page.getByText('Everything that is asked for is there.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, hand it in' }).click();
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
});

test('a file that is still being checked when the page comes is asked for until it is', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  await life.upload('artifacts', { sample: 'plan.pdf', type: 'application/pdf', student: 'Student A' });
  let isChecked = false;
  await page.route(new RegExp(`/api/submissions/${life.submission}$`), async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as Awaited<ReturnType<typeof life.read>>;
    for (const artifact of json.artifacts) artifact.state = isChecked ? artifact.state : 'uploaded';
    await route.fulfill({ response, json });
  });
  await page.goto(`/work/${life.submission}?step=artifacts`);
  const files = page.getByRole('region', { name: 'Work of Student A' });
  await files.getByText('Being checked').waitFor();
  await expectAccessibleInEveryLook(page, 'workspace-being-checked');
  isChecked = true;
  await files.getByText('Ready', { exact: true }).waitFor();
});

test('a document is saved, and the page stays', async () => {
  const { page, life } = await openDraft(await person(), EMAIL);
  await life.upload('artifacts', { sample: 'plan.pdf', type: 'application/pdf', student: 'Student A' });
  await page.goto(`/work/${life.submission}?step=artifacts`);
  const files = page.getByRole('region', { name: 'Work of Student A' });
  // Nobody is asked whether to leave it, whatever on it isn't saved or is under way.
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  const download = page.waitForEvent('download');
  await files.getByRole('button', { name: /^Download/ }).click();
  expect((await download).suggestedFilename()).toBe('plan.pdf');
  await files.getByText('Ready', { exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/work/${life.submission}`);
  expect(asked).toEqual([]);
});
