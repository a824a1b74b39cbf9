import type { Suite } from './harness.ts';
import { NOW, identityOf, plainProof, proofOf } from './samples.ts';

/** Identities and their proofs. */
export function identityStoreContract({ describe, test, expect }: Suite): void {
  describe('IdentityStore', () => {
    test('finds an identity by each of its proofs, as they were given', async ({ identities }) => {
      const identity = identityOf('dev');
      const sealedSecret = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const key = proofOf('dev', 'AK1', { sealedSecret });
      const token = proofOf('dev', 'hash', { kind: 'token', sealedSecret: null, expiresAt: NOW, attributes: {} });
      await identities.put(identity, [key, token]);
      expect(plainProof(await identities.find('access-key', 'AK1'))).toEqual(plainProof({ identity, proof: key }));
      expect(plainProof(await identities.find('token', 'hash'))).toEqual(plainProof({ identity, proof: token }));
    });

    test('tells proofs apart by kind, lookup and case', async ({ identities }) => {
      await identities.put(identityOf('dev', { addresses: 'any' }), [proofOf('dev', 'AK1')]);
      expect(await identities.find('token', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'ak1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.find('access-key', 'AK1'))?.identity.addresses).toBe('any');
    });

    test('replaces an identity together with all its proofs, and no other identity', async ({ identities }) => {
      await identities.put(identityOf('dev'), [proofOf('dev', 'AK1'), proofOf('dev', 'AK2')]);
      await identities.put(identityOf('ops'), [proofOf('ops', 'AK3')]);
      const renamed = identityOf('dev', { name: 'renamed' });
      await identities.put(renamed, [proofOf('dev', 'AK2', { sealedSecret: Uint8Array.of(1) })]);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      const found = await identities.find('access-key', 'AK2');
      expect(plainProof(found)).toEqual(
        plainProof({ identity: renamed, proof: proofOf('dev', 'AK2', { sealedSecret: Uint8Array.of(1) }) }),
      );
      expect((await identities.find('access-key', 'AK3'))?.identity.id).toBe('ops');
    });

    test('lists every identity once, whatever proofs it has', async ({ identities }) => {
      expect(await identities.list()).toEqual([]);
      const made = [identityOf('a'), identityOf('b'), identityOf('c', { addresses: 'any' })];
      await identities.put(identityOf('b'), [proofOf('b', 'AK1'), proofOf('b', 'AK2')]);
      await identities.put(identityOf('c', { addresses: 'any' }), [proofOf('c', 'AK3')]);
      await identities.put(identityOf('a'), []);
      const listed = await identities.list();
      expect(listed.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toEqual(made);
    });

    test('lists the proofs of one kind, at most so many', async ({ identities }) => {
      await identities.put(identityOf('dev'), [
        proofOf('dev', 'AK1'),
        proofOf('dev', 'hash', { kind: 'token', sealedSecret: null }),
      ]);
      await identities.put(identityOf('ops'), [proofOf('ops', 'AK2'), proofOf('ops', 'AK3')]);
      const listed = await identities.proofs('access-key', 10);
      expect(listed.map(({ identity, proof }) => `${identity.id} ${proof.lookup}`).toSorted()).toEqual([
        'dev AK1',
        'ops AK2',
        'ops AK3',
      ]);
      expect((await identities.proofs('access-key', 2)).length).toBe(2);
      expect(await identities.proofs('app', 10)).toEqual([]);
    });

    test('adds a proof, and replaces one with the same kind and lookup', async ({ identities }) => {
      await identities.put(identityOf('dev'), [proofOf('dev', 'AK1')]);
      await identities.addProof(proofOf('dev', 'AK2'));
      const replaced = proofOf('dev', 'AK2', { expiresAt: NOW, sealedSecret: null });
      await identities.addProof(replaced);
      expect(plainProof(await identities.find('access-key', 'AK2'))).toEqual(
        plainProof({ identity: identityOf('dev'), proof: replaced }),
      );
      expect((await identities.find('access-key', 'AK1'))?.identity.id).toBe('dev');
    });

    test('adds no proof to an identity that does not exist', async ({ identities }) => {
      await identities.addProof(proofOf('nobody', 'AK1')).catch(() => undefined);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.list()).toEqual([]);
    });

    test('removes an identity with all its proofs', async ({ identities }) => {
      await identities.put(identityOf('dev'), [proofOf('dev', 'AK1'), proofOf('dev', 'AK2')]);
      await identities.put(identityOf('ops'), [proofOf('ops', 'AK3')]);
      await identities.remove('dev');
      await identities.remove('dev');
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.list()).map(({ id }) => id)).toEqual(['ops']);
      await identities.put(identityOf('dev'), []);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
    });

    test('finds an expired proof until it is swept, then removes it alone', async ({ identities }) => {
      await identities.put(identityOf('dev'), [proofOf('dev', 'AK0'), proofOf('dev', 'AK1', { expiresAt: NOW })]);
      await identities.put(identityOf('ops'), [
        proofOf('ops', 'AK2', { expiresAt: NOW - 1 }),
        proofOf('ops', 'AK3', { expiresAt: NOW + 1 }),
      ]);
      expect((await identities.find('access-key', 'AK1'))?.proof.expiresAt).toBe(NOW);
      expect(await identities.removeExpiredProofs(NOW)).toBe(2);
      expect(await identities.removeExpiredProofs(NOW)).toBe(0);
      expect(await identities.find('access-key', 'AK1')).toBe(null);
      expect(await identities.find('access-key', 'AK2')).toBe(null);
      expect((await identities.find('access-key', 'AK0'))?.identity.id).toBe('dev');
      expect((await identities.find('access-key', 'AK3'))?.identity.id).toBe('ops');
      expect((await identities.list()).length).toBe(2);
    });
  });
}
