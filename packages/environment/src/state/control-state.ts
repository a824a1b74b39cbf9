import type { KeptClock, VirtualClock } from '../clock/virtual-clock.ts';
import type { Faults, KeptFaults } from '../faults/faults.ts';

/** How an environment is set, beside what its store holds. */
export interface ControlState {
  readonly clock: KeptClock;
  readonly faults: KeptFaults;
  /** What requests present that are meant for the sandboxes beside it, as `credentialKeys` tells it. */
  readonly sandboxCredentials: readonly string[];
  /** Whether it is being changed: what else is kept here may not hold any more. */
  readonly isChanging: boolean;
}

/** Keeps how an environment is set, for whoever opens it next and for those who read its store meanwhile. */
export interface ControlStore {
  /** `null` where nothing was kept. */
  find(): Promise<ControlState | null>;
  keep(state: ControlState): Promise<void>;
}

interface ControlledParts {
  readonly clock: VirtualClock;
  readonly faults: Faults;
}

/**
 * Keeps what is set of an environment while it changes: whoever else reads the store hears that something changes
 * before it does, and what came of it before the change is answered.
 */
export class ControlChanges {
  readonly #store: ControlStore | undefined;
  readonly #parts: ControlledParts;
  /** See {@link ControlState}. */
  sandboxCredentials: () => readonly string[] = () => [];
  #changes = 0;
  #keeping: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  /** @param store absent where nobody else reads the store, and nothing outlives the environment */
  constructor(store: ControlStore | undefined, parts: ControlledParts) {
    this.#store = store;
    this.#parts = parts;
  }

  /** Takes up what was kept. */
  begin(kept: ControlState | null): void {
    if (this.#store === undefined) return;
    const { faults } = this.#parts;
    if (kept !== null) faults.restore(kept.faults);
    faults.onHit = () => this.keep();
  }

  /** Does what may change how the environment is set, or all that it holds. */
  async changing<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (this.#store === undefined) return work();
    this.#changes += 1;
    try {
      await this.keep();
      return await work();
    } finally {
      this.#changes -= 1;
      await this.keep();
    }
  }

  /** Resolves once what is set now is kept. */
  async keep(): Promise<void> {
    if (this.#store !== undefined) await this.#keepNext(this.#store);
  }

  /** One after the other, each what there is when its turn comes; who comes meanwhile waits for the next one. */
  #keepNext(store: ControlStore): Promise<void> {
    this.#next ??= this.#keeping.then(async () => {
      this.#next = null;
      const { clock, faults } = this.#parts;
      const state = { clock: clock.kept, faults: faults.kept, sandboxCredentials: this.sandboxCredentials() };
      await store.keep({ ...state, isChanging: this.#changes > 0 });
    });
    const next = this.#next;
    this.#keeping = next.catch(() => undefined);
    return next;
  }
}
