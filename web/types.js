/** Makes the API's types from its document: src/api/generated/openapi.d.ts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const target = new URL('src/api/generated/openapi.d.ts', import.meta.url);
const types = astToString(await openapiTS(new URL('../schemas/openapi.yaml', import.meta.url)));
mkdirSync(new URL('.', target), { recursive: true });
// A schema's own definitions are nothing that a body must hold.
writeFileSync(target, types.replaceAll('$defs: {', '$defs?: {'));
