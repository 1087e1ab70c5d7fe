// Digital Bazaar's libraries: Data Integrity proofs with the issuer's key, the credential's dates, and
// the status list with its own proof.

import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {documentLoader} from '../loader.mjs';

export function judge(site) {
  const loader = documentLoader(site);
  return async credential => {
    const result = await vc.verifyCredential({
      credential,
      documentLoader: loader,
      suite: new DataIntegrityProof({cryptosuite}),
      checkStatus: credential.credentialStatus ? statusHolds : undefined,
      verifyMatchingIssuers: false,
    });
    return {valid: result.verified, why: result.verified ? [] : reasons(result)};
  };
}

// A list that says that the badge was revoked is verified, too: it is the status in it that counts.
async function statusHolds(options) {
  const result = await checkStatus(options);
  const revoked = result.results?.some(({status}) => status);
  return revoked ? {...result, verified: false} : result;
}

function reasons({error, statusResult}) {
  const inner = error?.errors ?? [];
  const status = statusResult?.verified === false ? ['the status says that it is revoked'] : [];
  return [...(inner.length > 0 ? inner.map(String) : error ? [String(error)] : []), ...status];
}
