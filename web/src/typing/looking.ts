/**
 * Has a page look at what others wrote meanwhile: every so many milliseconds, when it comes into sight, and when the line
 * is back. Returns how to stop, as `onMount` wants it. What fails is `look`'s own to settle.
 */
export function keepLooking(look: () => Promise<void>, every: number): () => void {
  const seen = () => void look();
  const timer = setInterval(seen, every);
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', seen);
  };
}
