import type { CustomerKey, Secret } from '@dragoman/core';
import type { Stores } from '@dragoman/core/store-contract';

const NOW = 1_700_000_000_000;

/** One of everything. */
export async function fillEverything({ secrets, keys, identities, resources }: Stores): Promise<void> {
  const key: CustomerKey = {
    vault: 'first',
    id: 'k1',
    isDefault: false,
    spec: 'AES_256',
    usage: 'encrypt',
    origin: 'service',
    state: 'enabled',
    description: '',
    createdAt: NOW,
    createdBy: 'maker',
    tags: [],
    attributes: {},
    isProtected: false,
    deletionDueAt: null,
    materialExpiresAt: null,
    materialFingerprint: null,
    dueAt: null,
    rotation: { enabled: false, intervalMs: null, lastAt: null, nextAt: null },
    versions: [{ id: 'kv1', ordinal: 1, createdAt: NOW, sealedMaterial: '00ff' }],
    revision: 1,
  };
  await keys.insert(key, {
    alias: { vault: 'first', name: 'alias', keyId: 'k1', createdAt: NOW, updatedAt: NOW },
  });
  const secret: Secret = {
    vault: 'first',
    id: 's1',
    name: 'one',
    description: null,
    state: 'enabled',
    keyId: null,
    createdAt: NOW,
    updatedAt: NOW,
    createdBy: 'maker',
    updatedBy: 'maker',
    deletionDueAt: null,
    rotation: null,
    tags: [],
    attributes: {},
    lastOrdinal: 0,
    versions: [],
    labels: [],
    revision: 1,
  };
  const limits = { maxSecrets: null, caselessName: false };
  await secrets.insert(secret, [{ versionId: 'v1', bytes: Uint8Array.of(1) }], limits);
  const credential = { identityId: 'dev', kind: 'access-key', lookup: 'AK1', expiresAt: null, attributes: {} } as const;
  await identities.put({ id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
    { ...credential, sealedSecret: Uint8Array.of(1) },
  ]);
  const record = { vault: 'first', kind: 'door.thing', id: 'r1', body: 'as it is', createdAt: NOW, dueAt: NOW };
  await resources.insert({ ...record, revision: 1 });
}

/** Reads one row of each table. */
export const readers = {
  secret: ({ secrets }: Stores) => secrets.findByName('first', 'one'),
  secretByOtherName: ({ secrets }: Stores) => secrets.findByName('first', 'other'),
  secretInOtherVault: ({ secrets }: Stores) => secrets.findByName('second', 'one'),
  key: ({ keys }: Stores) => keys.find('first', 'k1'),
  alias: ({ keys }: Stores) => keys.findAlias('first', 'alias'),
  identity: ({ identities }: Stores) => identities.find('access-key', 'AK1'),
  record: ({ resources }: Stores) => resources.find('first', 'door.thing', 'r1'),
};
