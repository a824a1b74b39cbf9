import { describe, expect, it } from '@jest/globals';

import { INSTANCE, KEY_USER, newInstanceEnvironment, SECRET_USER } from './environment.ts';

const Plaintext = Buffer.from('plain');
const forbidden = (name: string): string =>
  `403 Forbidden.NoPermission This operation for "${name}" is forbidden by permission system.`;

/** A secret under a key of the instance. */
async function withSecret(given: Parameters<typeof newInstanceEnvironment>[0]) {
  const environment = await newInstanceEnvironment(given);
  const KeyId = await environment.key();
  const secret = { VersionId: 'v1', SecretData: 'data', DKMSInstanceId: INSTANCE };
  await environment.ok('CreateSecret', { ...secret, SecretName: 'app/a', EncryptionKeyId: KeyId });
  const read = () => environment.call('GetSecretValue', { SecretName: 'app/a' });
  const rejection = () => environment.rejected('GetSecretValue', { SecretName: 'app/a' });
  return { environment, KeyId, read, rejection };
}

describe('policies of an access point', () => {
  it('let a key be used whose id they have, or all keys, and no other', async () => {
    const environment = await newInstanceEnvironment({
      permissionsOf: [KEY_USER],
      resources: ['key/none', 'secret/*'],
    });
    const KeyId = await environment.key();
    expect(await environment.rejected('Encrypt', { KeyId, Plaintext })).toBe(forbidden(KeyId));
    // What is not there is asked about all the same.
    expect(await environment.rejected('Encrypt', { KeyId: 'gone', Plaintext })).toBe(forbidden('gone'));
    expect(await environment.rejected('Encrypt', { KeyId: 'none', Plaintext })).toMatch(/^404 Forbidden.KeyNotFound/);
    expect(environment.outcomes.at(-2)?.checks).toMatchObject([
      { check: { action: 'Encrypt', resource: 'key/gone' }, outcome: 'implicit-deny' },
    ]);
  });

  it('know a key by its id where an alias names it, and by its ciphertext', async () => {
    const environment = await newInstanceEnvironment({ permissionsOf: [SECRET_USER] });
    const KeyId = await environment.key();
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/one' });
    expect(await environment.rejected('Encrypt', { KeyId: 'alias/one', Plaintext })).toBe(forbidden(KeyId));
    const free = await newInstanceEnvironment({ services: environment.services, permissions: 'off' });
    const { CiphertextBlob } = await free.done('AdvanceEncrypt', { KeyId, Plaintext });
    expect(await environment.rejected('AdvanceDecrypt', { CiphertextBlob })).toBe(forbidden(KeyId));
  });

  it('are asked for the secret, and then for its key', async () => {
    const all = await withSecret({ resources: ['secret/app/*', 'key/*'] });
    expect((await all.read()).status).toBe(200);
    const noKey = await withSecret({ resources: ['secret/app/*'] });
    expect(await noKey.rejection()).toBe(forbidden(noKey.KeyId));
    const noSecret = await withSecret({ resources: ['secret/other', 'key/*'] });
    expect(await noSecret.rejection()).toBe(forbidden('app/a'));
    const noPermission = await withSecret({ permissionsOf: [KEY_USER] });
    expect(await noPermission.rejection()).toBe(forbidden('app/a'));
  });

  it('let GenerateRandom pass where they are for any key', async () => {
    const some = await newInstanceEnvironment({ resources: ['key/one'] });
    expect((await some.call('GenerateRandom', { Length: 1 })).status).toBe(200);
    const none = await newInstanceEnvironment({ resources: ['secret/*'] });
    expect(await none.rejected('GenerateRandom', { Length: 1 })).toBe(forbidden('GenerateRandom'));
  });

  it('reject nothing where permissions are observed, and are not asked where they are off', async () => {
    for (const permissions of ['observe', 'off'] as const) {
      const { read, environment } = await withSecret({ resources: [], permissions });
      expect((await read()).status).toBe(200);
      const outcomes = environment.outcomes.at(-1)?.checks?.map(({ outcome }) => outcome) ?? [];
      expect(outcomes).toEqual(permissions === 'off' ? [] : ['implicit-deny', 'implicit-deny']);
    }
  });

  it('are told in their own grammar by what they lack', async () => {
    const { door } = await newInstanceEnvironment();
    const checks = [
      { action: 'GetSecretValue', resource: 'secret/a' },
      { action: 'Decrypt', resource: 'key/b' },
    ];
    expect(door.permissions?.least(checks)).toEqual({
      Permissions: [SECRET_USER, KEY_USER],
      Resources: ['secret/a', 'key/b'],
    });
  });
});
