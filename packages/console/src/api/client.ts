import { clientOver, type ControlClient } from '@dragoman/control/client';
import { computed, signal } from '@preact/signals';
import { ROUTES } from 'virtual:routes';

/** The sandbox that the pages are about; `null` for the gateway's own environment. */
export const sandbox = signal<string | null>(null);

/** Whether a login is needed before anything is shown. */
export const needsLogin = signal(false);

/** The gateway itself. */
export const gateway: ControlClient = clientOver(ROUTES, { url: location.origin });

/** The environment that the pages are about. */
export const api = computed(() => (sandbox.value === null ? gateway : gateway.sandbox(sandbox.value)));

/** A client whose calls end with the signal. */
export function apiUntil(signal: AbortSignal): ControlClient {
  const client = clientOver(ROUTES, { url: location.origin, signal });
  return sandbox.value === null ? client : client.sandbox(sandbox.value);
}
