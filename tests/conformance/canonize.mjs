// node canonize.mjs <site.json>
//
// Reads JSON-LD documents, one a line, and writes for each a line with its canonical N-Quads
// (RDFC-1.0 by jsonld.js in safe mode) as a JSON text.

import {createInterface} from 'node:readline';
import jsonld from 'jsonld';
import {documentLoader} from './loader.mjs';
import {readSite} from './site.mjs';

const options = {
  algorithm: 'RDFC-1.0',
  base: null,
  documentLoader: documentLoader(readSite(process.argv[2])),
  format: 'application/n-quads',
  safe: true,
};

for await (const line of createInterface({input: process.stdin})) {
  const nquads = await jsonld.canonize(JSON.parse(line), options);
  process.stdout.write(`${JSON.stringify(nquads)}\n`);
}
