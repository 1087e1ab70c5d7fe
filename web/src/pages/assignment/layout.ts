/** The parts in the order in which they are read. */
import type { Sitting } from './sitting.svelte';
import type { Artifact, Formerly, Part, Responses, Work } from './work';

/** A part with all that stands beside it. */
export type Laid = {
  part: Part;
  responses: Responses;
  artifacts: Artifact[];
  /** How it was, when it is handed in again. */
  formerly: Formerly | undefined;
  /** It passed before and isn't scored. */
  isCarried: boolean;
};

/** What passed before, since it gives the rest its context; then what is scored, in the definition's order. */
export function laidOut(work: Work): Laid[] {
  const scored = work.parts.map((part): Laid => {
    const artifacts = work.artifacts.filter((artifact) => artifact.part === part.id);
    return {
      part,
      responses: work.responses[part.id] ?? {},
      artifacts,
      formerly: work.formerly[part.id],
      isCarried: false,
    };
  });
  const carried = work.carried.map((one): Laid => ({ ...one, formerly: undefined, isCarried: true }));
  return [...carried, ...scored];
}

/** The files of a part by student; those of no student come first. */
export function byStudent(artifacts: Artifact[]): [string, Artifact[]][] {
  const groups = new Map<string, Artifact[]>();
  for (const artifact of artifacts) {
    const student = artifact.student ?? '';
    groups.set(student, [...(groups.get(student) ?? []), artifact]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

/** All feedback and comments as one text, to be copied when nothing can be saved any more. */
export function unsavedText(sitting: Sitting, parts: Laid[]): string {
  if (sitting.isSaved) return '';
  const feedback = parts.flatMap(({ part }) =>
    part.scoring.criteria.flatMap((criterion) => {
      const said = sitting.score(part.id, criterion.id).feedback?.trim();
      return said ? [`${criterion.title}\n${said}`] : [];
    }),
  );
  const comments = sitting.scored.comments.map((remark) => remark.text.trim()).filter(Boolean);
  return [...feedback, ...comments].join('\n\n');
}
