/** What a component has the server do: one thing at a time, and what went wrong with the last one. */
export class Doing {
  isBusy = $state(false);
  trouble = $state.raw<unknown>();

  /** Does `what`, unless something else is under way. Never throws. */
  async carryOut(what: () => Promise<unknown>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.trouble = undefined;
    try {
      await what();
    } catch (error) {
      this.trouble = error;
    } finally {
      this.isBusy = false;
    }
  }
}
