import type { ControlClient } from '@dragoman/gateway';

import { checkOptions } from './check-options.ts';
import { type Seeds, type TestEnvironment, beginWith, testEnvironment } from './test-environment.ts';

/** How a sandbox is made. */
export interface SandboxOptions {
  /** To tell sandboxes apart by. */
  readonly label?: string;
  /** How long it is there at most, in seconds; an hour unless told. */
  readonly expiresInSeconds?: number;
  /** What it begins with beside the gateway's baseline, and goes back to at a reset. */
  readonly seeds?: Seeds;
  /**
   * Closes the sandbox as the test ends: `onTestFinished` of Vitest, or `(close) => t.after(close)` with the `t` of
   * node:test.
   */
  readonly onTestFinished?: (close: () => Promise<void>) => void;
}

/**
 * An environment of its own, which begins as a copy of the gateway's baseline. Clients with its credentials are in it,
 * at the same addresses.
 */
export interface Sandbox extends TestEnvironment {
  readonly id: string;
  /** Nothing of it is left. */
  close(): Promise<void>;
}

export async function newSandbox(url: string, control: ControlClient, options: SandboxOptions): Promise<Sandbox> {
  checkOptions('sandbox', options, ['label', 'expiresInSeconds', 'seeds', 'onTestFinished']);
  const { label, expiresInSeconds, seeds, onTestFinished } = options;
  const { id, credentials } = await control.sandboxes.create({
    ...(label !== undefined && { label }),
    ...(expiresInSeconds !== undefined && { expires_in_seconds: expiresInSeconds }),
  });
  const own = control.sandbox(id);
  const close = async (): Promise<void> => {
    await control.sandboxes.delete({ sandbox: id });
  };
  onTestFinished?.(close);
  await beginWith(own, seeds);
  return {
    ...testEnvironment(url, own, credentials),
    id,
    close,
  };
}
