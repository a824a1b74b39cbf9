import { describe, expect, it } from '@jest/globals';

import { START, newEnvironment } from '../../test/environment.ts';
import type { Identity } from '../model/identity.ts';
import { tokenLookup } from '../sealing/access-credentials.ts';
import {
  type NewAccessCredential,
  findAccessCredential,
  grantAccessCredential,
  knownAccessCredentials,
  registerIdentity,
} from './identities.ts';

const IDENTITY: Identity = { id: 'dev', name: 'dragoman', addresses: 'any', attributes: {} };
const ACCESS_KEY: NewAccessCredential = { kind: 'access-key', lookup: 'AK', secret: 'the secret key', expiresAt: null };
const DAY_MS = 86_400_000;

function token(text: string, expiresAt: number | null = null): NewAccessCredential {
  return { kind: 'token', lookup: text, secret: null, expiresAt, attributes: { huawei: { project: 'p' } } };
}

describe('proofs of an identity', () => {
  it('are listed by kind, opened, at most so many', async () => {
    const { services } = newEnvironment();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, { ...ACCESS_KEY, lookup: 'AK2' }, token('the token')]);
    const listed = await knownAccessCredentials(services, 'access-key', 10);
    expect(listed).toContainEqual({
      identity: IDENTITY,
      lookup: 'AK',
      secret: 'the secret key',
      expiresAt: null,
      attributes: {},
    });
    expect([listed.length, (await knownAccessCredentials(services, 'access-key', 1)).length]).toEqual([2, 1]);
    expect((await knownAccessCredentials(services, 'token', 10)).map(({ secret }) => secret)).toEqual([null]);
  });

  it('are found by kind and lookup, opened', async () => {
    const { services } = newEnvironment();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, { ...ACCESS_KEY, kind: 'app', secret: 'another' }]);
    expect(await findAccessCredential(services, 'access-key', 'AK')).toEqual({
      identity: IDENTITY,
      secret: 'the secret key',
      expiresAt: null,
      attributes: {},
    });
    expect((await findAccessCredential(services, 'app', 'AK'))?.secret).toBe('another');
    for (const presented of ['ak', 'AK ', '', '__proto__'])
      expect(await findAccessCredential(services, 'access-key', presented)).toBeNull();
    expect(await findAccessCredential(services, 'password', 'AK')).toBeNull();
  });

  it('keep neither a secret nor a token in the store', async () => {
    const { services } = newEnvironment();
    await registerIdentity(services, IDENTITY, [
      ACCESS_KEY,
      token('the token'),
      { ...token('the user token'), kind: 'user-token' },
    ]);
    const access = await services.identities.find('access-key', 'AK');
    expect(Buffer.from(access?.accessCredential.sealedSecret ?? []).includes('the secret key')).toBe(false);
    expect(await services.identities.find('token', 'the token')).toBeNull();
    expect(
      (await services.identities.find('token', tokenLookup('the token')))?.accessCredential.sealedSecret,
    ).toBeNull();
    expect((await findAccessCredential(services, 'token', 'the token'))?.attributes).toEqual({
      huawei: { project: 'p' },
    });
    expect((await findAccessCredential(services, 'user-token', 'the user token'))?.identity.id).toBe('dev');
    expect(await findAccessCredential(services, 'token', tokenLookup('the token'))).toBeNull();
  });

  it('are replaced when the identity is registered again', async () => {
    const { services } = newEnvironment();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, token('old')]);
    await registerIdentity(services, { ...IDENTITY, name: 'renamed' }, [{ ...ACCESS_KEY, secret: 'changed' }]);
    expect(await findAccessCredential(services, 'access-key', 'AK')).toMatchObject({
      identity: { name: 'renamed' },
      secret: 'changed',
    });
    expect(await findAccessCredential(services, 'token', 'old')).toBeNull();
  });

  it('that expired are still found, and swept a day later by the next grant', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    await registerIdentity(services, IDENTITY, [ACCESS_KEY]);
    await grantAccessCredential(services, 'dev', token('first', START + 10));
    environment.advance(10 + DAY_MS - 1);
    await grantAccessCredential(services, 'dev', token('second', null));
    expect((await findAccessCredential(services, 'token', 'first'))?.expiresAt).toBe(START + 10);
    environment.advance(1);
    await grantAccessCredential(services, 'dev', token('third', null));
    expect(await findAccessCredential(services, 'token', 'first')).toBeNull();
    for (const kept of ['second', 'third'])
      expect((await findAccessCredential(services, 'token', kept))?.identity.id).toBe('dev');
    expect((await findAccessCredential(services, 'access-key', 'AK'))?.secret).toBe('the secret key');
  });
});
