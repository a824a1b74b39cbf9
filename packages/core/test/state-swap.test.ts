import { describe, expect, it } from '@jest/globals';

import { createSecret } from '../src/commands/create-secret.ts';
import { exportSecret, importSecret, openExportedSecret } from '../src/commands/export-secret.ts';
import { createKey } from '../src/commands/keys.ts';
import { moveSecret } from '../src/commands/move-secret.ts';
import { putSecretVersion } from '../src/commands/put-version.ts';
import { rotateKey } from '../src/commands/rotate-key.ts';
import { EMPTY_STATE, type StateImage } from '../src/ports/state-store.ts';
import { type MemoryServices, memoryServices } from '../src/store-contract/memory-services.ts';
import { FREE, START, VAULT, creation, rejectionOf, target, valueAt } from './environment.ts';

/**
 * Services whose state is replaced in the midst of the next command that writes a secret: before its write, behind its
 * reads.
 */
function swappedUnder(base: MemoryServices, image: StateImage): MemoryServices {
  let swapped = false;
  const swap = async (): Promise<void> => {
    if (!swapped) await base.state.load(image);
    swapped = true;
  };
  return {
    ...base,
    secrets: {
      ...base.secrets,
      async insert(...given) {
        await swap();
        return base.secrets.insert(...given);
      },
      async commit(change) {
        await swap();
        return base.secrets.commit(change);
      },
      async move(change) {
        await swap();
        return base.secrets.move(change);
      },
    },
  };
}

const PUT = {
  ...target(),
  value: { type: 'text', data: 'two' },
  versionId: null,
  labels: null,
  expiresAt: null,
  sameVersion: 'reject',
  policy: FREE,
} as const;
const FREELY = { maxSecrets: null, caselessName: false };

describe('a command under which the state is replaced', () => {
  it('makes a secret by a key of the new state', async () => {
    const base = memoryServices(START);
    await createSecret(base, creation({ name: 'old' }));
    const services = swappedUnder(base, EMPTY_STATE);
    await createSecret(services, creation());
    expect(await valueAt({ services, advance: base.advance })).toBe('one');
    const { secrets, keys } = await base.state.dump();
    expect(secrets.map(({ secret }) => secret.name)).toEqual(['name']);
    expect(keys.map(({ id }) => id)).toEqual([secrets[0]?.secret.versions[0]?.keyId]);
  });

  it('makes a secret by a key that rotated in the old state alone', async () => {
    const base = memoryServices(START);
    const key = await createKey(base, VAULT, '');
    const image = await base.state.dump();
    await rotateKey(base, { vault: VAULT, id: key.id });
    const services = swappedUnder(base, image);
    await createSecret(services, creation({ keyId: key.id }));
    expect(await valueAt({ services, advance: base.advance })).toBe('one');
  });

  it('rejects what the new state does not have', async () => {
    const base = memoryServices(START);
    const key = await createKey(base, VAULT, '');
    expect(await rejectionOf(createSecret(swappedUnder(base, EMPTY_STATE), creation({ keyId: key.id })))).toBe(
      'key-not-found',
    );
    await createSecret(base, creation());
    expect(await rejectionOf(putSecretVersion(swappedUnder(base, EMPTY_STATE), PUT))).toBe('secret-not-found');
    expect(await base.state.dump()).toEqual(EMPTY_STATE);
  });

  it('adds a version to the secret as the new state has it', async () => {
    const base = memoryServices(START);
    await createSecret(base, creation());
    const image = await base.state.dump();
    await putSecretVersion(base, { ...PUT, value: { type: 'text', data: 'lost' } });
    const services = swappedUnder(base, image);
    const { version } = await putSecretVersion(services, PUT);
    expect(version.id).toBe('v2');
    expect(await valueAt({ services, advance: base.advance })).toBe('two');
    expect(await valueAt({ services, advance: base.advance }, '$previous')).toBe('one');
  });

  it('moves and makes again what can be read afterwards', async () => {
    const base = memoryServices(START);
    await createSecret(base, creation());
    const image = await base.state.dump();
    const exported = openExportedSecret(base, await exportSecret(base, target().ref));
    if (exported === null) throw new Error('did not open');
    await moveSecret(swappedUnder(base, image), { ...target(), to: 'other', caselessName: false });
    await importSecret(swappedUnder(base, EMPTY_STATE), {
      exported: { ...exported, secret: { ...exported.secret, vault: 'elsewhere' } },
      vault: VAULT,
      actor: 'restorer',
      limits: FREELY,
    });
    expect(await valueAt({ services: base, advance: base.advance })).toBe('one');
    expect((await base.state.dump()).secrets.length).toBe(1);
  });
});
