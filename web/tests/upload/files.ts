/** Files to upload: real ones from the samples, and real videos of any size. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const MIB = 1024 * 1024;
/** Bytes of every part but the last. */
export const PART = 16 * MIB;

/** A folder for files that a test makes. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'touchstone-files-'));

  /** A video that plays, of so many bytes: what a short one lacks is free space, of chance, behind it. */
  video(name: string, size: number): string {
    const short = readFileSync(sample('h264-aac.mp4'));
    const free = Buffer.alloc(8);
    free.writeUInt32BE(size - short.length, 0);
    free.write('free', 4, 'latin1');
    const chance = randomBytes(MIB);

    const path = join(this.path, name);
    const file = openSync(path, 'w');
    writeSync(file, short);
    writeSync(file, free);
    let left = size - short.length - free.length;
    for (let number = 0; left > 0; number += 1) {
      // No two MiB are the same, so that parts can't be mistaken for each other.
      chance.writeUInt32BE(number, 0);
      left -= writeSync(file, chance, 0, Math.min(left, MIB));
    }
    closeSync(file);
    return path;
  }

  /** A file with these bytes. */
  file(name: string, bytes: string | Buffer): string {
    const path = join(this.path, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** A file of so many bytes that takes no room. */
  hole(name: string, size: number): string {
    const path = this.file(name, '');
    truncateSync(path, size);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** One of the samples that inspection is tested with. */
export function sample(name: string): string {
  return resolve(import.meta.dirname, '../../../tests/samples', name);
}
