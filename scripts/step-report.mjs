import { clearInterval, setInterval, setTimeout } from 'node:timers';

/** How often what is shown changes, in milliseconds: in place at a terminal, else by a line each time. */
const EVERY_MS = process.stderr.isTTY ? 200 : 5_000;

/** How long a step may take before it is told of, in milliseconds. */
const QUIET_MS = 1_000;

/** Tells on stderr that a step goes on: how far it is, and since when. */
export class StepReport {
  #title;
  #step = '';
  #startedAt = Date.now();
  #timers = [];
  #isShown = false;

  constructor(title) {
    this.#title = title;
    this.#timers.push(
      setTimeout(() => {
        this.#show();
        this.#timers.push(setInterval(() => this.#show(), EVERY_MS));
      }, QUIET_MS),
    );
  }

  /** @param step how far it is, such as `package 3 of 15` */
  at(step) {
    this.#step = step;
  }

  /** Leaves at a terminal the last that was shown. */
  end() {
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#isShown && process.stderr.isTTY) {
      this.#show();
      process.stderr.write('\n');
    }
  }

  #show() {
    const seconds = Math.round((Date.now() - this.#startedAt) / 1_000);
    const line = [this.#title, this.#step, `${seconds} s`].filter((part) => part !== '').join(', ');
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    this.#isShown = true;
  }
}
