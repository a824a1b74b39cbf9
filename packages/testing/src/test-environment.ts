import type { ControlClient } from '@dragoman/gateway';

import { type CloudAccess, type Credentials, cloudAccess } from './cloud-access.ts';
import type { OperationName } from './operation-names.ts';
import { NO_RECEIPT, type Receipt, type ReceiptOptions, receiptOf, type RunReceipt } from './receipts.ts';
import { RequestAssertionError } from './request-assertion-error.ts';

/** What is said of the requests that came in: which, and how often (at least once unless told). */
export type RequestAssertion = Omit<Parameters<ControlClient['verify']>[0]['assertions'][number], 'operation'> & {
  /** As its vendor calls it. */
  readonly operation?: OperationName;
};

/**
 * What an environment begins with: identities, vaults and their addresses, keys, secrets with their versions and
 * labels,
 * credentials. As in a seed file.
 */
export type Seeds = NonNullable<Parameters<ControlClient['seeds']['apply']>[0]>;

/** What a test works with: three clouds over one vault, with a clock, faults and a journal of their own. */
export interface TestEnvironment extends CloudAccess {
  /** Every call of the control API, about this environment. */
  readonly control: ControlClient;
  /** Sets the time and takes it on: `clock.advance({ by: '30d' })` does all that falls due on the way. */
  readonly clock: ControlClient['clock'];
  /**
   * Injects faults: `faults.add({ rules: [{ match: { operation: 'GetSecretValue' }, script: ['throttle',
   * 'pass'] }] })`.
   */
  readonly faults: ControlClient['faults'];
  /** What was asked, and what came of it. */
  readonly journal: ControlClient['journal'];
  /**
   * Makes what is not there, all of it or none: `seed({ secrets: [{ name: 'db', value: 's3cr3t', tags: { team: 'a' } }]
   * })`. Gone at a reset.
   */
  seed(seeds: Seeds): Promise<void>;
  /**
   * Goes back to the start with the seeds that were given there, or to the baseline that was set since: secrets, clock,
   * faults and journal. For `beforeEach`.
   */
  reset(): Promise<void>;
  /**
   * Which facts the requests so far rested on, by how each is known, and what they asked for that is not served. What
   * came before a reset is not in it.
   */
  receipt(options?: ReceiptOptions): Promise<Receipt>;
  /** @throws RequestAssertionError where requests did not come as these say; its message shows what came instead */
  assertRequests(...assertions: readonly RequestAssertion[]): Promise<void>;
  /** The same, and all requests of one assertion came before those of the next. @throws RequestAssertionError */
  assertRequestsInOrder(...assertions: readonly RequestAssertion[]): Promise<void>;
}

/** @param url where the clients call @param run what keeps the requests that a reset forgets */
export function testEnvironment(
  url: string,
  control: ControlClient,
  credentials: Credentials,
  run: RunReceipt = NO_RECEIPT,
): TestEnvironment {
  const { clock, faults, journal } = control;
  return {
    ...cloudAccess(url, credentials),
    control,
    clock,
    faults,
    journal,
    async seed(seeds) {
      await control.seeds.apply(seeds);
    },
    async reset() {
      await run.keep(control);
      await control.reset();
    },
    receipt: (options) => receiptOf(control, options),
    assertRequests: (...assertions) => assertRequests(control, assertions, false),
    assertRequestsInOrder: (...assertions) => assertRequests(control, assertions, true),
  };
}

/** Makes seeds what an environment begins with, and goes back to at a reset. */
export async function beginWith(control: ControlClient, seeds: Seeds | undefined): Promise<void> {
  if (seeds === undefined) return;
  await control.seeds.apply(seeds);
  await control.baseline.set();
}

async function assertRequests(
  control: ControlClient,
  assertions: readonly RequestAssertion[],
  inOrder: boolean,
): Promise<void> {
  const { passed, text } = await control.verify({ assertions: [...assertions], in_order: inOrder });
  if (passed) return;
  const error = new RequestAssertionError(text);
  Error.captureStackTrace(error, assertRequests);
  throw error;
}
