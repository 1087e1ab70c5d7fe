/** A definition that is being written, as the public page can show it: what isn't begun is left out, what has no name yet is hinted at. */
import type { Shapes } from '../../../api/client';
import { asBody } from '../definition';
import { tidied, type Whole } from './edit';

const UNNAMED = '…';

const isSaid = (text: string | undefined) => (text ?? '').trim() !== '';
const said = (lines: string[] | undefined) => (lines ?? []).filter(isSaid);
const named = <T extends { title: string }>(each: T): T => (isSaid(each.title) ? each : { ...each, title: UNNAMED });
/** Whether a link can lead there; while it is typed, it mostly can't. */
const leads = ({ url }: { url: string }) => /^https?:\/\/\S+$/.test(url);

/** What `Definition` is given in the place of what is published. */
export function previewed(definition: Whole): Shapes['microcredential'] {
  const whole = tidied(definition);
  return asBody({
    ...whole,
    preparations: said(whole.preparations),
    groundRules: said(whole.groundRules),
    methodComponents: whole.methodComponents.map((component) => ({
      ...named(component),
      steps: said(component.steps),
      strategies: said(component.strategies),
    })),
    research: whole.research.filter((it) => leads(it) && isSaid(it.citation)),
    resources: whole.resources.filter((it) => leads(it) && isSaid(it.title)),
    alignment: whole.alignment.filter((it) => leads(it) && isSaid(it.framework)),
    parts: whole.parts.map((part) => ({
      ...named(part),
      ...(part.questions && {
        questions: part.questions.map((question) => ({
          ...question,
          guidingQuestions: said(question.guidingQuestions),
        })),
      }),
      scoring: {
        ...part.scoring,
        criteria: part.scoring.criteria.map((criterion) => ({
          ...named(criterion),
          levels: criterion.levels.map(named),
        })),
      },
    })),
  });
}
