/** A part of a work to practise on, as the views of evidence take it: nothing stands beside it, nothing came before. */
import type { Shapes } from '../../api/client';
import type { Laid } from '../assignment/layout';

type Practice = Shapes['Practice'];

export function alone(work: Practice, part: Practice['parts'][number]): Laid {
  return {
    part,
    responses: work.responses[part.id] ?? {},
    artifacts: work.artifacts.filter((artifact) => artifact.part === part.id),
    formerly: undefined,
    isCarried: true,
  };
}
