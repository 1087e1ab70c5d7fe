/** What is wrong with a table that was refused. */
import type { Fault } from '../api/problem';

/** Everything that is wrong with one line of a table; its first line is 1. */
export type WrongLine = { line: number; messages: string[] };

/** The faults of a table's lines from the top, and the messages of those that are of no line. */
export function byLine(faults: Fault[]): { lines: WrongLine[]; others: string[] } {
  const lines = new Map<number, string[]>();
  const others: string[] = [];
  for (const { pointer, message } of faults) {
    const line = /^\/table\/(\d+)$/.exec(pointer)?.[1];
    if (line === undefined) others.push(message);
    else lines.set(Number(line), [...(lines.get(Number(line)) ?? []), message]);
  }
  const sorted = [...lines].sort(([one], [other]) => one - other);
  return { lines: sorted.map(([line, messages]) => ({ line, messages })), others };
}
