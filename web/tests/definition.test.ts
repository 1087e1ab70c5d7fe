import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { caller, staff } from './lives';
import { pageOf, people } from './people';

const IDEAS = 'generating-ideas';
const SAYS = 'It asks for the students’ own ideas, which is what teaching of writing needs.';

type Member = { email: string; name: string; version: number; memberships: { organisation: string }[] };

test('whoever speaks for an organisation endorses a version in public, and withdraws it', async () => {
  const webmaster = caller(people.webmaster);
  const { items } = await webmaster.ask<{ items: Member[] }>('GET', '/api/people');
  const member = items.find(({ email }) => email === people.earners[0]);
  const organisation = member?.memberships[0]?.organisation;
  const { email, name, version } = member ?? {};
  const roles = ['earner', 'endorser'];
  await webmaster.ask('PUT', '/api/people', { email, name, version, organisation, roles });

  const page = await pageOf(await person(), people.earners[0]);
  await page.goto(`/microcredentials/${IDEAS}`);
  await page.getByRole('heading', { name: 'Endorsements' }).waitFor();
  await page.getByRole('button', { name: 'Endorse it in public' }).click();
  await page.getByText('Write at least 20 characters.').waitFor();
  await expectAccessibleInEveryLook(page, 'definition-endorse');
  await page.getByLabel('Why does your organisation stand by it?').fill(SAYS);
  await page.getByRole('button', { name: 'Endorse it in public' }).click();
  await page.getByRole('figure').getByText(SAYS).waitFor();
  await expectAccessibleInEveryLook(page, 'definition-endorsed');

  const anybody = await (await person()).newPage();
  await anybody.goto(`/microcredentials/${IDEAS}`);
  await anybody.getByRole('figure').getByText(SAYS).waitFor();

  await page.getByRole('button', { name: 'Withdraw the endorsement' }).click();
  const sure = page.getByRole('dialog', { name: 'Withdraw the endorsement?' });
  await expectAccessible(page, 'definition-withdraw-endorsement');
  await sure.getByRole('button', { name: 'Withdraw the endorsement' }).click();
  await page.getByText('Withdrawn.').waitFor();
  expect(await page.getByRole('figure').count()).toBe(0);
});

test('what builds on an award says so before it is begun, and an older version leads to the newest', async () => {
  const author = staff();
  const path = '/api/microcredentials/sharing-ideas';
  const { definition } = await author.ask<{ definition: object }>('GET', `/api/microcredentials/${IDEAS}`);
  const justified = { rubricJustification: 'It is the rubric of the first one, for what builds on it.' };
  const written = { ...definition, id: 'sharing-ideas', title: 'Sharing Ideas', prerequisites: [IDEAS], ...justified };
  await author.ask('PUT', path, written);
  await author.ask('POST', `${path}/publish`, { version: 1 });
  await author.ask('PUT', `${path}?version=1`, { ...written, title: 'Sharing More Ideas' });
  await author.ask('POST', `${path}/publish`, { version: 2 });

  const page = await pageOf(await person(), people.earners[1]);
  await page.goto('/microcredentials/sharing-ideas?version=1');
  await page.getByText('This is version 1').waitFor();
  await expectAccessibleInEveryLook(page, 'definition-older');
  await page.getByRole('link', { name: 'See version 2, the newest' }).click();
  await page.getByRole('heading', { name: 'Sharing More Ideas', level: 1 }).waitFor();
  await page.getByText('not held yet').waitFor();
  await page.getByRole('button', { name: 'Start' }).click();
  const dialog = page.getByRole('dialog', { name: 'Something comes first' });
  await expectAccessibleInEveryLook(page, 'definition-first');
  await dialog.getByRole('link', { name: 'Generating Ideas' }).click();
  await page.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
});

test('amounts are written as in the language that is read, and one of them as one', async () => {
  const context = await person();
  await context.route(`**/api/microcredentials/${IDEAS}*`, async (route) => {
    const response = await route.fetch();
    const found = (await response.json()) as { definition: { resources: object[] } };
    const resources = [
      { title: 'A book', url: 'https://example.org/book', cost: { amount: '1234.50', currency: 'USD' } },
    ];
    Object.assign(found.definition, { resources, credits: 1.5, estimatedHours: 1 });
    await route.fulfill({ response, json: found });
  });
  const page = await context.newPage();
  await page.goto(`/microcredentials/${IDEAS}`);
  await page.getByText('$1,234.50').waitFor();
  await page.getByText('About 1 hour', { exact: true }).waitFor();
  await page.getByText('1.5', { exact: true }).waitFor();
  await page.getByLabel('Language').selectOption('es');
  await page.getByText('Alrededor de 1 hora').waitFor();
  await page.getByText('$1,234.50').waitFor();
  await page.getByText('1.5', { exact: true }).waitFor();
});
