import type { IdentityStore } from '../ports/identity-store.ts';
import type { KeyStore } from '../ports/key-store.ts';
import type { DialectRecordStore } from '../ports/dialect-record-store.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { StateStore } from '../ports/state-store.ts';

/** What the suite needs of a test runner; Jest's, Vitest's and the like have it. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
  expect(actual: unknown): { toBe(expected: unknown): void; toEqual(expected: unknown): void };
}

/** One handle on a store under test. */
export interface Stores {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
}

/** A store under test, empty when opened. */
export interface OpenedStore extends Stores {
  /**
   * Another handle on the same data, as a second gateway has; absent where data has one handle only. `close` closes it
   * too.
   */
  second?(): Promise<Stores>;
  close(): Promise<void>;
}

/** What every part of the suite is made with. */
export interface Suite {
  readonly describe: TestRunner['describe'];
  readonly expect: TestRunner['expect'];
  /** A test with an empty store of its own. */
  readonly test: (name: string, body: (stores: OpenedStore) => Promise<void>) => void;
}

/** @param open opens an empty store; it is called once for each test */
export function suiteOf(runner: TestRunner, open: () => Promise<OpenedStore>): Suite {
  return {
    describe: (name, body) => runner.describe(name, body),
    expect: (actual) => runner.expect(actual),
    test: (name, body) =>
      runner.it(name, async () => {
        const stores = await open();
        try {
          await body(stores);
        } finally {
          await stores.close();
        }
      }),
  };
}
