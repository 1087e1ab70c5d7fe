/** What a district asks its own earners, as its administrator writes it. */
import type { Shapes } from '../../api/client';

export type Stored = Shapes['District']['questions'][number];
/** A question on the page; its `id` tells it from the others there, and the server knows nothing of it. */
export type Written = Stored & { id: string };

/** The most questions, and the longest texts, that the server takes. */
export const MOST = { questions: 5, text: 200, choices: 8, choice: 80 } as const;

export function written(stored: Stored[]): Written[] {
  return stored.map(({ text, choices }, at) => ({ id: `stored-${at}`, text, choices: [...choices] }));
}

export function blank(): Written {
  return { id: crypto.randomUUID(), text: '', choices: [] };
}

export function sent(questions: Written[]): Stored[] {
  return questions.map(({ text, choices }) => ({ text, choices }));
}

/** The questions on the page once others are stored than before: each goes on being what it was made of, if that is there still. */
export function carriedOver(questions: Written[], before: Stored[], now: Stored[]): Written[] {
  return questions.map((question) => {
    const origin = written(before).find(({ id }) => id === question.id);
    const same = origin && written(now).find((one) => print(one) === print(origin));
    return { ...question, id: same?.id ?? crypto.randomUUID() };
  });
}

/** Whether it is stored in other words: saved like this it is another question. */
export function isAnother(question: Written, stored: Stored[]): boolean {
  const before = written(stored).find(({ id }) => id === question.id);
  return before !== undefined && print(before) !== print(question);
}

const print = ({ text, choices }: Stored) => JSON.stringify([text.trim(), choices]);
