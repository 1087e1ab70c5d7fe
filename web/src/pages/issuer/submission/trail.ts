/** The audit trail in words. */
import type { Shapes } from '../../../api/client';

type Audit = Shapes['Audit'];
type Deed = Audit['records'][number]['deed'];
/** The words that are needed. */
type Words = {
  theEarner: string;
  somebody: string;
  itself: string;
  deeds: Record<string, string>;
  revocation: Record<string, string>;
  asked: (name: string) => string;
  decided: (outcome: string, against: boolean) => string;
};

/** Who did it, as a subject. */
export function actorOf(deed: Deed, audit: Audit, words: Words): string {
  if (deed.actor.by === 'function') return words.itself;
  if (deed.actor.who === audit.earner) return words.theEarner;
  return audit.people[deed.actor.who] ?? words.somebody;
}

/** What was done, as a predicate. What has no words yet is told by its own name. */
export function deedOf(deed: Deed, audit: Audit, words: Words): string {
  const detail = deed.detail as Record<string, unknown>;
  if (deed.what === 'assigned') return words.asked(audit.people[String(detail.assessor)] ?? words.somebody);
  if (deed.what === 'decided') {
    const outcome = String(detail.outcome);
    return words.decided(outcome, (outcome === 'award') !== detail.recommended);
  }
  if (deed.what === 'revocation') return words.revocation[String(detail.step)] ?? deed.what;
  return words.deeds[deed.what] ?? deed.what;
}

/** What was last done to the submission: not that somebody looked at it, nor what follows by itself. */
export function lastChange(audit: Audit): Deed | undefined {
  return audit.records.map((record) => record.deed).findLast((deed) => !ASIDE.includes(deed.what));
}

const ASIDE = ['artifact-read', 'code-sent', 'assignment-opened', 'reminded', 'signed'];
