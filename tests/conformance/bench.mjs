// node bench.mjs <badges.jsonl> <rounds>
//
// How many badges a second Digital Bazaar's eddsa-rdfc-2022 signs and verifies, and jose as VC-JWT (ES256),
// on one thread: {"digitalbazaar": {"sign": [a number for each round], "verify": […]}, "jose": …}.

import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {SignJWT, generateKeyPair, jwtVerify} from 'jose';
import {documentLoader} from './loader.mjs';
import {didAddress} from './site.mjs';

const badges = readFileSync(process.argv[2], 'utf8').trim().split('\n').map(line => JSON.parse(line));
const rounds = Number(process.argv[3]);
const did = badges[0].issuer.id;

process.stdout.write(JSON.stringify({digitalbazaar: await documents(), jose: await tokens()}));

async function documents() {
  const key = await Ed25519Multikey.generate({controller: did});
  key.id = `${did}#${key.publicKeyMultibase}`;
  const {id, publicKeyMultibase} = key;
  const method = {id, type: 'Multikey', controller: did, publicKeyMultibase};
  const document = {id: did, verificationMethod: [method], assertionMethod: [id]};
  document['@context'] = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
  const loader = documentLoader(new Map([[didAddress(did), {status: 200, text: JSON.stringify(document)}]]));

  return measured(
    credential => {
      const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite});
      return vc.issue({credential: structuredClone(credential), suite, documentLoader: loader});
    },
    async credential => {
      const suite = new DataIntegrityProof({cryptosuite});
      return (await vc.verifyCredential({
        credential,
        suite,
        documentLoader: loader,
        checkStatus: () => ({verified: true}),
      })).verified;
    },
  );
}

async function tokens() {
  const {publicKey, privateKey} = await generateKeyPair('ES256');
  return measured(
    badge => {
      const {issuer, id, credentialSubject} = badge;
      return new SignJWT(badge)
        .setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: 'key'})
        .setIssuer(issuer.id)
        .setJti(id)
        .setSubject(credentialSubject.id)
        .sign(privateKey);
    },
    async token => Boolean(await jwtVerify(token, publicKey)),
  );
}

// The first round warms up and isn't counted.
async function measured(sign, verify) {
  const rates = {sign: [], verify: []};
  for (let round = 0; round <= rounds; round += 1) {
    const signed = [];
    const signing = await rate(async badge => signed.push(await sign(badge)), badges);
    const verifying = await rate(async badge => {
      if (!(await verify(badge))) {
        throw new Error('A fresh badge does not verify.');
      }
    }, signed);
    if (round > 0) {
      rates.sign.push(signing);
      rates.verify.push(verifying);
    }
  }
  return rates;
}

async function rate(work, items) {
  const started = performance.now();
  for (const item of items) {
    await work(item);
  }
  return items.length / ((performance.now() - started) / 1000);
}
