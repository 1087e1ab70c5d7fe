/** Sends one part to its signed address. XMLHttpRequest, because `fetch` doesn't tell how much of a body is out. */

import type { SignedPart } from './parts';
import type { Sent } from './retry';

/** What the sender wants to know and to be able to do. */
export interface Sending {
  /** So many bytes are out by now. */
  onProgress: (loaded: number) => void;
  /** Milliseconds without a byte moving, or without an answer to the last one, after which it is given up. */
  patience: number;
  /** Stops it. */
  signal: AbortSignal;
}

/** Sends exactly these bytes. Never throws. */
export function send(bytes: Blob, signed: SignedPart, { onProgress, patience, signal }: Sending): Promise<Sent> {
  return new Promise((end) => {
    if (signal.aborted) return end({ is: 'aborted' });
    const request = new XMLHttpRequest();
    let isStuck = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isStuck = true;
        request.abort();
      }, patience);
    };
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);

    request.upload.onprogress = ({ loaded }) => {
      moved();
      onProgress(loaded);
    };
    request.upload.onload = moved;
    request.onload = () => end(answered(request));
    request.onerror = () => end({ is: 'lost' });
    request.onabort = () => end({ is: isStuck ? 'lost' : 'aborted' });
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };

    request.open('PUT', signed.url);
    for (const [name, value] of Object.entries(signed.headers)) request.setRequestHeader(name, value);
    moved();
    request.send(bytes);
  });
}

function answered({ status, responseText }: XMLHttpRequest): Sent {
  if (status >= 200 && status < 300) return { is: 'arrived' };
  const error = /<Code>([A-Za-z0-9]+)<\/Code>/.exec(responseText)?.[1];
  return { is: 'answered', status, error };
}
