// Verifies a badge as somebody would who knows Digital Bazaar's libraries and not us.

import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {documentLoader} from './contexts.mjs';

// Whether the badge verifies under the DID document; if not, why.
export async function verify(credential, didDocument) {
  const result = await vc.verifyCredential({
    credential,
    // Of the status the credential says only where it stands. The list is a credential of its own.
    checkStatus: async () => ({verified: true}),
    documentLoader: documentLoader(didDocument),
    suite: new DataIntegrityProof({cryptosuite}),
  });
  return {verified: result.verified, errors: result.verified ? [] : reasons(result.error)};
}

function reasons(error) {
  const inner = error?.errors ?? [];
  return inner.length > 0 ? inner.map(String) : [String(error)];
}
