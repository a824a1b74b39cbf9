import { Sealer, type Services, StoreUnavailableError } from '@dragoman/core';
import { buildDoors, environmentClock, randomIds, systemClock } from '@dragoman/environment';
import { type Door, NO_INTERCEPTION } from '@dragoman/protocol-kit';

import type { Settings } from '../config/schema.ts';

/** The three doors over a store that is never there: each says so in its cloud's words. */
export function unavailableDoors(settings: Settings, reason: string): Door[] {
  const services = {
    ...{ secrets: rejecting(reason), keys: rejecting(reason), identities: rejecting(reason) },
    resources: rejecting(reason),
    clock: environmentClock(settings, systemClock),
    ids: randomIds,
    sealer: new Sealer(new Uint8Array(32)),
    events: { isSubscribed: () => false },
    rotationTarget: rejecting(reason),
  } as unknown as Services;
  return buildDoors({
    settings,
    bindings: new Map(),
    services,
    interceptor: NO_INTERCEPTION,
    observe: () => undefined,
  });
}

/** A port of which every call is rejected. */
function rejecting(reason: string): object {
  return new Proxy({}, { get: () => () => Promise.reject(new StoreUnavailableError(reason)) });
}
