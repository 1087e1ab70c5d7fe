/**
 * What axe can't decide by itself ("incomplete"), and what people found who looked. Whatever fits no line here fails
 * the test, and is told at the end of the tests as open: then look, mend it, or write down why it is right.
 */
import type { AxeResults, NodeResult } from 'axe-core';

type Judgement = {
  /** The rule that could not be decided. */
  rule: string;
  /** Which elements were looked at: what their markup, or what axe says of them, has in it. */
  about: RegExp;
  /** What was found. */
  because: string;
};

const JUDGEMENTS: Judgement[] = [
  {
    rule: 'frame-tested',
    about: /title="(Preview of the form|Micro-credential form)"/,
    because: 'The form is a page of its own, which is looked at by itself in each of its states: `embed-…`.',
  },
  {
    rule: 'frame-tested',
    about: /referrerpolicy="no-referrer"/,
    because: 'A paper as an earner handed it in, in a frame that no script may enter: it is hers, and has a name here.',
  },
  {
    rule: 'color-contrast',
    about: /(only non-text characters|too short).*aria-hidden="true"/,
    because: 'A sign beside words that say the same, in the colour of text, and hidden from those who listen.',
  },
  {
    rule: 'color-contrast',
    about: /only non-text characters.*(class="unseen|aria-label=")/,
    because:
      'An arrow that has its words for those who listen, in the colours of all buttons and links, which have enough.',
  },
  {
    rule: 'color-contrast',
    about: /(overlapped|obscured) by another element.*behind an open dialog/,
    because:
      'It is inert while the dialog is open, which dims it on purpose. Without the dialog the page is looked at by itself.',
  },
  {
    rule: 'color-contrast',
    about: /though nothing lies over it/,
    because:
      'The browser was asked at five points of it what is seen there, and it is this text. Its colours are those of all text, looked at where axe can tell.',
  },
  {
    rule: 'color-contrast',
    about: /Element has no value/,
    because:
      'A field in which nothing is written yet: what is typed has the colours of all fields, looked at where they are full.',
  },
  {
    rule: 'label-content-name-mismatch',
    about: /aria-label="[^"]+">→</,
    because: 'An arrow beside a name: its own name is that of where it leads, and nobody says an arrow aloud.',
  },
  {
    rule: 'video-caption',
    about: /<video/,
    because:
      'Evidence is shown as it was handed in, and a lesson is recorded without captions. Whoever watches can add a file of captions below it.',
  },
];

/** How many points are judged, and which are not, as lines for people. */
export function judge(incomplete: AxeResults['incomplete']): { judged: number; open: string[] } {
  const points = incomplete.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, node })));
  const open = points.filter(({ id, node }) => !judgementOf(id, node));
  return { judged: points.length - open.length, open: open.map(({ id, node }) => `${id}: ${said(node)}`) };
}

function judgementOf(rule: string, node: NodeResult): Judgement | undefined {
  return JUDGEMENTS.find((judgement) => judgement.rule === rule && judgement.about.test(said(node)));
}

function said({ html, any, all, none }: NodeResult): string {
  return `${[...any, ...all, ...none].map(({ message }) => message).join(' ')} ${html}`;
}
