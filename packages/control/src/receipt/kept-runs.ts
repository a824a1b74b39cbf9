import type { MadeRequest } from '@dragoman/facts';
import type { Journal } from '@dragoman/journal';

import type { ControlTarget } from '../call.ts';
import { requestsAfter } from './requests-after.ts';

/** Where there are more, the run that was kept least recently goes. */
const MAX_RUNS = 100;

/** What a run asked, of whatever environments of the gateway. */
export interface KeptRun {
  readonly requests: readonly MadeRequest[];
  /** How many requests the journals had no more when they were taken. */
  readonly dropped: number;
}

/**
 * Requests of runs, such as those of a suite of tests, which outlive the journals that they are taken of: those of
 * sandboxes go with them. They are in memory, of this gateway alone.
 */
export class KeptRuns {
  readonly #runs = new Map<string, Run>();

  static of(gateway: ControlTarget): KeptRuns {
    const kept = KEPT.get(gateway) ?? new KeptRuns();
    KEPT.set(gateway, kept);
    return kept;
  }

  /** The run of this name; a new one where there is none. */
  open(name: string): Run {
    const run = this.#runs.get(name) ?? new Run();
    this.#runs.delete(name);
    this.#runs.set(name, run);
    const [oldest = name] = this.#runs.keys();
    if (this.#runs.size > MAX_RUNS) this.#runs.delete(oldest);
    return run;
  }

  find(name: string): KeptRun | undefined {
    return this.#runs.get(name);
  }
}

const KEPT = new WeakMap<ControlTarget, KeptRuns>();

class Run implements KeptRun {
  readonly requests: MadeRequest[] = [];
  dropped = 0;
  /** Each request that is like another is there once. */
  readonly #unlike = new Map<string, MadeRequest>();
  /** Up to which sequence each journal was taken. */
  readonly #taken = new WeakMap<Journal, number>();
  #queue: Promise<void> = Promise.resolve();

  /** Leaves out what a journal has by now, unless some of it was taken. */
  async begin(journal: Journal): Promise<void> {
    const { last } = await journal.reader.list({ filter: {}, after: 0, newest: true, limit: 1 });
    if (!this.#taken.has(journal)) this.#taken.set(journal, last);
  }

  /** Adds what a journal has that the run has not yet: calls take it one after the other, so none of it twice. */
  async keep(journal: Journal): Promise<void> {
    const taking = this.#queue.then(() => this.#take(journal));
    this.#queue = taking.catch(() => undefined);
    await taking;
  }

  async #take(journal: Journal): Promise<void> {
    const { requests, dropped, last } = await requestsAfter(journal, this.#taken.get(journal) ?? 0);
    this.#taken.set(journal, last);
    this.dropped += dropped;
    for (const request of requests) this.requests.push(this.#once(request));
  }

  #once(request: MadeRequest): MadeRequest {
    const key = JSON.stringify(request);
    const known = this.#unlike.get(key) ?? request;
    this.#unlike.set(key, known);
    return known;
  }
}
