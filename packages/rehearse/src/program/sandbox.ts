import type { ControlClient } from '@dragoman/control';

/** The longest that a sandbox may be there, should nobody be left to delete it. */
const LIFE_SECONDS = 86_400;

type NewSandbox = NonNullable<Parameters<ControlClient['sandboxes']['create']>[0]>;

/** A sandbox of a run. */
export interface OpenedSandbox {
  readonly id: string;
  /** The control API of the sandbox. */
  readonly control: ControlClient;
  /** What clients are configured with, by door. */
  readonly credentials: Awaited<ReturnType<ControlClient['sandboxes']['create']>>['credentials'];
}

/**
 * Gives a run a sandbox of its own, on the machine's time, which is deleted when the run ends.
 * @param label for people
 * @param modes what the sandbox does otherwise than others
 */
export async function withSandbox<T>(
  control: ControlClient,
  label: string,
  use: (sandbox: OpenedSandbox) => Promise<T>,
  modes: Pick<NewSandbox, 'keeps_handed_out' | 'rotation_hook_url'> = {},
): Promise<T> {
  const { id, credentials } = await control.sandboxes.create({ label, expires_in_seconds: LIFE_SECONDS, ...modes });
  try {
    const own = control.sandbox(id);
    // The baseline of the gateway may have another clock.
    await own.clock.set({ mode: 'real' });
    return await use({ id, control: own, credentials });
  } finally {
    // It may have been deleted by the program.
    await control.sandboxes.delete({ sandbox: id }).catch(() => undefined);
  }
}
