// node judge.mjs <site.json>
//
// Reads {"tool": …, "badge": …}, one a line, and writes for each a line {"valid": …, "why": […]}: what an
// independent tool says of the badge, if the web holds what the site holds.

import {createInterface} from 'node:readline';
import {publish, readSite} from './site.mjs';

const site = readSite(process.argv[2]);
publish(site);

// The output is for answers. verifier-core says on the console that it can't fetch 1EdTech's JSON Schema.
console.log = console.error = () => {};

const tools = new Map();

// The tools are loaded after the site is there, for some keep the `fetch` that they found.
async function tool(name) {
  if (!tools.has(name)) {
    const {judge} = await import(`./tools/${name}.mjs`);
    tools.set(name, judge(site));
  }
  return tools.get(name);
}

for await (const line of createInterface({input: process.stdin})) {
  const asked = JSON.parse(line);
  const judge = await tool(asked.tool);
  const answer = await judge(asked.badge).catch(error => ({valid: false, why: [String(error)]}));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
