import { clientOver, type ControlClient, type ControlClientParts } from '@dragoman/control/client';
import { computed, signal } from '@preact/signals';
import { ROUTES } from 'virtual:routes';

import { language } from '../preferences.ts';

/** The sandbox that the pages are about; `null` for the gateway's own environment. */
export const sandbox = signal<string | null>(null);

/** Whether a login is needed before anything is shown. */
export const needsLogin = signal(false);

/** Calls are answered in the viewer's language. */
const parts: ControlClientParts = {
  url: location.origin,
  fetch: (url, request) =>
    fetch(url, { ...request, headers: { ...request.headers, 'Accept-Language': language.peek() } }),
};

/** The gateway itself. */
export const gateway: ControlClient = clientOver(ROUTES, parts);

/** The environment that the pages are about. */
export const api = computed(() => (sandbox.value === null ? gateway : gateway.sandbox(sandbox.value)));

/** A client whose calls end with the signal. */
export function apiUntil(signal: AbortSignal): ControlClient {
  const client = clientOver(ROUTES, { ...parts, signal });
  return sandbox.value === null ? client : client.sandbox(sandbox.value);
}
