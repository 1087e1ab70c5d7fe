/** What an upload needs done by the world outside, and what comes back. Nothing here does anything. */

import type { Plan, SignedPart, Slice } from './parts';
import type { Fault, Unfit } from './reasons';
import type { Sent } from './retry';

/** What tells one file from another without reading all of it, as the server's schema says. */
export interface Fingerprint {
  /** When the file was last changed, in milliseconds since 1970. */
  modified: number;
  /** SHA-256, base64, over the first and then the last MiB; over the whole file when it has no more than two. */
  edges: string;
}

/** For what a file is uploaded. */
export interface Place {
  submission: string;
  part: string;
  student?: string;
  caption?: string;
}

/** What `begin` tells the server. */
export interface Announcement extends Place {
  name: string;
  mediaType: string;
  size: number;
  fingerprint: Fingerprint;
}

/** An upload as the server has it: `Upload` of the API document. */
export interface Upload extends Plan {
  artifact: string;
  part: string;
  student?: string;
  caption?: string;
  name: string;
  mediaType: string;
  state: 'uploading' | 'uploaded' | 'verified' | 'refused' | 'cancelled' | 'abandoned' | 'expired';
  reason?: string;
  unfit?: Unfit;
  fingerprint: Fingerprint;
}

/** An artifact of a submission. */
export interface Address {
  submission: string;
  artifact: string;
}

/** What the server answered. */
export type Answer<T> = { ok: true; value: T } | ({ ok: false } & Refused);

/** That it did not answer well. */
export interface Refused {
  /** 0 when there was no answer at all. */
  status: number;
  /** The problem's name, such as `other-file`; empty when it is no problem document. */
  kind: string;
  sentence: string;
  faults: readonly Fault[];
  requestId: string;
}

/** What came of reading the file. */
export type Read<T> = { ok: true; value: T } | { ok: false; cause: 'file' | 'browser' };

/** When something is judged, and by which chance. */
export interface Moment {
  now: number;
  /** From 0 up to 1. */
  chance: number;
}

/** Something to be done for the upload `id`. */
export type Work =
  | { do: 'fingerprint'; id: string }
  | { do: 'begin'; id: string; announcement: Announcement }
  | { do: 'read'; id: string; at: Address }
  | { do: 'hash'; id: string; slice: Slice }
  | {
      do: 'sign';
      id: string;
      at: Address;
      parts: { number: number; sha256: string }[];
      fingerprint: Fingerprint;
    }
  | { do: 'send'; id: string; slice: Slice; signed: SignedPart }
  | { do: 'complete'; id: string; at: Address }
  | { do: 'cancel'; id: string; at: Address }
  /** Stop the sending of all its parts. */
  | { do: 'call-back'; id: string }
  /** See whether Touchstone can be reached at all. */
  | { do: 'probe' };

/** What came of it. */
export type Done =
  | { did: 'fingerprint'; id: string; result: Read<Fingerprint> }
  | { did: 'begin'; id: string; answer: Answer<Upload> }
  | { did: 'read'; id: string; answer: Answer<Upload> }
  | { did: 'hash'; id: string; number: number; result: Read<string> }
  | { did: 'sign'; id: string; answer: Answer<readonly SignedPart[]> }
  | { did: 'send'; id: string; number: number; sent: Sent }
  | { did: 'complete'; id: string; answer: Answer<Upload> }
  | { did: 'cancel'; id: string; answer: Answer<void> }
  | { did: 'probe'; isReachable: boolean };
