/**
 * Why a file is not taken, or why its upload stopped: codes with data. The words belong to the page.
 *
 * A *refusal* is about the file: another one is needed. A *failure* is about the way: the file may be fine,
 * and there is a remedy.
 */

/** What is wrong with a file. */
export type Refusal =
  /** It has no bytes. */
  | { code: 'empty' }
  /** It has more bytes than are taken here. */
  | { code: 'too-large'; size: number; most: number }
  /** Files of its type are not taken here. `mediaType` is what the browser calls it, perhaps nothing. */
  | { code: 'type'; mediaType: string; taken: readonly string[] }
  /** The part, or the student in it, has as many files as it may. */
  | { code: 'too-many'; most: number }
  /** What the server has against the announcement of it. */
  | { code: 'rules'; faults: readonly Fault[]; sentence: string }
  /** What the server found when it looked into it; nothing of it is kept. */
  | { code: 'unfit'; unfit: Unfit | undefined; sentence: string };

/** One thing that is wrong, and where. */
export interface Fault {
  pointer: string;
  message: string;
}

/** What the server's inspection found: `is` is `hevc`, `lies`, `cut-short` and so on; see the API document. */
export interface Unfit {
  is: string;
  declared?: string;
  seems?: string;
  codec?: string;
}

/** Why an upload stopped. */
export type Failure =
  /** The file can't be read any more: moved, changed, deleted, or its card pulled out. */
  | { code: 'file-unreadable' }
  /** The upload began with another file than the one that was given to go on with. */
  | { code: 'other-file'; expected: NamedFile; given: NamedFile }
  /** It was not finished in time and what had arrived of it is gone. */
  | { code: 'expired' }
  /** The very same file is being uploaded for the very same place already. */
  | { code: 'twice' }
  /** Touchstone answers, the storage doesn't: a network's filter may be in between. */
  | { code: 'storage-unreachable' }
  /** The storage says no in a way that trying again didn't mend. */
  | { code: 'storage-refused'; status: number; error: string | undefined }
  /** Touchstone itself did not answer well, five times. */
  | { code: 'server-unwell'; status: number }
  /** Touchstone says no: over budget, handed in meanwhile, too many open uploads … `kind` is the problem's name. */
  | { code: 'server-refused'; kind: string; sentence: string; requestId: string }
  /** This browser, or this address without https, lacks what an upload needs. */
  | { code: 'browser' };

/** A file as a person knows it. */
export interface NamedFile {
  name: string;
  /** Bytes. */
  size: number;
}

/** What a person can do about a failure. */
export type Remedy =
  /** Give the same file again: `give`. */
  | 'choose-file'
  /** Upload it from the start: `restart`. */
  | 'begin-anew'
  /** Try to go on: `resume`. */
  | 'retry'
  /** Nothing here; the entry can be taken off the list: `dismiss`. */
  | 'none';

/** What helps against this failure. */
export function remedyFor(failure: Failure): Remedy {
  switch (failure.code) {
    case 'file-unreadable':
    case 'other-file':
      return 'choose-file';
    case 'expired':
      return 'begin-anew';
    case 'twice':
    case 'browser':
      return 'none';
    case 'storage-unreachable':
    case 'storage-refused':
    case 'server-unwell':
    case 'server-refused':
      return 'retry';
  }
}
