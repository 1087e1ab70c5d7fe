/** Answers to a coach's comments while they are typed, by the number of the comment. */
export class Answers {
  #typed = $state<Record<number, string>>({});

  to(comment: number): string {
    return this.#typed[comment] ?? '';
  }

  type(comment: number, text: string): void {
    this.#typed[comment] = text;
  }

  get isEmpty(): boolean {
    return Object.values(this.#typed).every((text) => text.trim() === '');
  }
}
