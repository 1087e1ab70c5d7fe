/**
 * Files that the browser lets us open again after a reload, where it does (Chromium on desktops): the handle is
 * kept in IndexedDB under the artifact's id, never the bytes. Everywhere else nothing is kept and the person
 * chooses the file again.
 */

import type { Kinds } from './rules';

/** A file that a person chose, and its handle where there is one. */
export interface Picked {
  file: File;
  handle?: FileSystemFileHandle;
}

/** A file that this browser remembers for an artifact. */
export interface Remembered {
  /** The file's name. */
  name: string;
  /** Whether it can be opened without asking the person. */
  isAllowed: boolean;
  /** Opens it. Call it in the course of a click: the browser may ask the person. `undefined` when she says no. */
  open: () => Promise<Picked | undefined>;
}

/** What Chromium has and TypeScript's own types don't. */
interface Askable {
  queryPermission?: (how: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (how: { mode: 'read' }) => Promise<PermissionState>;
}

interface Entry {
  artifact: string;
  handle: FileSystemFileHandle;
  since: number;
}

interface Picker {
  showOpenFilePicker?: (how: { multiple: boolean; types: Kinds[] }) => Promise<FileSystemFileHandle[]>;
}

const STORE = 'handles';
/** Milliseconds that a handle is kept: an upload lives for two days. */
const KEPT = 3 * 24 * 60 * 60 * 1000;

/** A school's policy may forbid the picker: then it isn't tried again. */
let isForbidden = false;

/** Whether {@link pick} works here. It never does in a frame of another site's page. */
export function canPick(): boolean {
  return !isForbidden && 'showOpenFilePicker' in window && window.self === window.top;
}

/**
 * Lets the person choose, in the course of a click; empty when she chooses nothing. Only where {@link canPick}:
 * `undefined` where the browser doesn't let it, and a file input is to be taken from then on.
 */
export async function pick(multiple: boolean, types: Kinds[]): Promise<Picked[] | undefined> {
  try {
    const handles = (await (window as Picker).showOpenFilePicker?.({ multiple, types })) ?? [];
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    isForbidden = true;
    return undefined;
  }
}

/** Whether a file input may be clicked now: that takes a click of the person's which nothing has used up. */
export function mayClick(): boolean {
  return (navigator as Partial<Pick<Navigator, 'userActivation'>>).userActivation?.isActive ?? true;
}

/** The files of a drop. Call it in the event itself: later the browser has forgotten them. Folders are left out. */
export async function dropped(transfer: DataTransfer): Promise<Picked[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const found = items.map(async (item): Promise<Picked | undefined> => {
    const isFolder = item.webkitGetAsEntry?.()?.isDirectory === true;
    const file = item.getAsFile();
    if (isFolder || file === null) return undefined;
    const askable = item as DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };
    const handle = await askable.getAsFileSystemHandle?.().catch(() => null);
    return handle?.kind === 'file' ? { file, handle: handle as FileSystemFileHandle } : { file };
  });
  return (await Promise.all(found)).filter((picked) => picked !== undefined);
}

/** Keeps the handle for the artifact. Where that can't be done, nothing is kept. */
export async function remember(artifact: string, handle: FileSystemFileHandle, now: number): Promise<void> {
  const entry: Entry = { artifact, handle, since: now };
  await inStore('readwrite', (store) => store.put(entry));
}

/** Forgets the artifact's handle. */
export async function forget(artifact: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(artifact));
}

/** Forgets what is too old to be of use. */
export async function forgetOld(now: number): Promise<void> {
  const entries = await inStore<Entry[]>('readonly', (store) => store.getAll());
  const old = (entries ?? []).filter((entry) => now - entry.since > KEPT);
  await Promise.all(old.map((entry) => forget(entry.artifact)));
}

/** The file that this browser remembers for the artifact. */
export async function recall(artifact: string): Promise<Remembered | undefined> {
  const entry = await inStore<Entry | undefined>('readonly', (store) => store.get(artifact));
  if (entry === undefined) return undefined;
  const { handle } = entry;
  const askable = handle as FileSystemFileHandle & Askable;
  const isAllowed = (await askable.queryPermission?.({ mode: 'read' })) === 'granted';
  return { name: handle.name, isAllowed, open: () => open(handle, askable) };
}

async function open(handle: FileSystemFileHandle, askable: Askable): Promise<Picked | undefined> {
  try {
    const answer = await askable.requestPermission?.({ mode: 'read' });
    return answer === 'denied' || answer === 'prompt' ? undefined : { file: await handle.getFile(), handle };
  } catch {
    // It was moved or deleted, or the call did not come from a click.
    return undefined;
  }
}

/** What the request answers; `undefined` in a browser or a mode in which nothing can be kept. */
async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<T | undefined> {
  try {
    const database = await opened();
    try {
      const request = ask(database.transaction(STORE, mode).objectStore(STORE));
      return (await settled(request)) as T;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('touchstone-uploads', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'artifact' });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((fulfil, fail) => {
    request.onsuccess = () => fulfil(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB gave no reason'));
  });
}
