import type { Awaitable, Identity, Services } from '@dragoman/core';
import { type Door, NO_INTERCEPTION } from '@dragoman/protocol-kit';

import type { Bindings } from './bindings.ts';
import type { DoorsParts } from './doors.ts';
import { randomIds } from './ids/random-ids.ts';
import { lateDoors } from './late-doors.ts';
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
export function lateReadingDoors(parts: ReadingParts): () => Awaitable<readonly Door[]> {
  return lateDoors(() => readingParts(parts));
}

function readingParts({ settings, services, bindings }: ReadingParts): DoorsParts {
  const { huawei, aliyun, bk } = settings.doors;
  const lenient = { auth: 'lenient', permissions: 'off' } as const;
  return {
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
  };
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
