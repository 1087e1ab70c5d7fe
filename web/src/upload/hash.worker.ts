/** Hashes slices off the page's own thread: gets a number and a slice, answers with the number and the sum. */

import { digest } from './digest';

/** A slice to be hashed. */
export interface Job {
  number: number;
  bytes: Blob;
}

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  postMessage({ number: data.number, sum: await digest(data.bytes) });
});
