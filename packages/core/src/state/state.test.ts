import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { ACTOR, FREE, VAULT, creation, target } from '../../test/environment.ts';
import { createSecret } from '../commands/create-secret.ts';
import { OUTBOX_KIND } from '../commands/outbox.ts';
import { findAccessCredential, registerIdentity } from '../commands/identities.ts';
import { createCustomerKey, createKey } from '../commands/keys.ts';
import { putSecretVersion } from '../commands/put-version.ts';
import { readSecretValue } from '../commands/read-value.ts';
import { createDialectRecord } from '../commands/dialect-records.ts';
import { updateSecret } from '../commands/update-secret.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import { imageOf, recordsOf, type StateImage } from '../ports/state-store.ts';
import { Sealer } from '../sealing/sealer.ts';
import { type MemoryServices, memoryServices } from '../store-contract/memory-services.ts';
import { resealRecord } from './reseal.ts';
import { stateHash } from './state-hash.ts';

const START = 1_767_323_045_000;
const ACCOUNT = { vault: VAULT, kind: 'door.account', id: '1' };
const EXTERNAL = randomBytes(32);

/** Services with a root key of their own; ids and times are the same in all. */
function installation(rootKey: Uint8Array = randomBytes(32)): MemoryServices {
  return { ...memoryServices(START, { isSubscribed: () => true }), sealer: new Sealer(rootKey) };
}

/** Something of everything that is sealed. */
async function stocked(services: MemoryServices): Promise<MemoryServices> {
  await createSecret(services, creation());
  await putSecretVersion(services, {
    ...target(),
    value: { type: 'binary', data: 'two' },
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'reject',
    policy: FREE,
  });
  await registerIdentity(services, { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
    { kind: 'access-key', lookup: 'AK', secret: 'secret key', expiresAt: null },
    { kind: 'token', lookup: 'a token', secret: null, expiresAt: START },
  ]);
  const sealed = services.sealer.sealText([ACCOUNT.kind, VAULT, ACCOUNT.id], 'the password');
  await createDialectRecord(services, {
    ...ACCOUNT,
    body: { name: 'root', hidden: [{ password: sealed }], like: Buffer.alloc(60).toString('base64') },
  });
  await withExternalKey(services);
  return services;
}

async function withExternalKey(services: MemoryServices): Promise<void> {
  const key = await createCustomerKey(services, {
    vault: VAULT,
    spec: 'AES_256',
    usage: null,
    origin: 'external',
    description: '',
    actor: ACTOR,
    tags: [],
    attributes: {},
    rotation: null,
    alias: 'alias/mine',
    maxKeys: null,
  });
  const sealedMaterial = services.sealer.sealMaterial({ vault: VAULT, id: key.id, ordinal: 1 }, EXTERNAL);
  const [version] = key.versions.map((made) => ({ ...made, sealedMaterial }));
  const materialFingerprint = services.sealer.fingerprint(key, EXTERNAL);
  await services.keys.commit(
    { ...key, state: 'enabled', versions: version === undefined ? [] : [version], materialFingerprint, revision: 2 },
    1,
  );
}

function reseal(image: StateImage, from: Sealer, to: Sealer): StateImage {
  return imageOf(Array.from(recordsOf(image), (record) => resealRecord(record, from, to)));
}

async function hashOf(services: MemoryServices): Promise<string> {
  return stateHash(await services.state.dump(), services.sealer);
}

async function valueIn(services: MemoryServices): Promise<string> {
  const { value } = await readSecretValue(services, {
    ref: target().ref,
    selector: 'newest',
    allowPendingDeletion: false,
  });
  return value.data;
}

describe('the hash of a state', () => {
  it('is the same for the same content under other root keys, keys and nonces', async () => {
    const hash = await hashOf(await stocked(installation()));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(await stocked(installation()))).toBe(hash);
  });

  it('is the same after a load, and after every further one', async () => {
    const services = await stocked(installation());
    const hash = await hashOf(services);
    for (let round = 0; round < 2; round += 1) {
      await services.state.load(await services.state.dump());
      expect(await hashOf(services)).toBe(hash);
    }
  });

  it('does not change with the order in which dialects show nothing', async () => {
    const services = await stocked(installation());
    await createSecret(services, creation({ vault: 'other' }));
    const image = await services.state.dump();
    const turned: StateImage = {
      ...image,
      aliases: image.aliases.toReversed(),
      identities: image.identities.map(({ identity, accessCredentials }) => ({
        identity: Object.fromEntries(Object.entries(identity).toReversed()) as typeof identity,
        accessCredentials: accessCredentials.toReversed(),
      })),
      secrets: image.secrets.toSorted((left, right) => (left.secret.vault < right.secret.vault ? 1 : -1)),
    };
    expect(stateHash(turned, services.sealer)).toBe(stateHash(image, services.sealer));
  });

  const changes: Readonly<Record<string, (services: MemoryServices) => unknown>> = {
    'a description': (services) => updateSecret(services, { ...target(), description: 'another' }),
    'a value': async (services) => {
      const [secret, key] = [await services.secrets.findByName(VAULT, 'name'), await services.keys.findDefault(VAULT)];
      if (secret === null || key === null) throw new Error('something is gone');
      const bytes = services.sealer.sealValue(key, { vault: VAULT, secretId: secret.id, versionId: 'v1' }, 'Another');
      await services.secrets.commit({
        secret: { ...secret, revision: 3 },
        expectedRevision: 2,
        added: [{ versionId: 'v1', bytes }],
        dropped: [],
        caselessName: false,
      });
    },
    'a key': (services) => createKey(services, VAULT, 'one more'),
    'an alias': (services) => services.keys.removeAlias(VAULT, 'alias/mine'),
    'a secret key': (services) =>
      services.identities.addAccessCredential({
        identityId: 'dev',
        kind: 'access-key',
        lookup: 'AK',
        sealedSecret: services.sealer.sealAccessCredential('access-key', 'AK', 'Another'),
        expiresAt: null,
        attributes: {},
      }),
    'a proof that is gone': (services) => services.identities.removeExpiredAccessCredentials(START),
    'a sealed text': (services) =>
      services.resources.commit(
        {
          ...ACCOUNT,
          body: {
            name: 'root',
            hidden: [{ password: services.sealer.sealText([ACCOUNT.kind, VAULT, '1'], 'Another') }],
          },
          createdAt: START,
          dueAt: null,
          revision: 2,
        },
        1,
      ),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`changes with ${what}`, async () => {
      const services = await stocked(installation());
      const before = await hashOf(services);
      await change(services);
      expect(await hashOf(services)).not.toBe(before);
    });
  }

  it('changes with the order of creation in a vault', async () => {
    const services = await stocked(installation());
    await createSecret(services, creation({ name: 'second' }));
    const image = await services.state.dump();
    expect(stateHash({ ...image, secrets: image.secrets.toReversed() }, services.sealer)).not.toBe(
      stateHash(image, services.sealer),
    );
  });

  it('exists where the key of a value is gone', async () => {
    const services = await stocked(installation());
    const image = await services.state.dump();
    expect(stateHash({ ...image, keys: [], aliases: [] }, services.sealer)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is rejected under another root key', async () => {
    const image = await (await stocked(installation())).state.dump();
    expect(() => stateHash(image, new Sealer(randomBytes(32)))).toThrow();
  });
});

describe('a state that is sealed again', () => {
  it('means the same, and everything in it opens under the new root key alone', async () => {
    const [from, to] = [await stocked(installation()), installation()];
    const image = await from.state.dump();
    const carried = reseal(image, from.sealer, to.sealer);
    expect(stateHash(carried, to.sealer)).toBe(stateHash(image, from.sealer));
    expect(() => stateHash(carried, from.sealer)).toThrow();
    await to.state.load(carried);
    expect(await valueIn(to)).toBe('two');
    expect((await findAccessCredential(to, 'access-key', 'AK'))?.secret).toBe('secret key');
    const account = await to.resources.find(VAULT, ACCOUNT.kind, '1');
    const { hidden, like } = account?.body as { hidden: { password: string }[]; like: string };
    expect(to.sealer.openText([ACCOUNT.kind, VAULT, '1'], hidden[0]?.password ?? '')).toBe('the password');
    expect(like).toBe(Buffer.alloc(60).toString('base64'));
    expect(Buffer.from(JSON.stringify(carried)).includes('the password')).toBe(false);
  });

  it('still tells imported material from any other, as long as the key has it', async () => {
    const [from, to] = [await stocked(installation()), installation()];
    const carried = reseal(await from.state.dump(), from.sealer, to.sealer);
    const key = carried.keys.find(({ origin }) => origin === 'external');
    if (key === undefined) throw new Error('the key is gone');
    expect(key.materialFingerprint).toBe(to.sealer.fingerprint(key, EXTERNAL));
    const without = { ...key, versions: key.versions.map((version) => ({ ...version, sealedMaterial: null })) };
    const [lost] = reseal({ ...carried, keys: [without] }, to.sealer, from.sealer).keys;
    expect(lost?.materialFingerprint).toBe(null);
  });

  it('is rejected where it was sealed by another root key', async () => {
    const image = await (await stocked(installation())).state.dump();
    expect(() => reseal(image, new Sealer(randomBytes(32)), installation().sealer)).toThrow();
  });

  it('keeps what was to be told', async () => {
    const services = await stocked(installation());
    const image = await services.state.dump();
    const told = image.resources.filter(({ kind }) => kind === OUTBOX_KIND);
    expect(told.length).toBe(2);
    const again = told.map((resource): DialectRecord => ({
      ...resource,
      revision: 7,
      body: { ...(resource.body as object), secret: { ...(resource.body as { secret: object }).secret, revision: 9 } },
    }));
    const others = image.resources.filter(({ kind }) => kind !== OUTBOX_KIND);
    expect(stateHash({ ...image, resources: [...others, ...again] }, services.sealer)).toBe(
      stateHash(image, services.sealer),
    );
  });
});
