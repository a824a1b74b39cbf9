import type { OpenedStore, Stores, Suite } from './harness.ts';
import { CASELESS, NOW, commitOf, idOf, insertAll, keyOf, sealed, sealedHex, secretOf } from './samples.ts';

const WRITERS = 50;

/** Writers at the same time, through two handles where the store has them. */
export function secretRaceContract({ describe, test, expect }: Suite): void {
  describe('writers at the same time', () => {
    test('of many commits on one revision exactly one wins, with its values', async (opened) => {
      const { secrets } = opened;
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before]);
      const outcomes = await race(opened, (stores, n) =>
        stores.secrets.commit(commitOf(before, { description: String(n) }, { added: [sealed(`w${n}`, n)] })),
      );
      const winner = outcomes.indexOf('committed');
      expect(outcomes.filter((outcome) => outcome === 'committed').length).toBe(1);
      expect(outcomes.filter((outcome) => outcome === 'stale').length).toBe(WRITERS - 1);
      expect((await secrets.findById('first', before.id))?.description).toBe(String(winner));
      for (let n = 0; n < WRITERS; n += 1)
        expect((await sealedHex(secrets, before, `w${n}`)) !== null).toBe(n === winner);
    });

    test('writers that decide again when stale all get through, one a revision', async (opened) => {
      const { secrets } = opened;
      await insertAll(secrets, [secretOf(1, 'name')]);
      const revisions = await race(opened, (stores) => commitUntilThrough(stores));
      expect(revisions.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: WRITERS }, (_, at) => at + 2),
      );
      expect((await secrets.findById('first', idOf(1)))?.revision).toBe(WRITERS + 1);
    });

    test('of many inserts of one name exactly one wins', async (opened) => {
      const outcomes = await race(opened, (stores, n) =>
        stores.secrets.insert(secretOf(n, n % 2 === 0 ? 'name' : 'NAME'), [sealed('v1', n)], CASELESS),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted').length).toBe(1);
      expect(await opened.secrets.count('first')).toBe(1);
    });

    test('inserts never overfill a vault', async (opened) => {
      const outcomes = await race(opened, (stores, n) =>
        stores.secrets.insert(secretOf(n, `s${n}`), [], { maxSecrets: 7, caselessName: false }),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted').length).toBe(7);
      expect((await opened.secrets.list('first', { order: 'created', offset: 0, limit: WRITERS })).length).toBe(7);
    });

    test('of a commit and a removal on one revision exactly one wins', async (opened) => {
      const secret = secretOf(1, 'name');
      await insertAll(opened.secrets, [secret]);
      const outcomes = await race(opened, (stores, n) =>
        n % 2 === 0 ? stores.secrets.remove('first', secret.id, 1) : stores.secrets.commit(commitOf(secret)),
      );
      expect(outcomes.filter((outcome) => outcome !== 'stale').length).toBe(1);
    });

    test('a due secret is counted as removed once', async (opened) => {
      await insertAll(
        opened.secrets,
        Array.from({ length: 9 }, (_, at) => secretOf(at, `s${at}`, { deletionDueAt: NOW })),
      );
      const counts = await race(opened, (stores) => stores.secrets.removeDue(NOW));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(9);
      expect(await opened.secrets.count('first')).toBe(0);
    });

    test('of many default keys for one vault exactly one wins', async (opened) => {
      const outcomes = await race(opened, (stores, n) => stores.keys.insert(keyOf(n, { isDefault: true })));
      const winner = outcomes.indexOf('inserted');
      expect(outcomes.filter((outcome) => outcome === 'inserted').length).toBe(1);
      expect((await opened.keys.findDefault('first'))?.id).toBe(idOf(winner));
    });

    test('what one handle wrote the other reads', async (opened) => {
      const other = (await opened.second?.()) ?? opened;
      const secret = secretOf(1, 'name');
      await insertAll(opened.secrets, [secret]);
      expect(await other.secrets.findByName('first', 'name')).toEqual(secret);
      await other.secrets.commit(commitOf(secret, { name: 'renamed' }));
      expect((await opened.secrets.findById('first', secret.id))?.name).toBe('renamed');
    });
  });
}

/** Starts all writers before any is awaited, every other one through the second handle. */
async function race<T>(opened: OpenedStore, write: (stores: Stores, n: number) => Promise<T>): Promise<T[]> {
  const other = (await opened.second?.()) ?? opened;
  return Promise.all(Array.from({ length: WRITERS }, (_, n) => write(n % 2 === 0 ? opened : other, n)));
}

/** Answers the revision that this writer made. A writer is only ever stale because another got through. */
async function commitUntilThrough(stores: Stores): Promise<number> {
  for (let attempt = 0; attempt < WRITERS; attempt += 1) {
    const before = await stores.secrets.findByName('first', 'name');
    if (before === null) throw new Error('the secret is gone');
    const change = commitOf(before);
    if ((await stores.secrets.commit(change)) === 'committed') return change.secret.revision;
  }
  throw new Error('stale more often than there are other writers');
}
