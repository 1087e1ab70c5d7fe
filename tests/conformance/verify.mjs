// node verify.mjs <badge.json> <did.json>
//
// Verifies one badge offline, prints {"valid": …, "why": […]} and ends with 0 if it verifies, 1 if it
// doesn't, 2 if the files can't be read. A did.json can't be found by its DID here, so it is given as a
// file.

import {readFileSync} from 'node:fs';
import {didAddress} from './site.mjs';
import {judge} from './tools/digitalbazaar.mjs';

const [badge, did] = process.argv.slice(2);
if (!badge || !did) {
  process.stderr.write('usage: node verify.mjs <badge.json> <did.json>\n');
  process.exit(2);
}
const didDocument = read(did);
const site = new Map([[didAddress(didDocument.id), {status: 200, text: JSON.stringify(didDocument)}]]);
const answer = await judge(site)(read(badge));
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exitCode = answer.valid ? 0 : 1;

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`${path}: ${error.message}\n`);
    process.exit(2);
  }
}
