import { describe, expect, it } from '@jest/globals';

import { START, newWorld } from '../../test/world.ts';
import type { Identity } from '../model/identity.ts';
import { tokenLookup } from '../sealing/proofs.ts';
import { type NewProof, findProof, grantProof, knownProofs, registerIdentity } from './identities.ts';

const IDENTITY: Identity = { id: 'dev', name: 'dragoman', addresses: 'any', attributes: {} };
const ACCESS_KEY: NewProof = { kind: 'access-key', lookup: 'AK', secret: 'the secret key', expiresAt: null };
const DAY_MS = 86_400_000;

function token(text: string, expiresAt: number | null = null): NewProof {
  return { kind: 'token', lookup: text, secret: null, expiresAt, attributes: { huawei: { project: 'p' } } };
}

describe('proofs of an identity', () => {
  it('are listed by kind, opened, at most so many', async () => {
    const { services } = newWorld();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, { ...ACCESS_KEY, lookup: 'AK2' }, token('the token')]);
    const listed = await knownProofs(services, 'access-key', 10);
    expect(listed).toContainEqual({
      identity: IDENTITY,
      lookup: 'AK',
      secret: 'the secret key',
      expiresAt: null,
      attributes: {},
    });
    expect([listed.length, (await knownProofs(services, 'access-key', 1)).length]).toEqual([2, 1]);
    expect((await knownProofs(services, 'token', 10)).map(({ secret }) => secret)).toEqual([null]);
  });

  it('are found by kind and lookup, opened', async () => {
    const { services } = newWorld();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, { ...ACCESS_KEY, kind: 'app', secret: 'another' }]);
    expect(await findProof(services, 'access-key', 'AK')).toEqual({
      identity: IDENTITY,
      secret: 'the secret key',
      expiresAt: null,
      attributes: {},
    });
    expect((await findProof(services, 'app', 'AK'))?.secret).toBe('another');
    for (const shown of ['ak', 'AK ', '', '__proto__'])
      expect(await findProof(services, 'access-key', shown)).toBeNull();
    expect(await findProof(services, 'password', 'AK')).toBeNull();
  });

  it('keep neither a secret nor a token in the store', async () => {
    const { services } = newWorld();
    await registerIdentity(services, IDENTITY, [
      ACCESS_KEY,
      token('the token'),
      { ...token('the user token'), kind: 'user-token' },
    ]);
    const access = await services.identities.find('access-key', 'AK');
    expect(Buffer.from(access?.proof.sealedSecret ?? []).includes('the secret key')).toBe(false);
    expect(await services.identities.find('token', 'the token')).toBeNull();
    expect((await services.identities.find('token', tokenLookup('the token')))?.proof.sealedSecret).toBeNull();
    expect((await findProof(services, 'token', 'the token'))?.attributes).toEqual({ huawei: { project: 'p' } });
    expect((await findProof(services, 'user-token', 'the user token'))?.identity.id).toBe('dev');
    expect(await findProof(services, 'token', tokenLookup('the token'))).toBeNull();
  });

  it('are replaced when the identity is registered again', async () => {
    const { services } = newWorld();
    await registerIdentity(services, IDENTITY, [ACCESS_KEY, token('old')]);
    await registerIdentity(services, { ...IDENTITY, name: 'renamed' }, [{ ...ACCESS_KEY, secret: 'changed' }]);
    expect(await findProof(services, 'access-key', 'AK')).toMatchObject({
      identity: { name: 'renamed' },
      secret: 'changed',
    });
    expect(await findProof(services, 'token', 'old')).toBeNull();
  });

  it('that expired are still found, and swept a day later by the next grant', async () => {
    const world = newWorld();
    const { services } = world;
    await registerIdentity(services, IDENTITY, [ACCESS_KEY]);
    await grantProof(services, 'dev', token('first', START + 10));
    world.advance(10 + DAY_MS - 1);
    await grantProof(services, 'dev', token('second', null));
    expect((await findProof(services, 'token', 'first'))?.expiresAt).toBe(START + 10);
    world.advance(1);
    await grantProof(services, 'dev', token('third', null));
    expect(await findProof(services, 'token', 'first')).toBeNull();
    for (const kept of ['second', 'third']) expect((await findProof(services, 'token', kept))?.identity.id).toBe('dev');
    expect((await findProof(services, 'access-key', 'AK'))?.secret).toBe('the secret key');
  });
});
