import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frames } from './frames';

vi.hoisted(() => Object.assign(globalThis, { location: new URL('https://portal.example.org/') }));

/** What comes of the next video: how wide its picture is, or that it never loads. */
let width: number | 'never';
let stored: Map<string, string>;

/** A video that loads once it plays, as on a phone. */
class Video {
  videoHeight = 90;
  videoWidth = width === 'never' ? 0 : width;
  duration = 8;
  isPlaying = false;
  onloadedmetadata = () => {};
  onseeked = () => {};
  onerror = () => {};

  set currentTime(_: number) {
    queueMicrotask(() => this.onseeked());
  }
  play(): Promise<void> {
    this.isPlaying = true;
    if (width !== 'never') queueMicrotask(() => this.onloadedmetadata());
    return Promise.reject(new Error('it was paused'));
  }
  pause(): void {
    this.isPlaying = false;
  }
  load(): void {}
  removeAttribute(): void {}
}

beforeEach(() => {
  stored = new Map();
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
  });
  const canvas = { getContext: () => ({ drawImage: () => {} }), toDataURL: () => 'data:image/jpeg;base64,frame' };
  vi.stubGlobal('document', { createElement: (name: string) => (name === 'video' ? new Video() : { ...canvas }) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Draws a frame of a file that becomes this artifact, as long as one may take. */
async function drawn(artifact: string, type = 'video/mp4'): Promise<string | undefined> {
  frames.draw(new File(['video'], 'lesson.mp4', { type }), artifact);
  frames.belongs(artifact, artifact);
  await vi.advanceTimersByTimeAsync(30_000);
  return frames.of(artifact);
}

test('a video has a frame, which the tab keeps', async () => {
  width = 160;
  expect(await drawn('art_1')).toBe('data:image/jpeg;base64,frame');
  expect([...stored.keys()]).toEqual(['while-in:frame:art_1']);
});

test('without a picture in it there is none, and the next one has its own', async () => {
  width = 0;
  expect(await drawn('art_2')).toBeUndefined();
  width = 'never';
  expect(await drawn('art_3')).toBeUndefined();
  width = 160;
  expect(await drawn('art_4', 'image/png')).toBeUndefined();
  expect(await drawn('art_5')).toBe('data:image/jpeg;base64,frame');
});
