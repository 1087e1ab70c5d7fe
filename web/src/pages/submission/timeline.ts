/** The submission's life as steps with their dates. What is to come has none. */
import type { Shapes } from '../../api/client';
import type { Words } from './texts';

/** A step: whether it was reached, whether it is where the submission stands, since when, and until when at most. */
export type Step = {
  name: string;
  isOver: boolean;
  isNow: boolean;
  time?: string | undefined;
  until?: string | undefined;
};
type Submission = Shapes['Submission'];
type Appeal = Submission['appeals'][number];

const PLACES: Record<Submission['state'], number> = {
  draft: 0,
  submitted: 1,
  'in-assessment': 2,
  assessed: 3,
  awarded: 4,
  'not-yet': 4,
  withdrawn: -1,
};
const DECIDED = 4;

/** All of them, in their order; an appeal adds its own, and the scores before it stay where they were. */
export function stepsOf(submission: Submission, t: Words): Step[] {
  const appeal = submission.appeals.find((each) => each.attempt === submission.attempt);
  const stands = PLACES[submission.state];
  const now = appeal ? DECIDED : stands;
  const life: [string, string | undefined][] = [
    [t.opened, submission.opened],
    [t.handedIn, submission.handedIn],
    [t.withAssessor, submission.assigned],
    [t.scored, submission.scored],
    [t.decided, appeal?.decided ?? (now === DECIDED ? submission.since : undefined)],
  ];
  const steps = life.map(([name, time], at): Step => {
    const isNow = at === now && !appeal;
    const until = isNow && submission.state === 'in-assessment' ? submission.due : undefined;
    return { name, isOver: at <= now, isNow, time: at <= now ? time : undefined, until };
  });
  return appeal ? [...steps, ...ofAppeal(submission, appeal, stands === DECIDED, t)] : steps;
}

/** From the appeal on; one that changed scores is decided on again. */
function ofAppeal(submission: Submission, appeal: Appeal, isDecided: boolean, t: Words): Step[] {
  const { made, state, ended } = appeal;
  const [isOpen, isAgain] = [state === 'open', state === 'changed' && submission.state !== 'not-yet'];
  // Whether it was given back once more after the appeal.
  const isGivenBack = submission.state === 'not-yet' && submission.since > (ended ?? made);
  const time = isDecided ? submission.since : undefined;
  const again = { name: t.decidedAgain, isOver: isDecided, isNow: isDecided, time };
  return [
    { name: t.appealed, isOver: true, isNow: isOpen, time: made, until: isOpen ? submission.due : undefined },
    { name: t.appealEnds[state], isOver: !isOpen, isNow: !isOpen && !(isAgain && isDecided), time: ended },
    ...(isAgain || isGivenBack ? [again] : []),
  ];
}
