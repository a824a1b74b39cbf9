/** How much of a program's output is kept, in bytes. */
const MAX_BYTES = 4_096;
/** How many lines of it are told. */
const MAX_LINES = 5;

/** The end of what a program prints, for whoever must find out why it fails. */
export class OutputTail {
  #kept: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.#kept = Buffer.concat([this.#kept, chunk]).subarray(-MAX_BYTES);
  }

  /** Its last lines. */
  lines(): string[] {
    return this.#kept
      .toString()
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .slice(-MAX_LINES);
  }
}
