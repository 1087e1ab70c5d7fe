/** Lines of a report, beside what is to be reached. */

/** A heading. */
export function say(text: string): void {
  console.log(`\n${text}`);
}

/** A figure, and whether it is where it is to be. */
export function row(what: string, figure: string, isReached?: boolean): void {
  const mark = isReached === undefined ? ' ' : isReached ? '✓' : '✗';
  console.log(`  ${mark} ${what.padEnd(44)} ${figure}`);
}

/** The middle one. */
export function median(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
