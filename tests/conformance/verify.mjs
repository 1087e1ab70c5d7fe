// node verify.mjs <badge.json> <did.json> <status.json>
//
// Verifies one badge offline, prints {"valid": …, "why": […]} and ends with 0 if it verifies, 1 if it
// doesn't, 2 if the files can't be read. What its DID and its status lead to can't be fetched here, so the
// two are given as files.

import {readFileSync} from 'node:fs';
import {didAddress} from './site.mjs';
import {judge} from './tools/digitalbazaar.mjs';

const [badge, did, status] = process.argv.slice(2);
if (!badge || !did || !status) {
  process.stderr.write('usage: node verify.mjs <badge.json> <did.json> <status.json>\n');
  process.exit(2);
}
const didDocument = read(did);
const credential = read(badge);
const list = read(status);
const site = new Map([
  [didAddress(didDocument.id), {status: 200, text: JSON.stringify(didDocument)}],
  [credential.credentialStatus.statusListCredential, {status: 200, text: JSON.stringify(list)}],
]);
const answer = await judge(site)(credential);
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
