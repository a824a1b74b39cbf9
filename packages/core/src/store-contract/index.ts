import { type OpenedStore, type TestRunner, suiteOf } from './harness.ts';
import { identityStoreContract } from './identities.ts';
import { keyAliasContract } from './key-aliases.ts';
import { keyStoreContract } from './keys.ts';
import { resourceStoreContract } from './dialect-records.ts';
import { secretCommitContract } from './secret-commits.ts';
import { secretDueContract } from './secret-due.ts';
import { secretInsertContract } from './secret-inserts.ts';
import { secretListContract } from './secret-lists.ts';
import { secretMoveContract } from './secret-moves.ts';
import { secretRaceContract } from './secret-races.ts';
import { secretRemovalContract } from './secret-removals.ts';
import { stateStoreContract } from './state.ts';

export { FakeRotationTarget, type TargetStep } from './fake-rotation-target.ts';
export { type MemoryServices, memoryServices } from './memory-services.ts';
export { memoryStores } from './memory-stores.ts';
export type { OpenedStore, Stores, TestRunner } from './harness.ts';

/**
 * Declares the tests that every store must pass: what the ports promise, and nothing of how it is done.
 * @param open opens an empty store; it is called once for each test
 */
export function storeContract(runner: TestRunner, open: () => Promise<OpenedStore>): void {
  const suite = suiteOf(runner, open);
  secretInsertContract(suite);
  secretCommitContract(suite);
  secretRemovalContract(suite);
  secretDueContract(suite);
  secretMoveContract(suite);
  secretListContract(suite);
  secretRaceContract(suite);
  keyStoreContract(suite);
  keyAliasContract(suite);
  identityStoreContract(suite);
  resourceStoreContract(suite);
  stateStoreContract(suite);
}
