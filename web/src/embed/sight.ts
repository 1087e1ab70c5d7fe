/** Which part of the frame is in sight in the page around it: what is to stay in sight places itself by that. */

/** Pixels of one strip, and how finely it is watched: to two pixels. */
const STRIP = 200;
const STEPS = Array.from({ length: STRIP / 2 + 1 }, (_, at) => (2 * at) / STRIP);

/**
 * Keeps `--seen-top`, `--seen-below` and `--seen-height` true (`look/base.css`).
 *
 * A frame as tall as its form never scrolls, and hears nothing of the scrolling around it. But the browser tells it how
 * much of an element is in the window, whoever's page that is. Of one tall element that wouldn't tell where, so the frame
 * is covered with strips that nobody sees.
 */
export function followSight(): () => void {
  if (parent === window) return () => {};
  const seen = new Map<Element, DOMRectReadOnly>();
  const cover = document.createElement('div');
  cover.ariaHidden = 'true';
  cover.style.cssText =
    'position:fixed;inset:0 auto 0 0;width:1px;overflow:hidden;visibility:hidden;pointer-events:none';
  document.body.append(cover);

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRect } of entries) seen.set(target, intersectionRect);
      tell();
    },
    { threshold: STEPS },
  );
  const tell = () => {
    const rects = [...seen.values()].filter(({ height }) => height > 0);
    // Nobody looks: it stays as it was.
    if (rects.length === 0) return;
    const top = Math.min(...rects.map((rect) => rect.top));
    const bottom = Math.max(...rects.map((rect) => rect.bottom));
    const { style } = document.documentElement;
    style.setProperty('--seen-top', `${top}px`);
    style.setProperty('--seen-below', `${Math.max(innerHeight - bottom, 0)}px`);
    style.setProperty('--seen-height', `${bottom - top}px`);
  };
  const fit = () => {
    while (cover.childElementCount * STRIP < innerHeight) {
      const strip = document.createElement('div');
      strip.style.height = `${STRIP}px`;
      cover.append(strip);
      watch.observe(strip);
    }
    tell();
  };
  addEventListener('resize', fit);
  fit();
  return () => {
    removeEventListener('resize', fit);
    watch.disconnect();
    cover.remove();
  };
}
