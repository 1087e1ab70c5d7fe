/** Why the pass rule is met, or isn't: the rule as a tree in which every branch knows whether it holds. */
import type { Shapes } from '../../../api/client';
import type { Begun } from '../definition';

type Rule = Shapes['passRule'];
type Feedback = Shapes['Feedback'];

/** A criterion that is not met: what was given and what was asked for. */
export type Unmet = { title: string; given: string; required: string };

export type Reason =
  | { kind: 'all'; met: boolean; of: Reason[] }
  | { kind: 'any'; met: boolean; needed: number; passed: number; of: Reason[] }
  | { kind: 'part'; met: boolean; title: string; isYesNo: boolean; carried: boolean; unmet: Unmet[] };

/** Explains the pass rule of `definition` by the scores in `feedback`; `carried` parts passed in former attempts. */
export function explain(definition: Begun, feedback: Feedback, carried: readonly string[]): Reason {
  return branch(definition.passRule ?? { all: [] }, { definition, feedback, carried });
}

type Case = { definition: Begun; feedback: Feedback; carried: readonly string[] };

function branch(rule: Rule, seen: Case): Reason {
  if (rule.anyOf) {
    const of = rule.anyOf.of.map((each) => branch(each, seen));
    const passed = of.filter((reason) => reason.met).length;
    return { kind: 'any', met: passed >= rule.anyOf.n, needed: rule.anyOf.n, passed, of };
  }
  if (rule.all) {
    const of = rule.all.map((each) => branch(each, seen));
    return { kind: 'all', met: of.every((reason) => reason.met), of };
  }
  return partReason(rule.passes ?? rule.yes ?? '', rule.yes !== undefined, seen);
}

function partReason(id: string, isYesNo: boolean, { definition, feedback, carried }: Case): Reason {
  const part = definition.parts?.find((each) => each.id === id);
  const isCarried = carried.includes(id);
  const unmet = feedback.criteria.filter((criterion) => criterion.part === id && !criterion.met);
  const required = (criterion: string) => {
    const asked = part?.scoring.criteria.find((each) => each.id === criterion);
    return asked?.levels.find((level) => level.id === asked.requiredLevel)?.title ?? '';
  };
  return {
    kind: 'part',
    met: isCarried || feedback.outcomes[id] === 'passed',
    title: part?.title ?? id,
    isYesNo,
    carried: isCarried,
    unmet: isCarried
      ? []
      : unmet.map(({ title, levelTitle, criterion }) => ({ title, given: levelTitle, required: required(criterion) })),
  };
}
