import type { ControlClient } from '@dragoman/control';
import { ControlError } from '@dragoman/input';

/** A new value of a secret, as `secrets.put` takes it. */
export type NewValue = Parameters<ControlClient['secrets']['put']>[0];

/** Gives a secret a value; null where its values come from a rotation alone, and it keeps the one that it has. */
export async function putValue(
  control: ControlClient,
  value: NewValue,
): Promise<Awaited<ReturnType<ControlClient['secrets']['put']>> | null> {
  try {
    return await control.secrets.put(value);
  } catch (error) {
    if (error instanceof ControlError && error.code === 'secret-managed') return null;
    throw error;
  }
}
