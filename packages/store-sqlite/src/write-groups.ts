import { setImmediate } from 'node:timers';

import type { Database, Transaction } from 'better-sqlite3';

/** What goes along with every transaction. */
export interface TransactionHooks {
  begin(): void;
  /** The last of the transaction, still within it. */
  end(): void;
  /** It is on disk, and none of its writes is answered yet. */
  committed(): void;
}

const NO_HOOKS: TransactionHooks = { begin: () => undefined, end: () => undefined, committed: () => undefined };

interface QueuedWrite {
  readonly write: () => unknown;
  readonly resolve: (outcome: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: the writes that are asked for in one turn of the event loop are one transaction, so that they share
 * one sync to disk. Each promise resolves once its write is durable. A write that is alone waits for nobody: its turn
 * ends when no request is left to be read.
 */
export class WriteGroups {
  #queued: QueuedWrite[] = [];
  readonly #together: Transaction<(writes: readonly QueuedWrite[]) => unknown[]>;
  readonly #one: Transaction<(write: () => unknown) => unknown>;

  readonly #hooks: TransactionHooks;

  constructor(db: Database, hooks = NO_HOOKS) {
    this.#hooks = hooks;
    const along = <T>(work: () => T): T => {
      hooks.begin();
      const outcome = work();
      hooks.end();
      return outcome;
    };
    this.#together = db.transaction((writes: readonly QueuedWrite[]) =>
      along(() => writes.map(({ write }) => write())),
    );
    this.#one = db.transaction((write: () => unknown) => along(write));
  }

  /**
   * Does a write with the others of its turn, in the order in which they were asked for.
   * @param write runs inside a transaction, and once more where the transaction of its group failed
   * @param stale remember what the write changes
   */
  run<T>(write: () => T, ...stale: readonly { forget(): void }[]): Promise<T> {
    const change = (): T => {
      for (const cache of stale) cache.forget();
      return write();
    };
    return new Promise((resolve, reject) => {
      if (this.#queued.length === 0) setImmediate(() => this.flush());
      this.#queued.push({ write: change, resolve, reject });
    });
  }

  /** Does at once what is queued; before whatever must see it. */
  flush(): void {
    const writes = this.#queued;
    this.#queued = [];
    if (writes.length > 1 && this.#doTogether(writes)) return;
    for (const { write, resolve, reject } of writes) {
      try {
        const outcome = this.#one.immediate(write);
        this.#hooks.committed();
        resolve(outcome as never);
      } catch (error) {
        reject(error);
      }
    }
  }

  /** Whether the group was committed. One that fails leaves nothing: each of its writes is then tried alone. */
  #doTogether(writes: readonly QueuedWrite[]): boolean {
    try {
      const outcomes = this.#together.immediate(writes);
      this.#hooks.committed();
      for (const [at, { resolve }] of writes.entries()) resolve(outcomes[at] as never);
      return true;
    } catch {
      return false;
    }
  }
}
