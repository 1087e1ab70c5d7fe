/** A browser by itself: parts that were hashed and signed before are sent by XMLHttpRequest, and that is all. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Shapes } from '../src/api/client';
import { caller } from '../tests/lives';
import type { Desk } from '../tests/upload/desk';
import { MIB, PART } from '../tests/upload/files';

/** Parts that are signed in one call, at most. */
const AT_ONCE = 50;
/** Parts that are on their way at a time, as the uploader's. */
const LINES = 4;

/** Sends `file` from the page, for the earner whose desk it is; answers seconds. Nothing is left of it. */
export async function sendBare(desk: Desk, earner: string, file: string): Promise<number> {
  const api = caller(earner);
  const { announcement, parts } = announced(file);
  const uploads = `/api/submissions/${desk.submission}/uploads`;
  const { artifact } = await api.ask<Shapes['Upload']>('POST', uploads, announcement);
  const signed: Shapes['SignedPart'][] = [];
  for (let at = 0; at < parts.length; at += AT_ONCE) {
    const asked = { parts: parts.slice(at, at + AT_ONCE) };
    const answer = await api.ask<{ urls: typeof signed }>('POST', `${uploads}/${artifact}/parts`, asked);
    signed.push(...answer.urls);
  }

  await desk.choose(file);
  const seconds = await desk.page.evaluate(sendAll, { signed, size: PART, lines: LINES });
  await api.ask('DELETE', `${uploads}/${artifact}`);
  return seconds;
}

/** What the server is told of a file, and the sum of each of its parts. */
function announced(file: string) {
  const bytes = readFileSync(file);
  const sum = (...of: Buffer[]) => {
    const hash = createHash('sha256');
    of.forEach((one) => hash.update(one));
    return hash.digest('base64');
  };
  const size = bytes.length;
  const edges = sum(bytes.subarray(0, MIB), bytes.subarray(size - MIB));
  const parts = Array.from({ length: Math.ceil(size / PART) }, (_, at) => ({
    number: at + 1,
    sha256: sum(bytes.subarray(at * PART, (at + 1) * PART)),
  }));
  const about = { part: 'artifacts', student: 'Student A', name: 'lesson.mp4', mediaType: 'video/mp4', size };
  return { announcement: { ...about, fingerprint: { modified: 0, edges } }, parts };
}

/** Runs in the page. */
async function sendAll(all: { signed: Shapes['SignedPart'][]; size: number; lines: number }): Promise<number> {
  const file = document.querySelector<HTMLInputElement>('#harness')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  const send = ({ number, url, headers }: Shapes['SignedPart']) =>
    new Promise<void>((done, fail) => {
      const request = new XMLHttpRequest();
      request.onload = () => (request.status === 200 ? done() : fail(new Error(request.responseText)));
      request.onerror = () => fail(new Error('no answer'));
      request.open('PUT', url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.send(file.slice((number - 1) * all.size, number * all.size));
    });

  const started = performance.now();
  const left = all.signed.values();
  const line = async () => {
    for (const part of left) await send(part);
  };
  await Promise.all(Array.from({ length: all.lines }, line));
  return (performance.now() - started) / 1000;
}
