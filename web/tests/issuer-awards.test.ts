import { expect, inject, test } from 'vitest';
import { expectAccessibleInEveryLook } from './axe';
import { person } from './browser';
import { caller, decide, Life, score, staff, until } from './lives';
import { pressUntilAnswered } from './lost';
import { pageOf, people, signIn } from './people';

const IDEAS = 'generating-ideas';
const COLLEAGUE = 'nora.field@credentials.example.org';
const REASON = 'The recording shows the lesson of somebody else.';

test('an award is found, proposed to be revoked by one and confirmed by another', async () => {
  const issuer = staff();
  const life = await Life.open(caller(people.earners[0]), IDEAS);
  await score((await life.handedIn()).link);
  await decide(life.submission, 'award');
  const { award } = await issuer.ask<{ award: string }>('GET', `/api/submissions/${life.submission}`);
  await until(
    () => issuer.ask<{ standing: { is: string } }>('GET', `/api/awards/${award}`),
    ({ standing }) => standing.is === 'holds',
  );
  const { memberships } = await issuer.ask<{ memberships: { organisation: string }[] }>('GET', '/api/me');
  const [place] = memberships;
  const organisation = place?.organisation;
  await issuer.ask('PUT', '/api/people', { email: COLLEAGUE, name: 'Nora Field', organisation, roles: ['issuer'] });

  const page = await pageOf(await person(), people.administrator);
  await page.goto('/issuer?state=awarded');
  await page.getByRole('link', { name: 'See or revoke it Generating Ideas' }).click();
  await page.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Propose to revoke it' }).click();
  await page.getByText('Say why in at least 10 characters.').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-award');
  await page.getByLabel('Why is it to be revoked?').fill(REASON);
  await pressUntilAnswered(page, '**/revocation', page.getByRole('button', { name: 'Propose to revoke it' }));
  await page.getByText('Proposed. The award holds until it is confirmed.').waitFor();
  await page.getByRole('button', { name: 'Confirm…' }).click();
  await page.getByText('let a colleague confirm it').waitFor();
  await expectAccessibleInEveryLook(page, 'issuer-award-proposed');

  // A colleague, by keyboard from the button on.
  const colleague = await signIn(await person(), COLLEAGUE);
  await colleague.goto(`/issuer/awards/${award}`);
  await colleague.getByText('Ada Quill proposed it').waitFor();
  await colleague.getByText(REASON).waitFor();
  await colleague.getByRole('button', { name: 'Confirm…' }).focus();
  await colleague.keyboard.press('Enter');
  const sure = colleague.getByRole('dialog', { name: 'Revoke this award?' });
  await sure.waitFor();
  await expectAccessibleInEveryLook(colleague, 'issuer-award-sure');
  await pressUntilAnswered(colleague, '**/revocation', sure.getByRole('button', { name: 'Revoke it' }));
  await colleague.getByText('This award was revoked').waitFor();
  await colleague.getByText('Ada Quill proposed it and Nora Field confirmed it.').waitFor();
  await expectAccessibleInEveryLook(colleague, 'issuer-award-revoked');

  // Who was slower is told how it stands.
  await page.getByRole('button', { name: 'Take the proposal back' }).click();
  await page.getByText('Somebody changed this award meanwhile').waitFor();
  await page.getByText('This award was revoked').waitFor();

  const badge = await (await fetch(`${inject('origin')}/credentials/${award}.html`)).text();
  expect(badge).toContain(REASON);
  await page.getByRole('link', { name: 'The submission' }).click();
  await page.getByRole('heading', { name: 'What happened' }).click();
  await page.getByText('Nora Field confirmed that the award is revoked').waitFor();

  const earner = await pageOf(await person(), people.earners[0]);
  await earner.goto('/awards');
  await earner.getByText('Its issuer took it back.').waitFor();
  await expectAccessibleInEveryLook(earner, 'awards-revoked');
});
