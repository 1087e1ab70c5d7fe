import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInEveryLook } from './axe';
import { person, small } from './browser';
import { pressUntilAnswered } from './lost';
import { pageOf, people } from './people';

const EARNER = people.earners[2];
const badge = (number: number) => ({
  type: 'Assertion',
  id: `https://other.example/assertions/${number}`,
  recipient: { type: 'email', hashed: false, identity: 'hana@elsewhere.example.com' },
  badge: {
    id: 'https://other.example/badges/ideas',
    name: 'Ideas of others',
    issuer: { id: 'https://other.example', name: 'Other State' },
  },
  issuedOn: '2026-03-01',
});

test('an earner brings a badge of another issuer, and the recognizer decides once what it counts as', async () => {
  const hers = await pageOf(await person(), EARNER);
  await hers.goto('/awards/others');
  await hers.getByRole('heading', { name: 'Badges of other issuers', level: 1 }).waitFor();
  await hers.getByText('Nothing yet').waitFor();
  await expectAccessible(hers, 'others-none');
  await hers.getByRole('button', { name: 'Bring it' }).click();
  await hers.getByText('Paste a badge, or choose a file.').waitFor();
  await hers.getByLabel('Paste it').fill('https://other.example/assertions/1');
  await hers.getByRole('button', { name: 'Bring it' }).click();
  await hers.getByText('This is only an address', { exact: false }).waitFor();
  await hers.getByLabel('Paste it').fill(JSON.stringify(badge(1)));
  await hers.getByRole('button', { name: 'Bring it' }).click();
  const card = hers.getByRole('article', { name: 'Ideas of others' });
  await card.getByText('Not ours', { exact: true }).waitFor();
  await card.getByText('What was checked').click();
  await card.getByText('Unproven: a badge of this kind', { exact: false }).waitFor();
  await expectAccessibleInEveryLook(hers, 'others-brought');
  const file = hers.getByLabel('Or choose a file');
  await file.setInputFiles({
    name: 'badge.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(badge(1))),
  });
  expect(await file.inputValue()).toContain('badge.json');
  await hers.getByRole('button', { name: 'Bring it' }).click();
  await hers.getByText('It was read and checked. It waits until somebody decides.').waitFor();
  // What was brought is brought once: the next click brings no file again.
  await expect.poll(() => file.inputValue()).toBe('');

  const desk = await pageOf(await person(), people.recognizer);
  await desk.goto('/recognitions');
  await desk.getByRole('link', { name: 'Badges of other issuers' }).click();
  const waiting = desk.getByRole('article', { name: 'Ideas of others' });
  await waiting.getByText('Hana Birch').first().waitFor();
  await expectAccessibleInEveryLook(desk, 'foreign-waiting');
  await waiting.getByRole('button', { name: /^Decide what it counts as/ }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Decide' }).click();
  await dialog.getByText('Choose what it counts as.').waitFor();
  await expectAccessible(desk, 'foreign-equivalence');
  await dialog.getByLabel('Counts as').selectOption('generating-ideas');
  await dialog.getByLabel('The reason').fill('The same rubric.');
  await pressUntilAnswered(desk, '**/api/reciprocity/*', dialog.getByRole('button', { name: 'Decide' }));
  await desk.getByText('It is decided, and holds for every badge', { exact: false }).waitFor();
  await desk.getByRole('cell', { name: 'Generating Ideas', exact: true }).waitFor();

  await waiting.getByRole('button', { name: /^Vouch for it/ }).click();
  await desk.getByRole('dialog').getByLabel('The reason').fill('She showed us the letter of the other state.');
  await pressUntilAnswered(desk, '**/badges/*/*', dialog.getByRole('button', { name: 'Vouch for it' }));
  await desk.getByText('You vouched for the badge.').waitFor();
  await desk.getByRole('link', { name: /^Counted/ }).click();
  await desk.getByText('It counts as an award of “Generating Ideas”', { exact: false }).waitFor();
  await expectAccessible(desk, 'foreign-counted');
  await desk.getByRole('button', { name: /^Decide anew/ }).click();
  await dialog.getByText('It was decided before', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await desk.getByRole('button', { name: /^Forget/ }).click();
  await dialog.getByRole('heading', { name: 'Forget what this achievement counts as?' }).waitFor();
  await expectAccessible(desk, 'foreign-forget');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await desk.getByRole('cell', { name: 'Generating Ideas', exact: true }).waitFor();

  await hers.reload();
  await hers.getByText('Somebody vouched for it:', { exact: false }).waitFor();
  await hers.getByRole('button', { name: /^Take it back/ }).click();
  await hers.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await hers.getByText('You took the badge back.').waitFor();
});

test('a key is pinned and unpinned by keyboard on a small screen, and what is no key is told', async () => {
  const desk = await pageOf(await person({ viewport: small }), people.recognizer);
  await desk.goto('/recognitions/badges');
  const form = desk.getByRole('form', { name: 'Pin a key' });
  await form.getByLabel('The issuer’s id').fill('did:web:other.example');
  await form.getByLabel('What you call it').fill('Other State');
  await form.getByLabel('The public key').fill('-----BEGIN PRIVATE KEY-----');
  await form.getByLabel('How you know whose it is').fill('By letter.');
  await form.getByLabel('How you know whose it is').press('Enter');
  await form.getByText('This is a private key.', { exact: false }).waitFor();
  await form.getByLabel('The public key').fill('did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2');
  await pressUntilAnswered(desk, '**/api/reciprocity/*', form.getByRole('button', { name: 'Pin it' }));
  await desk.getByText('The key is pinned.', { exact: false }).waitFor();
  await desk.getByRole('button', { name: /^Unpin.*Ed25519/ }).waitFor();
  await expectAccessibleInEveryLook(desk, 'foreign-keys-small');
  const width = await desk.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await desk.getByRole('button', { name: /^Unpin/ }).press('Enter');
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Unpin this key?' }).waitFor();
  await expectAccessible(desk, 'foreign-unpin');
  await pressUntilAnswered(desk, '**/api/reciprocity/*', dialog.getByRole('button', { name: 'Unpin it' }));
  await desk.getByText('The key is pinned no more.', { exact: false }).waitFor();
});
