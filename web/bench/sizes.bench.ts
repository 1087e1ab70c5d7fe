/** What a page costs at first sight: the scripts that Chromium really loads for it, gzipped as CloudFront sends them. */
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { inject, test } from 'vitest';
import { everyPage, Visitors } from '../tests/pages';
import { row, say } from './report';

/** Kilobytes (10³ bytes) of script that a page may have. */
const MOST = 120;
/** And those of the form in a district's own page, with what puts it there. */
const MOST_EMBEDDED = 60;

test('scripts of the first load', async () => {
  say(`JavaScript of the first load of every page, gzipped, in kB; at most ${MOST}`);
  const visitors = new Visitors();
  for (const { path, address, who } of await everyPage()) {
    tell(path, await loaded(await visitors.of(who), address), MOST);
  }
  tell(
    `the form in a district's page (at most ${MOST_EMBEDDED})`,
    await loaded(await visitors.of('anybody'), inject('district')),
    MOST_EMBEDDED,
  );
});

function tell(what: string, bytes: number | undefined, most: number): void {
  const kilobytes = bytes === undefined ? undefined : bytes / 1000;
  row(what, kilobytes?.toFixed(1) ?? 'no such page', kilobytes === undefined ? undefined : kilobytes <= most);
}

/** Bytes of script that the page and its frames load until the network is quiet; `undefined` where there is no page. */
async function loaded(context: BrowserContext, address: string): Promise<number | undefined> {
  const page = await context.newPage();
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  const answer = await page.goto(address, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script, { level: 6 }).length);
  await page.close();
  return answer?.status() === 200 ? sizes.reduce((sum, size) => sum + size, 0) : undefined;
}
