/** What is written for a benchmark, as fields of a form and as the API takes it. */
import type { Shapes } from '../../../api/client';
import type { Scores } from '../../../rubric/levels';

type Part = NonNullable<Shapes['microcredential']['parts']>[number];
type Responses = Record<string, Shapes['PartResponses']>;
type Field = {
  part: string;
  /** The JSON Pointer at which the API tells what is wrong with it. */
  at: string;
  label: (student: (label: string, part: string) => string) => string;
  put: (into: Shapes['PartResponses'], text: string) => void;
};

/** One field for each text that a part asks for; a part of files has none. */
export function fieldsOf(part: Part): Field[] {
  const questions = (part.questions ?? []).map((question): Field => ({
    part: part.id,
    at: `/parts/${part.id}/answers/${question.id}`,
    label: () => question.prompt ?? part.title ?? part.id,
    put: (into, text) => (into.answers = { ...into.answers, [question.id]: text }),
  }));
  const students = Array.from({ length: part.reflections?.students ?? 0 }, (_, at): Field => {
    const student = `Student ${String.fromCharCode(65 + at)}`;
    return {
      part: part.id,
      at: `/parts/${part.id}/reflections/${at}/text`,
      label: (name) => name(student, part.title ?? part.id),
      put: (into, text) => (into.reflections = [...(into.reflections ?? []), { student, text }]),
    };
  });
  return [...questions, ...students];
}

/** The parts for which something was written. */
export function partsOf(fields: Field[], said: Record<string, string>): Responses {
  const parts: Responses = {};
  for (const field of fields) {
    const text = said[field.at]?.trim();
    if (text) field.put((parts[field.part] ??= {}), text);
  }
  return parts;
}

/** What was said of an attempt, as scores to begin with. */
export function scoresOf(feedback: Shapes['Feedback']): Scores {
  const scores: Scores = {};
  for (const { part, criterion, level, feedback: said } of feedback.criteria) {
    scores[part] = { ...scores[part], [criterion]: { level, feedback: said } };
  }
  return scores;
}
