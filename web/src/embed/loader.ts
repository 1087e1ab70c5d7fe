/**
 * What a district's page loads: puts the form into a frame after its own script element, and lets the frame be as
 * tall as the form.
 *
 * ```html
 * <script src="https://PORTAL/embed.js" data-district="org_…" data-microcredential="generating-ideas" async></script>
 * ```
 *
 * It knows nothing of the page around it but in which language it is written there, changes nothing else in it, and sets
 * no cookie.
 */
import { texts } from './loader-texts';

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { district, microcredential, language } = script.dataset;
  const portal = new URL(script.src).origin;
  const written = language || script.closest('[lang]')?.getAttribute('lang') || '';
  const isSpanish = /^es(?![a-z])/i.test(written);
  const words = texts[isSpanish ? 'es' : 'en'];

  const link = document.createElement('a');
  link.href = microcredential ? `${portal}/microcredentials/${encodeURIComponent(microcredential)}` : portal;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = words.link;
  script.after(link);
  if (!district) return;

  const address = new URL(`/embed/${encodeURIComponent(district)}`, portal);
  if (microcredential) address.searchParams.set('microcredential', microcredential);
  // A page that is merely in English says nothing of what its readers like: they, or their browsers, tell the form.
  if (language || isSpanish) address.searchParams.set('language', isSpanish ? 'es' : 'en');

  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = words.title;
  // Where nothing else tells the form whose page it stands in, this does, also on sites that tell nobody: the origin alone.
  frame.referrerPolicy = 'strict-origin';
  frame.allow = 'camera; microphone; fullscreen; screen-wake-lock; clipboard-write';
  frame.style.cssText = 'display:block;width:100%;height:0;border:0;color-scheme:normal';
  link.before(frame);

  // Until the form speaks up the link stays: a site that isn't registered sees nothing else.
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== portal) return;
    const told = event.data as { touchstone?: unknown; height?: unknown } | null;
    if (told?.touchstone !== 'height' || typeof told.height !== 'number' || !Number.isFinite(told.height)) return;
    frame.style.height = `${Math.min(Math.max(Math.ceil(told.height), 120), 30_000)}px`;
    link.hidden = true;
  });
})();
