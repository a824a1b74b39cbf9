import { createSecret, type SecretEvents, type Services } from '@dragoman/core';
import { type MemoryServices, memoryServices } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds. */
export const START = 1_800_000_000_000;

export const DAY = 86_400_000;

export type TestServices = MemoryServices;

export function servicesForTest(given: { readonly events?: SecretEvents } = {}): TestServices {
  return memoryServices(START, given.events);
}

const VERSIONING = {
  versionLimit: null,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: null,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;

/** A secret that holds `one` and, with a period, rotates by itself. */
export async function secretIn(services: Services, name: string, periodMs: number | null = null): Promise<void> {
  const plan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: VERSIONING } as const;
  await createSecret(services, {
    vault: 'default',
    name,
    actor: 'tester',
    value: { type: 'text', data: 'one' },
    versionId: null,
    description: null,
    keyId: null,
    tags: [],
    attributes: {},
    ...(periodMs !== null && { rotation: { plan, enabled: true, periodMs } }),
    limits: { maxSecrets: null, caselessName: false },
  });
}
