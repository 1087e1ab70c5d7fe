/**
 * What a component reads from the server when it is made, and again when what it asks for changes or somebody wants it
 * to. To be made while a component is made.
 */
export class Loaded<T> {
  /** What was read last; nothing until then. A change that the server answered may be put in its place. */
  now = $state.raw<T>();
  /** What went wrong with reading. */
  trouble = $state.raw<unknown>();
  readonly #read: () => Promise<T>;

  constructor(read: () => Promise<T>) {
    this.#read = read;
    $effect(() => void this.load());
  }

  /** Reads. Never throws. */
  readonly load = async (): Promise<void> => {
    this.trouble = undefined;
    try {
      this.now = await this.#read();
    } catch (error) {
      this.trouble = error;
    }
  };
}
