/**
 * What the earner writes, as fields: one text each, known by its place in what is handed in.
 *
 * A field's key is the JSON Pointer of its text, except that a student's reflection carries the student's label in
 * place of its index: `/parts/overview/answers/activity`, `/parts/voices/reflections/Student A`.
 */
import type { Shapes } from '../../api/client';
import type { Texts } from '../../typing/texts';
import { studentLabels, type Definition, type Part } from '../../definition/shapes';

export type Responses = Shapes['Responses'];
export type Field = { key: string; part: string; name: string; maxWords: number } & (
  { kind: 'answer'; prompt: string; guides: string[] } | { kind: 'reflection'; student: string }
);

/** Where the goal has its two texts among those of a draft: whose it is, and which. */
export const GOAL = { serves: '/goal/serves', which: '/goal/which' } as const;

/** The fields of a part, in order. */
export function fieldsOfPart(part: Part): Field[] {
  const answers = (part.questions ?? []).map((question): Field => ({
    kind: 'answer',
    key: `/parts/${part.id}/answers/${question.id}`,
    part: part.id,
    name: question.id,
    maxWords: question.maxWords,
    prompt: question.prompt ?? '',
    guides: question.guidingQuestions ?? [],
  }));
  const { students = 0, maxWords = 0 } = part.reflections ?? {};
  const reflections = studentLabels(students).map((student): Field => ({
    kind: 'reflection',
    key: `/parts/${part.id}/reflections/${student}`,
    part: part.id,
    name: student,
    maxWords,
    student,
  }));
  return [...answers, ...reflections];
}

/** The fields of these parts of a definition. */
export function fieldsOf(definition: Definition, parts: string[]): Field[] {
  return (definition.parts ?? []).filter((part) => parts.includes(part.id)).flatMap(fieldsOfPart);
}

/** What `responses` says for each field; nothing is an empty text. */
export function textsOf(responses: Responses, fields: Field[]): Texts {
  return Object.fromEntries(
    fields.map((field) => {
      const said = responses[field.part];
      const text =
        field.kind === 'answer'
          ? said?.answers?.[field.name]
          : said?.reflections?.find((reflection) => reflection.student === field.student)?.text;
      return [field.key, text ?? ''];
    }),
  );
}

/** All that is typed in a draft: what `submission` says for each field, and its goal. */
export function typedIn(submission: Shapes['Submission'], fields: Field[]): Texts {
  const goal = { [GOAL.serves]: submission.goal, [GOAL.which]: submission.whichGoal ?? '' };
  return { ...textsOf(submission.responses, fields), ...goal };
}

/** The texts as they are saved. Every student's reflection has its place, so that its index is known. */
export function responsesOf(texts: Texts, fields: Field[]): Responses {
  const responses: Responses = {};
  for (const field of fields) {
    const part = (responses[field.part] ??= {});
    const text = texts[field.key] ?? '';
    if (field.kind === 'answer') (part.answers ??= {})[field.name] = text;
    else (part.reflections ??= []).push({ student: field.student, text });
  }
  return responses;
}

/** The key of the field that a fault's pointer leads into, if it leads into one. */
export function keyOf(pointer: string, fields: Field[]): string | undefined {
  const [, , part, kind, index] = pointer.split('/');
  if (kind === 'reflections' && index !== undefined) {
    return fields.filter((field) => field.part === part && field.kind === 'reflection')[Number(index)]?.key;
  }
  return fields.find((field) => field.key === pointer)?.key;
}
