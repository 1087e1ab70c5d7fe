/**
 * What an author's changes make of a definition. Local ids are made here and never shown; names of what was removed are
 * taken out, so that what is saved always fits together.
 */
import type { Shapes } from '../../../api/client';
import type { Definition } from '../definition';

/** Everything has a value but the calibration, which a definition asks for or doesn't. */
export type Whole = Required<Omit<Definition, 'calibration'>> & Pick<Definition, 'calibration'>;
export type Component = Whole['methodComponents'][number];
export type Part = Whole['parts'][number];
export type Kind = Part['kind'];
export type Question = NonNullable<Part['questions']>[number];
export type Scoring = Part['scoring'];
export type Criterion = Scoring['criteria'][number];
export type Rule = Shapes['passRule'];

/** The words that new things begin with, in the language of the definition. */
export type Starters = { no: string; yes: string; below: string; meets: string };

export const KINDS: Kind[] = ['overview', 'artifacts', 'student-reflections', 'reflection', 'response'];

/** An id that nothing else has, such as `criterion-9f86d081`: also nothing that somebody else begins meanwhile. */
export const freshId = (prefix: string) => `${prefix}-${crypto.randomUUID().slice(0, 8)}`;

export function newComponent(): Component {
  return { id: freshId('component'), title: '', summary: '', steps: [], strategies: [] };
}

export function newQuestion(): Question {
  const id = freshId('question');
  return { id, prompt: '', guidingQuestions: [], maxWords: 200, shows: [], asksContext: false };
}

export function newCriterion(words: Starters): Criterion {
  const level = (id: string, title: string) => ({ id, title, description: '' });
  const levels = [level('level-1', words.below), level('level-2', words.meets)];
  return { id: freshId('criterion'), title: '', shows: [], requiredLevel: 'level-2', levels };
}

export function newPart(words: Starters): Part {
  const part: Part = {
    id: freshId('part'),
    kind: 'response',
    title: '',
    prompt: '',
    questions: [newQuestion()],
    scoring: { type: 'levels', criteria: [newCriterion(words)] },
  };
  return part;
}

/** The part as one of another kind, with what that kind asks for. */
export function asKind(part: Part, kind: Kind): Part {
  const { questions, artifacts, reflections, ...rest } = part;
  const changed = { ...rest, kind };
  if (kind === 'artifacts') {
    const usual = {
      students: 0,
      perStudent: { min: 1, max: 5 },
      types: [...USUAL_TYPES],
      maxBytes: 2_000_000_000,
      shows: [],
    };
    return { ...changed, artifacts: artifacts ?? usual };
  }
  if (kind === 'student-reflections') {
    return { ...changed, reflections: reflections ?? { students: 2, maxWords: 200, shows: [] } };
  }
  return { ...changed, questions: questions ?? [newQuestion()] };
}

/** The scoring as one of the other type. A yes-no part has one criterion of two levels. */
export function asType(scoring: Scoring, type: Scoring['type'], words: Starters): Scoring {
  if (type === scoring.type) return scoring;
  const first = scoring.criteria[0] ?? newCriterion(words);
  if (type === 'levels') return { type, criteria: [first] };
  const describe = (id: string, title: string, at: number) => ({
    id,
    title,
    description: first.levels[at]?.description ?? '',
  });
  const levels = [describe('no', words.no, 0), describe('yes', words.yes, first.levels.length - 1)];
  return { type, question: '', criteria: [{ ...first, requiredLevel: 'yes', levels }] };
}

/** The definition as it is saved: nothing names what is no longer there, and blank entries are left out. */
export function tidied(definition: Whole): Whole {
  const components = ids(definition.methodComponents);
  const showing = <T extends { shows?: string[] }>(each: T): T =>
    each.shows ? { ...each, shows: each.shows.filter((id) => components.includes(id)) } : each;
  const parts = definition.parts.map((part): Part => {
    const criteria = part.scoring.criteria.map(showing);
    return {
      ...part,
      ...(part.questions && { questions: part.questions.map(showing) }),
      ...(part.artifacts && { artifacts: showing(part.artifacts) }),
      ...(part.reflections && { reflections: showing(part.reflections) }),
      scoring: { ...part.scoring, criteria },
    };
  });
  const justification = definition.rubricJustification?.trim() ? definition.rubricJustification : null;
  return {
    ...definition,
    research: definition.research.filter(({ citation, url }) => !areBlank(citation, url)),
    resources: definition.resources.filter(({ title, url }) => !areBlank(title, url)),
    alignment: definition.alignment.filter(({ framework, code, name, url }) => !areBlank(framework, code, name, url)),
    parts,
    passRule: fitted(definition.passRule, parts) ?? { all: [] },
    rubricJustification: justification,
    reviewBy: definition.reviewBy || null,
  };
}

/** The rule with `yes` and `passes` as the parts are scored, without parts that are gone; undefined when nothing is left. */
export function fitted(rule: Rule, parts: Part[]): Rule | undefined {
  const all = (rules: Rule[]) => rules.map((each) => fitted(each, parts)).filter((each) => each !== undefined);
  if (rule.anyOf) {
    const of = all(rule.anyOf.of);
    return of.length > 0 ? { anyOf: { n: Math.min(Math.max(rule.anyOf.n, 1), of.length), of } } : undefined;
  }
  if (rule.all) return { all: all(rule.all) };
  return ruleFor(rule.passes ?? rule.yes ?? '', parts);
}

/** The rule that a part passes, or is a yes. */
export function ruleFor(id: string, parts: Part[]): Rule | undefined {
  const part = parts.find((each) => each.id === id);
  return part && (part.scoring.type === 'yes-no' ? { yes: id } : { passes: id });
}

/** That every part passes. */
export function everyPart(parts: Part[]): Rule {
  return { all: parts.map((part) => ruleFor(part.id, parts)).filter((rule) => rule !== undefined) };
}

/** One text for each value, whatever the order of its members. */
export function printOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

/** The types that teachers hand in most. */
const USUAL_TYPES = [
  'video/mp4',
  'video/quicktime',
  'audio/mpeg',
  'image/png',
  'image/jpeg',
  'application/pdf',
] as const;

const areBlank = (...texts: string[]) => texts.every((text) => text.trim() === '');
const ids = (list: { id: string }[]) => list.map(({ id }) => id);

/** Whether anything was written at a JSON Pointer. */
export function isFilled(definition: unknown, pointer: string): boolean {
  const keys = pointer.split('/').slice(1);
  return isAnything(keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], definition));
}

/** Whether there is a text or a number anywhere in it. */
function isAnything(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isAnything);
  return value !== undefined && value !== null && value !== '';
}
