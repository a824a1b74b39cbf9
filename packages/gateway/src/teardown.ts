/** What is to be closed, each once and the last first. */
export class Teardown {
  readonly #steps: (() => void | Promise<void>)[] = [];

  /** Closes `step` before everything that was added earlier. */
  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /** Closes everything, one after the other; what comes later is closed even where a step fails. @throws its error */
  async run(): Promise<void> {
    const step = this.#steps.pop();
    if (step === undefined) return;
    try {
      await step();
    } finally {
      await this.run();
    }
  }
}
