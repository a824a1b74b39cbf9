import { KEY_BYTES, NO_LISTENERS, Sealer, type SecretEvents, type Services, createSecret } from '@dragoman/core';
import { FakeRotationTarget, memoryStores } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds. */
export const START = 1_800_000_000_000;

export const DAY = 86_400_000;

/** Services over maps, with a clock that only a test moves. */
export interface TestServices extends Services {
  readonly rotationTarget: FakeRotationTarget;
  advance(byMs: number): void;
}

export function servicesForTest(given: { readonly events?: SecretEvents } = {}): TestServices {
  let now = START;
  let ids = 0;
  return {
    ...memoryStores(),
    clock: { now: () => now },
    ids: {
      uuid: () => `00000000-0000-4000-8000-${String(ids += 1).padStart(12, '0')}`,
      bytes: (length) => Uint8Array.from({ length }, () => ids += 1),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    events: given.events ?? NO_LISTENERS,
    rotationTarget: new FakeRotationTarget(),
    advance: (byMs) => { now += byMs; },
  };
}

const VERSIONING = { versionLimit: null, atVersionLimit: 'drop-unlabelled-or-refuse', labelLimit: null, moveHandsOverPrevious: true } as const;

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
