import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  FREE,
  START,
  VAULT,
  type Environment,
  forced,
  keyInState,
  made,
  newEnvironment,
  rejectionOf,
  target,
  valueAt,
} from '../../test/environment.ts';
import { type Credential, credentialToText } from '../model/credential.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Secret } from '../model/secret.ts';
import type { Services } from '../services.ts';
import { restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { type UpdateCredential, updateCredential } from './update-credential.ts';

function update(services: Services, changes: Partial<UpdateCredential>): Promise<Secret> {
  return updateCredential(services, { ...target(), slots: {}, policy: FREE, caselessName: true, ...changes });
}

async function madeWith(environment: Environment, held: Credential | string): Promise<Secret> {
  const data = typeof held === 'string' ? held : credentialToText(held);
  return made(environment, { value: { type: 'text', data }, description: 'old' });
}

const LOGIN: Credential = { type: 'USERNAME_PASSWORD', slots: { username: 'user', password: 'pass' } };

describe('updateCredential', () => {
  it('writes name, description and value in one commit, as a new version that carries CURRENT', async () => {
    const environment = newEnvironment();
    const before = await madeWith(environment, LOGIN);
    environment.advance(10);
    const secret = await update(environment.services, {
      name: 'new',
      description: null,
      type: 'PASSWORD',
      slots: { password: { set: 'p2' } },
    });
    expect(secret).toMatchObject({
      id: before.id,
      name: 'new',
      description: null,
      updatedAt: START + 10,
      updatedBy: ACTOR,
      revision: 2,
    });
    expect(secret.labels.map(({ label, versionId }) => [label, versionId])).toEqual([
      [CURRENT, 'v2'],
      [PREVIOUS, 'v1'],
    ]);
    expect(await valueAt(environment, CURRENT, 'new')).toBe('{"type":"PASSWORD","password":"p2"}');
    expect(await valueAt(environment, PREVIOUS, 'new')).toBe(credentialToText(LOGIN));
  });

  it('sets attributes of one dialect among those that are there', async () => {
    const environment = newEnvironment();
    await made(environment, { attributes: { door: { kept: 1, set: 1 }, other: { kept: true } } });
    const secret = await update(environment.services, {
      attributes: { dialect: 'door', set: { set: null, added: 'x' } },
    });
    expect(secret.attributes).toEqual({ door: { kept: 1, set: null, added: 'x' }, other: { kept: true } });
    expect((await update(environment.services, {})).attributes).toEqual(secret.attributes);
  });

  it('keeps what is absent', async () => {
    const environment = newEnvironment();
    await madeWith(environment, LOGIN);
    const secret = await update(environment.services, { slots: { password: { set: 'p2' } } });
    expect([secret.name, secret.description]).toEqual(['name', 'old']);
    expect(await valueAt(environment)).toBe('{"type":"USERNAME_PASSWORD","username":"user","password":"p2"}');
  });

  it('empties a slot that is set to nothing, and keeps an empty string', async () => {
    const environment = newEnvironment();
    await madeWith(environment, LOGIN);
    await update(environment.services, { slots: { username: { set: '' }, password: { set: null } } });
    expect(await valueAt(environment)).toBe('{"type":"USERNAME_PASSWORD","username":""}');
  });

  it.each<[string, Credential | string, Partial<UpdateCredential>, string]>([
    [
      'both places',
      LOGIN,
      { type: 'APP_ID_SECRET_KEY', slots: { accessKey: 'keep', secretKey: 'keep' } },
      '{"type":"APP_ID_SECRET_KEY","access_key":"user","secret_key":"pass"}',
    ],
    [
      'the first place of two as the only one',
      LOGIN,
      { type: 'PASSWORD', slots: { password: 'keep' } },
      '{"type":"PASSWORD","password":"user"}',
    ],
    [
      'the only place as the first of two',
      { type: 'SECRET_KEY', slots: { secretKey: 'key' } },
      { type: 'USERNAME_PASSWORD', slots: { username: 'keep', password: 'keep' } },
      '{"type":"USERNAME_PASSWORD","username":"key"}',
    ],
    [
      'a secret made elsewhere',
      'plain text',
      { type: 'SECRET_KEY', slots: { secretKey: 'keep' } },
      '{"type":"SECRET_KEY","secret_key":"plain text"}',
    ],
    [
      'an inferred pair',
      '{"password":"p","username":"u"}',
      { type: 'USERNAME_PASSWORD', slots: { username: 'keep', password: { set: 'n' } } },
      '{"type":"USERNAME_PASSWORD","username":"u","password":"n"}',
    ],
  ])('keeps by place: %s', async (_, held, request, expected) => {
    const environment = newEnvironment();
    await madeWith(environment, held);
    await update(environment.services, request);
    expect(await valueAt(environment)).toBe(expected);
  });

  it('leaves slots alone that the new type does not use', async () => {
    const environment = newEnvironment();
    await madeWith(environment, LOGIN);
    await update(environment.services, {
      type: 'SECRET_KEY',
      slots: { secretKey: { set: 's' }, username: { set: 'ignored' } },
    });
    expect(await valueAt(environment)).toBe('{"type":"SECRET_KEY","secret_key":"s"}');
  });

  it('rejects a name that another secret has in another case, but not its own', async () => {
    const environment = newEnvironment();
    await madeWith(environment, LOGIN);
    await made(environment, { name: 'Other' });
    expect(await rejectionOf(update(environment.services, { name: 'oTHER' }))).toBe('secret-exists');
    expect((await loadSecret(environment.services, target().ref)).versions.length).toBe(1);
    expect((await update(environment.services, { name: 'NAME' })).name).toBe('NAME');
    expect(
      (
        await updateCredential(environment.services, {
          ...target('NAME'),
          name: 'other',
          slots: {},
          policy: FREE,
          caselessName: false,
        })
      ).name,
    ).toBe('other');
  });

  it('checks the secret, its deletion, its state, the key, the versions', async () => {
    const environment = newEnvironment();
    const rejected = (): Promise<string> =>
      rejectionOf(update(environment.services, { policy: { ...FREE, versionLimit: 1 } }));
    expect(await rejected()).toBe('secret-not-found');
    await madeWith(environment, LOGIN);
    await forced(environment, { state: 'disabled' });
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejected()).toBe('secret-pending-deletion');
    await restoreSecret(environment.services, target());
    expect(await rejected()).toBe('secret-not-enabled');
    const key = await createKey(environment.services, VAULT, '');
    await keyInState(environment, key.id, 'disabled');
    await forced(environment, { state: 'enabled', keyId: key.id });
    expect(await rejected()).toBe('key-disabled');
    await forced(environment, { keyId: null });
    expect(await rejected()).toBe('version-quota-exceeded');
  });

  it('keeps what a faster writer put, not what it read first', async () => {
    let commits = 0;
    const environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        async commit(change) {
          commits += 1;
          const data = credentialToText({ type: 'USERNAME_PASSWORD', slots: { username: 'faster', password: 'x' } });
          if (commits === 1) {
            await putSecretVersion(base, {
              ...target(),
              value: { type: 'text', data },
              versionId: null,
              labels: null,
              expiresAt: null,
              sameVersion: 'reject',
              policy: FREE,
            });
          }
          return base.secrets.commit(change);
        },
      },
    }));
    await madeWith(environment, LOGIN);
    await update(environment.services, { slots: { username: 'keep', password: { set: 'mine' } } });
    expect(await valueAt(environment)).toBe('{"type":"USERNAME_PASSWORD","username":"faster","password":"mine"}');
  });

  it('loses no slot when the current version rolls off while it is read', async () => {
    let reads = 0;
    const environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        async readSealed(vault, secretId, versionId) {
          reads += 1;
          const data = credentialToText({ type: 'USERNAME_PASSWORD', slots: { username: 'newest', password: 'x' } });
          for (let n = 0; reads === 1 && n < 2; n += 1) {
            await putSecretVersion(base, {
              ...target(),
              value: { type: 'text', data },
              versionId: null,
              labels: null,
              expiresAt: null,
              sameVersion: 'reject',
              policy: { ...FREE, versionLimit: 2 },
            });
          }
          return base.secrets.readSealed(vault, secretId, versionId);
        },
      },
    }));
    await madeWith(environment, LOGIN);
    await update(environment.services, { slots: { username: 'keep', password: { set: 'mine' } } });
    expect(await valueAt(environment)).toBe('{"type":"USERNAME_PASSWORD","username":"newest","password":"mine"}');
  });
});
