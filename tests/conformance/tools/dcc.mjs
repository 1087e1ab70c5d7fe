// verifier-core of the Digital Credentials Consortium, which VerifierPlus and Learner Credential Wallet
// rest on: Data Integrity proof, key by did:web, dates, status list. It knows no JWT.
//
// It says of each step whether it holds. We leave out whether a registry of the consortium lists the
// issuer: that is no property of a badge.

import {verifyCredential} from '@digitalcredentials/verifier-core';

export function judge() {
  return async credential => {
    const {errors = [], log = []} = await verifyCredential({credential, knownDIDRegistries: []});
    const steps = log.filter(({id}) => id !== 'registered_issuer');
    const failed = steps.filter(({valid}) => valid !== true);
    const why = [...errors, ...failed].map(({name, id, message, error}) => {
      return [name ?? id, message ?? error?.message ?? 'it does not hold'].join(': ');
    });
    return {valid: why.length === 0 && steps.length > 0, why};
  };
}
