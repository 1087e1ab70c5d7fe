/**
 * A section of the plan as texts: one for each question, and one for each line of its table, which is its cells as a
 * JSON list. So whoever answers a question and whoever adds a line don't get in each other's way.
 */
import type { Shapes } from '../../api/client';
import type { Texts } from '../../typing/texts';

export type PlanSection = Shapes['PlanSection'];
export type SectionName = PlanSection['section'];
export type SectionBody = Shapes['save-plan'];
export type Table = 'messages' | 'duties' | 'steps';
export type Column = 'audience' | 'message' | 'channel' | 'when' | 'role' | 'owner' | 'task' | 'due' | 'what' | 'done';
export type Cells = Partial<Record<Column, string>>;

/** The tables that sections have. */
export const TABLES: Partial<Record<SectionName, Table>> = {
  communication: 'messages',
  roles: 'duties',
  'next-steps': 'steps',
};

/** The columns of each table, in the order in which they are read. */
export const COLUMNS = {
  messages: ['audience', 'message', 'channel', 'when'],
  duties: ['role', 'owner', 'task'],
  steps: ['due', 'what', 'owner', 'done'],
} as const satisfies Record<Table, readonly Column[]>;

/** What a step that is done has in its cell. */
export const DONE = 'yes';

const ANSWER = 'answer/';
const LINE = 'line/';
/** What the server takes no line of text with: breaks, controls, and marks that are not seen. */
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2060-\u206F\uFEFF]+/g;

/** The key of the answer to a question. */
export const answerKey = (question: string) => ANSWER + question;
/** The key of a line. */
export const lineKey = (id: string) => LINE + id;
/** The line that a key is of, if it is one's. */
export const lineOf = (key: string) => (key.startsWith(LINE) ? key.slice(LINE.length) : undefined);
/** The question that a key is of, if it is one's. */
export const questionOf = (key: string) => (key.startsWith(ANSWER) ? key.slice(ANSWER.length) : undefined);

/** The ids of the lines that say something, in the order in which they came. */
export function linesOf(texts: Texts): string[] {
  const keys = Object.keys(texts).filter((key) => key.startsWith(LINE) && texts[key] !== '');
  return keys.map((key) => key.slice(LINE.length));
}

/** A line as a text; a line that says nothing is none. */
export function lineText(table: Table, cells: Cells): string {
  const told = COLUMNS[table].map((column) => (cells[column] ?? '').replace(FORBIDDEN, ' '));
  return told.every((cell) => cell.trim() === '') ? '' : JSON.stringify(told);
}

/** The cells of a line. */
export function cellsOf(table: Table, text: string | undefined): Cells {
  const told = text ? (JSON.parse(text) as string[]) : [];
  return Object.fromEntries(COLUMNS[table].map((column, at) => [column, told[at] ?? '']));
}

/** What stands in a section, as texts. */
export function textsOf(section: PlanSection): Texts {
  const texts: Texts = {};
  for (const [question, text] of Object.entries(section.answers)) texts[answerKey(question)] = text;
  for (const { id, ...cells } of section.messages ?? []) texts[lineKey(id)] = lineText('messages', cells);
  for (const { id, ...cells } of section.duties ?? []) texts[lineKey(id)] = lineText('duties', cells);
  for (const { id, done, ...cells } of section.steps ?? [])
    texts[lineKey(id)] = lineText('steps', { ...cells, done: done ? DONE : '' });
  return texts;
}

/** The texts as they are saved. */
export function bodyOf(section: SectionName, version: number, texts: Texts): SectionBody {
  const answers = Object.entries(texts).flatMap(([key, text]) => {
    const question = questionOf(key);
    return question === undefined || text === '' ? [] : [[question, text]];
  });
  const body = { section, version, answers: Object.fromEntries(answers) as Record<string, string> };
  const table = TABLES[section];
  if (!table) return body;
  const lines = linesOf(texts).map((id) => ({ id, cells: cellsOf(table, texts[lineKey(id)]) }));
  return { ...body, [table]: lines.map(({ id, cells }) => ({ id, ...(table === 'steps' ? step(cells) : cells) })) };
}

function step({ due, what = '', owner = '', done }: Cells) {
  return { ...(due && { due }), what, owner, done: done === DONE };
}

/** A name for a new line. */
export function newLine(): string {
  return crypto.randomUUID();
}
