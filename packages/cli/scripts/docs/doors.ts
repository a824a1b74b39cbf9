import type { Services } from '@dragoman/core';
import { buildDoors } from '@dragoman/environment';
import { loadSettings } from '@dragoman/gateway/command-line';
import { type Door, NO_INTERCEPTION } from '@dragoman/protocol-kit';

/** The doors with all that they can serve. Building them touches no service; only serving does. */
export async function allDoors(): Promise<Door[]> {
  const settings = await loadSettings({ flags: { 'doors-bk-web-console': 'true' }, env: {}, file: null });
  return buildDoors({
    settings,
    bindings: new Map(),
    services: {} as Services,
    interceptor: NO_INTERCEPTION,
    observe: () => undefined,
  });
}
