/** SHA-256 as the server's schemas have it: base64. Runs in a worker and, where there is none, in the page. */

import type { Fingerprint, Read } from './work';

/** Bytes at either end of a file that its fingerprint covers. */
const EDGE = 1024 * 1024;

/** The SHA-256 of these bytes. All of them are in memory at once, so a slice of a file is meant, not a file. */
export async function digest(bytes: Blob): Promise<Read<string>> {
  const { subtle } = globalThis.crypto ?? {};
  // Browsers have it on pages from https and from this machine only.
  if (subtle === undefined) return { ok: false, cause: 'browser' };
  let buffer: ArrayBuffer;
  try {
    buffer = await bytes.arrayBuffer();
  } catch {
    return { ok: false, cause: 'file' };
  }
  const sum = new Uint8Array(await subtle.digest('SHA-256', buffer));
  return { ok: true, value: btoa(String.fromCharCode(...sum)) };
}

/** What tells a file from another; `hash` is {@link digest}, perhaps elsewhere. */
export async function fingerprintOf(file: File, hash: typeof digest): Promise<Read<Fingerprint>> {
  const { size, lastModified: modified } = file;
  const both = size <= 2 * EDGE ? file : new Blob([file.slice(0, EDGE), file.slice(size - EDGE)]);
  const edges = await hash(both);
  return edges.ok ? { ok: true, value: { modified, edges: edges.value } } : edges;
}
