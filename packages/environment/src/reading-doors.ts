import { type Identity, once, type Services } from '@dragoman/core';
import { type Door, NO_INTERCEPTION } from '@dragoman/protocol-kit';

import type { Bindings } from './bindings.ts';
import { buildDoors } from './doors.ts';
import { randomIds } from './ids/random-ids.ts';
import type { EnvironmentSettings } from './settings.ts';

/** Before the account that whoever reads through such a door works in. */
export const READER_KEY = 'reader-of-';

interface ReadingParts {
  readonly settings: EnvironmentSettings;
  readonly services: Services;
  readonly bindings: Bindings['current'];
}

/**
 * Doors over the same secrets for whoever runs the gateway, who may read everything: they verify nobody, ask no policy,
 * inject no fault, and nothing that they answer is journalled or counted. Their ids are none of the environment's, so
 * that looking changes no id that comes after. Built when they are asked for first.
 */
export function onceReadingDoors(parts: ReadingParts): () => readonly Door[] {
  return once(() => openReadingDoors(parts));
}

function openReadingDoors({ settings, services, bindings }: ReadingParts): Door[] {
  const { huawei, aliyun, bk } = settings.doors;
  const lenient = { auth: 'lenient', permissions: 'off' } as const;
  return buildDoors({
    settings: {
      ...settings,
      doors: {
        huawei: { ...huawei, ...lenient, throttle: false },
        aliyun: { ...aliyun, ...lenient, throttle: 'off' },
        bk: { ...bk, ...lenient },
      },
    },
    bindings,
    services: { ...services, ids: randomIds, identities: withReaders(services.identities) },
    interceptor: NO_INTERCEPTION,
    observe: () => undefined,
  });
}

/** Aliyun's account is that of who calls: a key that names an account works in it. */
function withReaders(identities: Services['identities']): Services['identities'] {
  return {
    ...identities,
    async find(kind, lookup) {
      if (kind !== 'access-key' || !lookup.startsWith(READER_KEY)) return identities.find(kind, lookup);
      const identity: Identity = {
        id: 'reader',
        name: 'reader',
        addresses: 'any',
        attributes: { aliyun: { account_id: lookup.slice(READER_KEY.length) } },
      };
      const accessCredential = {
        kind,
        lookup,
        identityId: identity.id,
        sealedSecret: null,
        expiresAt: null,
        attributes: {},
      };
      return { identity, accessCredential };
    },
  };
}
