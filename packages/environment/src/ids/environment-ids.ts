import type { Ids } from '@dragoman/core';

import { SeededIds } from './seeded-ids.ts';

/** What an environment draws its ids and its chance from. */
export interface EnvironmentIds {
  /** For what requests ask for. */
  readonly requests: Ids;
  /** For what falls due: a timer says when that draws, which must not change what the next request is given. */
  readonly due: Ids;
  /** For what a state begins with where there was none: where ids repeat, the same each time. */
  initial(): Ids;
  /**
   * Begins anew after the state was put in place of another, the first time included. Where ids repeat they depend on
   * that state too: the same script over the same state draws the same, and nothing that the state holds already is
   * drawn again.
   * @param stateHash asked for only where ids repeat
   */
  restart(stateHash: () => Promise<string>): Promise<void>;
}

/** Ids that repeat in every environment of this name that is given the same seed and state. */
export function seededEnvironmentIds(seed: number, environment: string): EnvironmentIds {
  const [requests, due] = [new SeededIds(seed, `${environment} requests`), new SeededIds(seed, `${environment} due`)];
  return {
    requests,
    due,
    initial: () => new SeededIds(seed, `${environment} beginning`),
    async restart(stateHash) {
      const state = await stateHash();
      requests.restart(seed, `${environment} requests ${state}`);
      due.restart(seed, `${environment} due ${state}`);
    },
  };
}

/** Ids of one source, which never repeat. */
export function plainEnvironmentIds(ids: Ids): EnvironmentIds {
  return { requests: ids, due: ids, initial: () => ids, restart: () => Promise.resolve() };
}
