// jose: the signature of a VC-JWT by the issuer's jwks.json, its times, and the claims that must say the
// same as the credential (Open Badges 3.0, 8.2.4). It knows nothing of status lists.

import {createRemoteJWKSet, jwtVerify} from 'jose';
import {didAddress} from '../site.mjs';

export function judge() {
  const keys = new Map();
  return async token => {
    const {iss} = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
    const address = didAddress(iss).replace('did.json', 'jwks.json');
    if (!keys.has(address)) {
      keys.set(address, createRemoteJWKSet(new URL(address)));
    }
    const {payload} = await jwtVerify(token, keys.get(address), {algorithms: ['ES256'], issuer: iss});
    const why = [
      payload.iss === payload.issuer?.id || 'iss is not the issuer',
      payload.jti === payload.id || 'jti is not the id',
      payload.sub === payload.credentialSubject?.id || 'sub is not the subject',
    ].filter(claim => claim !== true);
    return {valid: why.length === 0, why};
  };
}
