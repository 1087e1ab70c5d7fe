// What the public web holds of an issuer: the answers of our own routes, by address. Nothing else is
// there, so no verifier ever reaches a network.
//
// A site is a JSON object {address: {status, type, text}}.

import {readFileSync} from 'node:fs';

export function readSite(path) {
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8'))));
}

// Lets everything in this process that fetches find the site, and only that.
export function publish(site) {
  globalThis.fetch = async input => {
    const {status, type, text} = answer(site, new URL(input.url ?? input));
    return new Response(text, {status, headers: {'content-type': type}});
  };
}

// The address of a did:web document (W3C CCG did:web, 2.5.2).
export function didAddress(did) {
  const [host, ...path] = did.split('#')[0].replace('did:web:', '').split(':');
  return `https://${host}/${path.length > 0 ? path.join('/') : '.well-known'}/did.json`;
}

function answer(site, url) {
  url.hash = '';
  return site.get(url.href) ?? {status: 404, type: 'text/plain', text: 'Nothing is here.'};
}
