import type { StateImage } from '../ports/state-store.ts';
import type { OpenedStore, Stores } from './harness.ts';
import {
  NOW,
  UNLIMITED,
  aliasOf,
  commitOf,
  hex,
  idOf,
  identityOf,
  insertAll,
  keyOf,
  accessCredentialOf,
  resourceOf,
  sealed,
  sealedHex,
  secretOf,
} from './samples.ts';

/** Something of everything, in two vaults. */
export async function fillStores({ secrets, keys, identities, resources }: Stores): Promise<void> {
  await keys.insert(keyOf(11, { dueAt: NOW }), { alias: aliasOf(11, 'alias/z') });
  await keys.insert(keyOf(10, { isDefault: true }));
  await keys.insert(keyOf(12, { vault: 'second', deletionDueAt: NOW }));
  await keys.insertAlias(aliasOf(10, 'alias/a', { updatedAt: NOW + 1 }));
  await secrets.insert(secretOf(1, 'one'), [sealed('v1', 1, 0, 255)], UNLIMITED);
  await secrets.insert(secretOf(2, 'Two', { vault: 'second', deletionDueAt: NOW }), [sealed('v1', 2)], UNLIMITED);
  await secrets.insert(secretOf(3, 'bare', { versions: [], labels: [] }), [], UNLIMITED);
  await identities.put(identityOf('dev'), [
    accessCredentialOf('dev', 'AK1'),
    accessCredentialOf('dev', 'hash', { kind: 'token', sealedSecret: null, expiresAt: NOW, attributes: {} }),
  ]);
  await identities.put(identityOf('any', { addresses: 'any' }), []);
  for (const [n, id] of ['b', 'a'].entries()) await resources.insert(resourceOf(n, id, { dueAt: NOW - n }));
  await resources.insert(resourceOf(5, 'b', { vault: 'second', kind: 'door.other', body: null }));
}

/** Changes something of everything that {@link fillStores} made. */
export async function changeStores({ secrets, keys, identities, resources }: OpenedStore): Promise<void> {
  await secrets.removeDue(NOW);
  const one = await secrets.findByName('first', 'one');
  if (one !== null)
    await secrets.commit(commitOf(one, { name: 'renamed' }, { added: [sealed('v2', 9)], dropped: ['v1'] }));
  await insertAll(secrets, [secretOf(4, 'one')]);
  await keys.removeDue(NOW);
  await keys.removeAlias('first', 'alias/a');
  await keys.insert(keyOf(13));
  await identities.remove('dev');
  await identities.put(identityOf('new'), [accessCredentialOf('new', 'AK2')]);
  await resources.remove('first', 'door.thing', 'b', 1);
  await resources.insert(resourceOf(6, 'c'));
}

/** What the ports show of what {@link fillStores} made, revisions aside. */
export async function observeStores({ secrets, keys, identities, resources }: Stores): Promise<unknown> {
  const found = await identities.find('access-key', 'AK1');
  const token = await identities.find('token', 'hash');
  const visible = {
    secrets: [
      await secrets.findByName('first', 'one'),
      await secrets.findById('second', idOf(2)),
      await secrets.findAnywhere(idOf(3)),
      await secrets.list('first', { order: 'created', offset: 0, limit: 9 }),
      await secrets.list('first', { order: 'name', after: null, limit: 9 }),
      await secrets.count('first'),
      await secrets.count('second'),
      await secrets.listDue(NOW + 5_000, 9),
      await sealedHex(secrets, secretOf(1, 'one'), 'v1'),
      await secrets.insert(secretOf(8, 'ONE'), [], { maxSecrets: null, caselessName: true }),
    ],
    keys: [
      await keys.find('second', idOf(12)),
      await keys.findDefault('first'),
      await keys.findByAlias('first', 'alias/z'),
      await keys.list('first', { offset: 0, limit: 9 }),
      await keys.count('first'),
      await keys.listDue(NOW, 9),
      await keys.findAlias('first', 'alias/a'),
      await keys.listAliases('first', null, { offset: 0, limit: 9 }),
      await keys.countAliases('first', idOf(10)),
    ],
    identities: [
      found?.identity,
      found?.accessCredential.lookup,
      hex(found?.accessCredential.sealedSecret ?? null),
      token?.accessCredential.expiresAt,
      (await identities.list()).map(({ id }) => id).toSorted(),
    ],
    resources: [
      await resources.list('first', 'door.thing', { order: 'created', from: { offset: 0 }, limit: 9 }),
      await resources.find('second', 'door.other', 'b'),
      await resources.count('first', 'door.thing'),
      await resources.listDue('door.thing', NOW, 9),
    ],
  };
  return JSON.parse(JSON.stringify(visible, (key, value: unknown) => (key === 'revision' ? undefined : value)));
}

/** An image as plain data, what has no order in one. */
export function plainImage(image: StateImage): unknown {
  const sorted = <Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] =>
    rows.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
  return {
    ...image,
    secrets: image.secrets.map(({ secret, values }) => ({
      secret,
      values: values.map(({ versionId, bytes }) => [versionId, hex(bytes)]),
    })),
    aliases: sorted(image.aliases, ({ vault, name }) => `${vault} ${name}`),
    identities: sorted(image.identities, ({ identity }) => identity.id).map(({ identity, accessCredentials }) => ({
      identity,
      accessCredentials: sorted(accessCredentials, ({ kind, lookup }) => `${kind} ${lookup}`).map(
        (accessCredential) => ({
          ...accessCredential,
          sealedSecret: hex(accessCredential.sealedSecret),
        }),
      ),
    })),
  };
}
