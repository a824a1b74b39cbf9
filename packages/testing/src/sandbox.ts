import type { ControlClient } from '@dragoman/gateway';

import { type Seeds, type TestEnvironment, beginWith, testEnvironment } from './test-environment.ts';

/** How a sandbox is made. */
export interface SandboxOptions {
  /** To tell sandboxes apart by. */
  readonly label?: string;
  /** How long it is there at most, in seconds; an hour unless told. */
  readonly expiresInSeconds?: number;
  /** What it begins with beside the gateway's baseline, and goes back to at a reset. */
  readonly seeds?: Seeds;
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

export async function newSandbox(
  url: string,
  control: ControlClient,
  { label, expiresInSeconds, seeds }: SandboxOptions,
): Promise<Sandbox> {
  const { id, credentials } = await control.sandboxes.create({
    ...(label !== undefined && { label }),
    ...(expiresInSeconds !== undefined && { expires_in_seconds: expiresInSeconds }),
  });
  const own = control.sandbox(id);
  await beginWith(own, seeds);
  return {
    ...testEnvironment(url, own, credentials),
    id,
    async close() {
      await control.sandboxes.delete({ sandbox: id });
    },
  };
}
