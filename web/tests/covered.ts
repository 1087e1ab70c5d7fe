/**
 * What axe could not decide because something lies over it, as the page was scrolled just then: it is looked at again
 * where nothing lies over it. What is covered there as well stays undecided.
 */
import type { AxeResults, NodeResult } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

type Found = Pick<AxeResults, 'violations' | 'incomplete'>;
type Axe = { axe?: typeof import('axe-core') };

const COVERED =
  /(overlapped|obscured) by another element|partially overlaps other elements|Unable to determine contrast ratio/;
const isCovered = ({ any }: NodeResult) => any.some(({ message }) => COVERED.test(message));

/** The same results, with what lay under something as it looks in the middle of the window. */
export async function lookUncovered(at: Page | Frame, { violations, incomplete }: Found): Promise<Found> {
  const found: Found = { violations: [...violations], incomplete: [] };
  for (const rule of incomplete) {
    const covered = rule.id === 'color-contrast' ? rule.nodes.filter(isCovered) : [];
    const nodes = rule.nodes.filter((node) => !covered.includes(node));
    for (const node of covered) {
      const again = await at.evaluate(lookInTheMiddle, node.target[0] as string);
      if (again === 'behind a dialog') nodes.push(noted(node, ', behind an open dialog'));
      else if (again === 'on top') nodes.push(noted(node, ', though nothing lies over it'));
      else {
        found.violations.push(...again.violations);
        nodes.push(...again.incomplete.flatMap((it) => it.nodes));
      }
    }
    if (nodes.length > 0) found.incomplete.push({ ...rule, nodes });
  }
  return found;
}

function noted(node: NodeResult, more: string): NodeResult {
  return { ...node, any: node.any.map((it) => ({ ...it, message: `${it.message}${more}` })) };
}

/**
 * Runs in the page: what axe says of the element alone once it is in the middle, or at an edge where it can't decide it
 * there either; or that the browser sees nothing over it, whatever axe takes for lying there (it doesn't know what a
 * dialog lies over). After that all is as it was.
 */
async function lookInTheMiddle(target: string): Promise<Found | 'behind a dialog' | 'on top'> {
  const element = document.querySelector(target);
  if (!element) throw new Error(`there is no ${target} any more`);
  const dialogs = [...document.querySelectorAll('dialog:modal')];
  if (dialogs.length > 0 && !dialogs.some((dialog) => dialog.contains(element))) return 'behind a dialog';
  const scrolled: [Element, number, number][] = [];
  for (let it: Element | null = element; it; it = it.parentElement) scrolled.push([it, it.scrollLeft, it.scrollTop]);
  const { axe } = globalThis as Axe;
  if (!axe) throw new Error('axe is not there');
  let found: Found = { violations: [], incomplete: [] };
  for (const block of ['center', 'end', 'start'] as const) {
    element.scrollIntoView({ block, inline: 'center', behavior: 'instant' });
    // In a frame of another page, bars follow what is in sight a moment later.
    for (let frames = 0; frames < 6; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
    const { violations, incomplete } = await axe.run(target, { runOnly: ['color-contrast'] });
    found = { violations, incomplete };
    if (incomplete.length === 0) break;
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  const isOnTop = [0.1, 0.3, 0.5, 0.7, 0.9].every((share) => {
    const seen = document.elementFromPoint(left + width * share, top + height * share);
    return seen !== null && (element.contains(seen) || seen.contains(element));
  });
  for (const [it, x, y] of scrolled) it.scrollTo(x, y);
  return found.violations.length === 0 && found.incomplete.length > 0 && isOnTop ? 'on top' : found;
}
