/** The recordings on a page, by artifact: what is said of a second leads to it, wherever it stands. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

type Jump = (second: number) => void;
/** Where a recording stands more than once, the last one counts, and the one before it when that is gone. */
const all = new SvelteMap<string, Jump[]>();

/** What shows a recording at a second; `undefined` where it can't be shown on this page. */
export function jumpIn(artifact: string): Jump | undefined {
  return all.get(artifact)?.at(-1);
}

/** Lets others jump in a recording. Gives what ends that. */
export function canJump(artifact: string, jump: Jump): () => void {
  const known = () => untrack(() => all.get(artifact)) ?? [];
  all.set(artifact, [...known(), jump]);
  return () => {
    const rest = known().filter((each) => each !== jump);
    if (rest.length > 0) all.set(artifact, rest);
    else all.delete(artifact);
  };
}

/** Shows a player at that second, opens what it is folded into, and gives it the keys. */
export function showAt(media: HTMLMediaElement, second: number): void {
  for (let fold = media.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    fold.open = true;
  }
  media.scrollIntoView({ block: 'center' });
  media.focus({ preventScroll: true });
  seek(media, second);
}

/** Goes to that second, once it is known how many there are. */
export function seek(media: HTMLMediaElement, second: number): void {
  if (media.readyState < HTMLMediaElement.HAVE_METADATA) {
    media.addEventListener('loadedmetadata', () => seek(media, second), { once: true });
    return;
  }
  const last = Number.isFinite(media.duration) ? media.duration : second;
  media.currentTime = Math.min(Math.max(second, 0), last);
}
