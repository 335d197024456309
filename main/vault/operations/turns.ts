/**
 * Runs `work` whenever it is asked for, never twice at once: what is asked for while it runs is one more turn. `work`
 * does not throw.
 */
export class Turns {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | null = null;
  #isAskedFor = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Settles when a turn that began after this call has ended. */
  request(): Promise<void> {
    this.#isAskedFor = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#isAskedFor = false;
      await this.#work();
    } while (this.#isAskedFor);
    this.#running = null;
  }
}
