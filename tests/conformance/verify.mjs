// node verify.mjs <badge.json> <did.json>
//
// Verifies one badge offline, prints {"verified": …, "errors": […]} and ends with 0 if it verifies,
// 1 if it doesn't, 2 if the files can't be read. A did.json can't be found by its DID here, so it is
// given as a file.
//
// node verify.mjs - <did.json>
//
// Reads badges from standard input, one a line, prints an answer for each, and ends with 0.

import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {verify} from './verifier.mjs';

const [badge, did] = process.argv.slice(2);
if (!badge || !did) {
  process.stderr.write('usage: node verify.mjs <badge.json | -> <did.json>\n');
  process.exit(2);
}
const didDocument = read(did);

if (badge === '-') {
  for await (const line of createInterface({input: process.stdin})) {
    process.stdout.write(`${JSON.stringify(await verify(JSON.parse(line), didDocument))}\n`);
  }
} else {
  const answer = await verify(read(badge), didDocument);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exitCode = answer.verified ? 0 : 1;
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`${path}: ${error.message}\n`);
    process.exit(2);
  }
}
