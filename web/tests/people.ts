/** The people of the seed, and how they come in: by a letter, as everybody. */
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { pointer, type Hands } from './hands';
import { people } from './seed';

export { people };

/** A letter as the mailbox shows it. */
export type Letter = { id: string; to: string; subject: string; text: string; html: string; links: string[] };

/** The letters to an address, the newest first. */
export async function letters(to: string): Promise<Letter[]> {
  const answer = await fetch(`${inject('mailbox')}/letters.json?to=${encodeURIComponent(to)}`);
  return (await answer.json()) as Letter[];
}

/** Waits for a letter to that address which is none of `known` and for which `wanted` holds. */
export async function letter(to: string, wanted: (letter: Letter) => boolean, known: Letter[] = []): Promise<Letter> {
  const ids = new Set(known.map(({ id }) => id));
  const end = Date.now() + 20_000;
  for (;;) {
    const found = (await letters(to)).find((candidate) => !ids.has(candidate.id) && wanted(candidate));
    if (found) return found;
    if (Date.now() > end) throw new Error(`no such letter came to ${to}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The link of a letter that leads to a page of the portal, such as `/sign-in`. */
export function linkTo(page: string, of: Letter): string | undefined {
  return of.links.find((link) => link.startsWith(`${inject('origin')}${page}#`));
}

async function signInLink(email: string, known: Letter[]): Promise<string> {
  const link = linkTo('/sign-in', await letter(email, (it) => linkTo('/sign-in', it) !== undefined, known));
  if (!link) throw new Error('the letter has no link');
  return link;
}

/** The six digits of a letter with a code. */
export function codeIn(of: Letter): string | undefined {
  return /\b\d{3} ?\d{3}\b/.exec(of.text)?.[0];
}

/** Fills the form that asks for an address, and gives the link of the letter that comes. */
export async function askForLink(page: Page, email: string, hands: Hands = pointer): Promise<string> {
  const known = await letters(email);
  await hands.write(page, 'Your e-mail address', email);
  await hands.press(page, 'button', 'Mail me a link');
  return signInLink(email, known);
}

/** Gives a browser the session that somebody has. */
export async function bringSession(context: BrowserContext, email: string): Promise<void> {
  const value = inject('sessions')[email];
  if (!value) throw new Error(`${email} has no session`);
  await bring(context, '__Host-session', value);
}

/** Gives a browser a cookie of the portal's. */
export async function bring(context: BrowserContext, name: string, value: string): Promise<void> {
  // Chromium lets a page of this machine set a secure cookie, but nobody else for it unless the address is secure as well.
  const url = inject('origin').replace('http:', 'https:');
  await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }]);
}

/** A page of somebody who has signed in before. */
export async function pageOf(context: BrowserContext, email: string): Promise<Page> {
  await bringSession(context, email);
  await context.addInitScript(() => {
    if (location.origin !== 'null') localStorage.setItem('signed-in', '1');
  });
  return context.newPage();
}

/** Signs somebody in through the pages and gives her page, which shows where she starts. */
export async function signIn(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.goto(await askForLink(page, email));
  await page.getByRole('button', { name: 'Sign in now' }).click();
  await page.getByRole('button', { name: /^Sign out/ }).waitFor();
  return page;
}
