/** What is still missing before a draft can be handed in, as far as a page can see it. The server has the last word. */
import type { Shapes } from '../../api/client';
import { studentLabels, type Part } from '../../definition/shapes';
import { countWords } from '../../words';
import type { Texts } from '../../typing/texts';
import { fieldsOfPart } from './responses';
import type { Words } from './texts';

export type Artifact = Shapes['Artifact'];
/** One thing to do: where, and in a sentence. `place` is a field's key, or {@link placeOfFiles}. */
export type Lack = { part: string; place: string; message: string };

/** The name of the place where files of a part, or of one student in it, are added. */
export function placeOfFiles(part: string, student?: string): string {
  return `/parts/${part}/items${student ? `/${student}` : ''}`;
}

/** Files that take a place in the attempt: all but those that were refused. */
export function counted(artifacts: Artifact[], part: string, student?: string): Artifact[] {
  return artifacts.filter(
    (it) => it.part === part && (student === undefined || it.student === student) && it.state !== 'refused',
  );
}

/** Everything that the part still needs. */
export function lacksOf(part: Part, texts: Texts, artifacts: Artifact[], t: Words): Lack[] {
  return [...lacksOfTexts(part, texts, t), ...lacksOfFiles(part, artifacts, t)];
}

function lacksOfTexts(part: Part, texts: Texts, t: Words): Lack[] {
  return fieldsOfPart(part).flatMap((field) => {
    const words = countWords(texts[field.key] ?? '');
    const empty = field.kind === 'answer' ? t.empty : t.emptyReflection(field.student);
    const message = words === 0 ? empty : words > field.maxWords ? t.tooMany(words - field.maxWords) : undefined;
    return message === undefined ? [] : [{ part: part.id, place: field.key, message }];
  });
}

function lacksOfFiles(part: Part, artifacts: Artifact[], t: Words): Lack[] {
  const rule = part.artifacts;
  if (!rule) return [];
  const students = rule.students > 0 ? studentLabels(rule.students) : [undefined];
  return students.flatMap((student) => {
    const place = placeOfFiles(part.id, student);
    const there = counted(artifacts, part.id, student);
    const { min, max } = rule.perStudent;
    const messages = there.filter((it) => it.state !== 'verified').map((it) => t.unfinished(it.name));
    if (there.length < min) messages.unshift(t.noFiles(min, student));
    if (there.length > max) messages.unshift(t.tooManyFiles(max, student));
    return messages.map((message) => ({ part: part.id, place, message }));
  });
}
