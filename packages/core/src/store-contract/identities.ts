import type { Suite } from './harness.ts';
import { NOW, identityOf, plainAccessCredential, accessCredentialOf } from './samples.ts';

/** Identities and their proofs. */
export function identityStoreContract({ describe, test, expect }: Suite): void {
  describe('IdentityStore', () => {
    test('finds an identity by each of its proofs, as they were given', async ({ identities }) => {
      const identity = identityOf('dev');
      const sealedSecret = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const key = accessCredentialOf('dev', 'AK1', { sealedSecret });
      const token = accessCredentialOf('dev', 'hash', {
        kind: 'token',
        sealedSecret: null,
        expiresAt: NOW,
        attributes: {},
      });
      await identities.put(identity, [key, token]);
      expect(plainAccessCredential(await identities.find('access-key', 'AK1'))).toEqual(
        plainAccessCredential({ identity, accessCredential: key }),
      );
      expect(plainAccessCredential(await identities.find('token', 'hash'))).toEqual(
        plainAccessCredential({ identity, accessCredential: token }),
      );
    });

    test('tells proofs apart by kind, lookup and case', async ({ identities }) => {
      await identities.put(identityOf('dev', { addresses: 'any' }), [accessCredentialOf('dev', 'AK1')]);
      expect(await identities.find('token', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'ak1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.find('access-key', 'AK1'))?.identity.addresses).toBe('any');
    });

    test('replaces an identity together with all its proofs, and no other identity', async ({ identities }) => {
      await identities.put(identityOf('dev'), [accessCredentialOf('dev', 'AK1'), accessCredentialOf('dev', 'AK2')]);
      await identities.put(identityOf('ops'), [accessCredentialOf('ops', 'AK3')]);
      const renamed = identityOf('dev', { name: 'renamed' });
      await identities.put(renamed, [accessCredentialOf('dev', 'AK2', { sealedSecret: Uint8Array.of(1) })]);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      const found = await identities.find('access-key', 'AK2');
      expect(plainAccessCredential(found)).toEqual(
        plainAccessCredential({
          identity: renamed,
          accessCredential: accessCredentialOf('dev', 'AK2', { sealedSecret: Uint8Array.of(1) }),
        }),
      );
      expect((await identities.find('access-key', 'AK3'))?.identity.id).toBe('ops');
    });

    test('lists every identity once, whatever proofs it has', async ({ identities }) => {
      expect(await identities.list()).toEqual([]);
      const made = [identityOf('a'), identityOf('b'), identityOf('c', { addresses: 'any' })];
      await identities.put(identityOf('b'), [accessCredentialOf('b', 'AK1'), accessCredentialOf('b', 'AK2')]);
      await identities.put(identityOf('c', { addresses: 'any' }), [accessCredentialOf('c', 'AK3')]);
      await identities.put(identityOf('a'), []);
      const listed = await identities.list();
      expect(listed.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toEqual(made);
    });

    test('lists the proofs of one kind, at most so many', async ({ identities }) => {
      await identities.put(identityOf('dev'), [
        accessCredentialOf('dev', 'AK1'),
        accessCredentialOf('dev', 'hash', { kind: 'token', sealedSecret: null }),
      ]);
      await identities.put(identityOf('ops'), [accessCredentialOf('ops', 'AK2'), accessCredentialOf('ops', 'AK3')]);
      const listed = await identities.accessCredentials('access-key', 10);
      expect(
        listed.map(({ identity, accessCredential }) => `${identity.id} ${accessCredential.lookup}`).toSorted(),
      ).toEqual(['dev AK1', 'ops AK2', 'ops AK3']);
      expect((await identities.accessCredentials('access-key', 2)).length).toBe(2);
      expect(await identities.accessCredentials('app', 10)).toEqual([]);
    });

    test('adds a proof, and replaces one with the same kind and lookup', async ({ identities }) => {
      await identities.put(identityOf('dev'), [accessCredentialOf('dev', 'AK1')]);
      await identities.addAccessCredential(accessCredentialOf('dev', 'AK2'));
      const replaced = accessCredentialOf('dev', 'AK2', { expiresAt: NOW, sealedSecret: null });
      await identities.addAccessCredential(replaced);
      expect(plainAccessCredential(await identities.find('access-key', 'AK2'))).toEqual(
        plainAccessCredential({ identity: identityOf('dev'), accessCredential: replaced }),
      );
      expect((await identities.find('access-key', 'AK1'))?.identity.id).toBe('dev');
    });

    test('adds no proof to an identity that does not exist', async ({ identities }) => {
      await identities.addAccessCredential(accessCredentialOf('nobody', 'AK1')).catch(() => undefined);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.list()).toEqual([]);
    });

    test('removes an identity with all its proofs', async ({ identities }) => {
      await identities.put(identityOf('dev'), [accessCredentialOf('dev', 'AK1'), accessCredentialOf('dev', 'AK2')]);
      await identities.put(identityOf('ops'), [accessCredentialOf('ops', 'AK3')]);
      await identities.remove('dev');
      await identities.remove('dev');
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.list()).map(({ id }) => id)).toEqual(['ops']);
      await identities.put(identityOf('dev'), []);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
    });

    test('finds an expired proof until it is swept, then removes it alone', async ({ identities }) => {
      await identities.put(identityOf('dev'), [
        accessCredentialOf('dev', 'AK0'),
        accessCredentialOf('dev', 'AK1', { expiresAt: NOW }),
      ]);
      await identities.put(identityOf('ops'), [
        accessCredentialOf('ops', 'AK2', { expiresAt: NOW - 1 }),
        accessCredentialOf('ops', 'AK3', { expiresAt: NOW + 1 }),
      ]);
      expect((await identities.find('access-key', 'AK1'))?.accessCredential.expiresAt).toBe(NOW);
      expect(await identities.removeExpiredAccessCredentials(NOW)).toBe(2);
      expect(await identities.removeExpiredAccessCredentials(NOW)).toBe(0);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.find('access-key', 'AK0'))?.identity.id).toBe('dev');
      expect((await identities.find('access-key', 'AK3'))?.identity.id).toBe('ops');
      expect((await identities.list()).length).toBe(2);
    });
  });
}
