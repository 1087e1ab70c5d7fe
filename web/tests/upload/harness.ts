/** Runs in the browser: the uploader without any page around it, and a file input that tests fill. */
import { recall, Uploader, type Address, type Picked, type Place, type Room, type UploadView } from '../../src/upload';

const input = document.createElement('input');
input.type = 'file';
input.multiple = true;
input.id = 'harness';
document.body.append(input);

/** Milliseconds that a part may be still; tests that stall it don't want to wait for a minute. */
let patience = 60_000;
const uploader = new Uploader({ patience: () => patience });
let uploads: readonly UploadView[] = [];
uploader.subscribe((now) => (uploads = now));

function chosen(): Picked[] {
  return [...(input.files ?? [])].map((file) => ({ file }));
}

/** A file that this browser keeps for itself, with a handle as a picked one has. */
async function own(name: string): Promise<Picked> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  return { file: await handle.getFile(), handle };
}

/** What tests call. */
export const harness = {
  uploads: () => uploads,
  beLessPatient: (milliseconds: number) => void (patience = milliseconds),
  /** Uploads what was chosen. */
  add: (place: Place, room?: Room) => chosen().map((picked) => uploader.add(picked, place, room)),
  /** Goes on with what was chosen. */
  goOn: (at: Address & { part: string }) => chosen().map((picked) => uploader.goOn(picked, at)),
  give: (id: string) => chosen().forEach((picked) => uploader.give(id, picked)),
  pause: (id: string) => uploader.pause(id),
  resume: (id: string) => uploader.resume(id),
  restart: (id: string) => uploader.restart(id),
  cancel: (id: string) => uploader.cancel(id),
  signedIn: () => uploader.signedIn(),
  /** Copies the chosen file to where this browser keeps files of its own, and uploads that. */
  async addOwn(place: Place) {
    const [picked] = chosen();
    if (!picked) throw new Error('no file was chosen');
    const { handle } = await own(picked.file.name);
    const writable = await handle?.createWritable();
    await picked.file.stream().pipeTo(writable as FileSystemWritableFileStream);
    return uploader.add(await own(picked.file.name), place);
  },
  /** Goes on with the file that the browser remembers; answers its name. */
  async goOnRemembered(at: Address & { part: string }) {
    const known = await recall(at.artifact);
    const picked = await known?.open();
    if (picked) uploader.goOn(picked, at);
    return known && { name: known.name, isAllowed: known.isAllowed };
  },
  remembers: async (artifact: string) => (await recall(artifact)) !== undefined,
};

export type Harness = typeof harness;
Object.assign(globalThis, { harness });
