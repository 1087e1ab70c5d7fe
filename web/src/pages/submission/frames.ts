/**
 * A frame of each video that was chosen in this tab, drawn from the file itself while it is at hand: on a school's Wi-Fi
 * nothing is downloaded for it, and no reading of the file is recorded that nobody asked for. It lives as long as the tab
 * does and the earner is signed in, so that no picture of a classroom stays on a shared computer.
 */
import { SvelteMap } from 'svelte/reactivity';
import { WHILE_IN } from '../../api/session.svelte';

/** Pixels across; a list shows it no larger than half of that. */
const WIDTH = 480;
/** Milliseconds that a file may take to show a frame: a phone may still be fetching it. */
const PATIENCE = 20_000;

/** Frames as `data:` addresses, by artifact. */
const known = new SvelteMap<string, string>();
/** Those that are drawn, or will be, by upload. */
const drawn = new Map<string, Promise<string | undefined>>();
let turn: Promise<unknown> = Promise.resolve();

const placeOf = (artifact: string) => `${WHILE_IN}frame:${artifact}`;

export const frames = {
  /** The frame of an artifact, if this tab has one. */
  of(artifact: string): string | undefined {
    return known.get(artifact) ?? kept(artifact);
  },
  /** Draws one of the file that goes up under this id, after all others: a phone has no room for several. */
  draw(file: File, upload: string): void {
    if (!file.type.startsWith('video/')) return;
    const frame = turn.then(() => drawnFrom(file));
    turn = frame;
    drawn.set(upload, frame);
  },
  /** What goes up under this id is that artifact. */
  belongs(upload: string, artifact: string): void {
    const frame = drawn.get(upload);
    drawn.delete(upload);
    void frame?.then((it) => it && keep(artifact, it));
  },
};

function kept(artifact: string): string | undefined {
  try {
    return sessionStorage.getItem(placeOf(artifact)) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(artifact: string, frame: string): void {
  known.set(artifact, frame);
  try {
    sessionStorage.setItem(placeOf(artifact), frame);
  } catch {
    // Then it is there until the page is loaded anew.
  }
}

/** A frame from the first second, small; none when this browser can't play the file. */
async function drawnFrom(file: File): Promise<string | undefined> {
  const address = URL.createObjectURL(file);
  const video = document.createElement('video');
  try {
    await sought(video, address);
    // Sound that calls itself a video has nothing to show.
    if (!video.videoWidth) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth);
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return undefined;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
}

function sought(video: HTMLVideoElement, address: string): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('it takes too long')), PATIENCE);
    const over = (how: () => void) => () => {
      clearTimeout(timer);
      how();
    };
    video.onloadedmetadata = () => (video.currentTime = Math.min(1, video.duration / 2));
    video.onseeked = over(() => {
      video.pause();
      done();
    });
    video.onerror = over(() => fail(new Error('it does not play here')));
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: address });
    // Of a video that stands on no page, a phone loads nothing until it plays.
    video.play().catch(() => {});
  });
}
