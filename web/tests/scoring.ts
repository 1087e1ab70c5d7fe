/** Scoring in the browser, past the statement. */
import type { BrowserContext, Page } from 'playwright-core';
import { person } from './browser';
import { caller, Life, type Evidence } from './lives';

export const LESSON: Evidence = {
  sample: 'lesson.mp4',
  type: 'video/mp4',
  student: 'Student A',
  caption: 'Collecting ideas at the wall <script>alert(1)</script>',
};

type Scoring = { page: Page; link: string; assessor: string };

/** A page on which somebody scores work of that earner, past the statement. */
export async function scoring(earner: string, files: Evidence[], context?: BrowserContext): Promise<Scoring> {
  const asked = await (await Life.anew(caller(earner))).handedIn(files);
  return { page: await begun(context ?? (await person()), asked.link), ...asked };
}

/** Opens an assignment by its link, in a new page of that browser. */
export async function begun(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: /^(Open this assignment|Abrir esta asignación)$/ }).click();
  await page.getByRole('button', { name: /^(None of these|Nada de esto):/ }).click();
  await page.getByRole('heading', { name: 'Generating Ideas', level: 1 }).waitFor();
  return page;
}

/** The link to a part of what is scored. */
export const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts' }).getByRole('link', { name });
/** Waits until what she wrote is saved. */
export const saved = (page: Page) => page.getByText(/^Saved at/).waitFor();

/** Chooses a level and writes feedback for every criterion, part by part. */
export async function scoreAll(page: Page): Promise<void> {
  for (const title of [
    'Overview',
    'Work of two students',
    'Reflections of the same two students',
    'Teacher reflection',
  ]) {
    await part(page, title).click();
    const section = page.getByRole('region', { name: title });
    for (const criterion of await section
      .getByRole('group')
      .filter({ has: page.getByRole('radio') })
      .filter({ has: page.getByRole('textbox') })
      .all()) {
      await criterion.getByRole('radio', { name: /^(Proficient|Yes)/ }).check();
      await criterion
        .getByRole('textbox', { name: 'Feedback for the earner' })
        .fill('Well seen: forty-one ideas, and no judging.');
    }
  }
}
