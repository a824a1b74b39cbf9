import type { Secret } from '../model/secret.ts';
import { EMPTY_STATE, type StateImage, InvalidStateImageError } from '../ports/state-store.ts';
import type { Stores, Suite } from './harness.ts';
import {
  UNLIMITED,
  aliasOf,
  commitOf,
  idOf,
  insertAll,
  keyOf,
  resourceOf,
  sealed,
  sealedHex,
  secretOf,
} from './samples.ts';
import { changeStores, fillStores, observeStores, plainImage } from './state-samples.ts';

/** The whole content of a store, out and in. */
export function stateStoreContract(suite: Suite): void {
  suite.describe('StateStore', () => {
    roundTripContract(suite);
    rejectionContract(suite);
    revisionContract(suite);
    atomicityContract(suite);
  });
}

function roundTripContract({ test, expect }: Suite): void {
  test('is empty when nothing was written', async ({ state }) => {
    expect(await state.dump()).toEqual(EMPTY_STATE);
  });

  test('comes back as it was, whatever happened in between', async (stores) => {
    await fillStores(stores);
    const before = await stores.state.dump();
    await changeStores(stores);
    await stores.state.load(before);
    expect(plainImage(await stores.state.dump())).toEqual(plainImage(before));
    await stores.state.load(before);
    expect(plainImage(await stores.state.dump())).toEqual(plainImage(before));
  });

  test('is found, counted and due through every port as before', async (stores) => {
    await fillStores(stores);
    const before = await observeStores(stores);
    const image = await stores.state.dump();
    await changeStores(stores);
    await stores.state.load(image);
    expect(await observeStores(stores)).toEqual(before);
  });

  test('holds what came in order of creation in that order', async ({ secrets, keys, resources, state }) => {
    await insertAll(secrets, [secretOf(3, 'c'), secretOf(1, 'a'), secretOf(2, 'b', { vault: 'second' })]);
    const moved = { ...secretOf(3, 'c'), vault: 'second', revision: 2 };
    await secrets.move({ from: 'first', secret: moved, expectedRevision: 1, values: [], caselessName: false });
    for (const n of [7, 5, 6]) await keys.insert(keyOf(n));
    for (const id of ['z', 'x', 'y']) await resources.insert(resourceOf(1, id));
    for (const round of [1, 2]) {
      const image = await state.dump();
      expect([round, ...image.secrets.map(({ secret }) => secret.name)]).toEqual([round, 'a', 'b', 'c']);
      expect(image.keys.map(({ id }) => id)).toEqual([idOf(7), idOf(5), idOf(6)]);
      expect(image.resources.map(({ id }) => id)).toEqual(['z', 'x', 'y']);
      await state.load(image);
    }
    await insertAll(secrets, [secretOf(4, 'd', { vault: 'second' })]);
    const page = await secrets.list('second', { order: 'created', offset: 0, limit: 9 });
    expect(page.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
  });

  test('leaves nothing of what was there before', async (stores) => {
    await fillStores(stores);
    await stores.state.load(EMPTY_STATE);
    expect(await stores.state.dump()).toEqual(EMPTY_STATE);
    expect([
      await stores.secrets.count('first'),
      await stores.keys.count('first'),
      await stores.resources.count('first', 'door.thing'),
    ]).toEqual([0, 0, 0]);
    expect(await stores.identities.find('access-key', 'AK1')).toBe(null);
    expect(await sealedHex(stores.secrets, secretOf(1, 'one'), 'v1')).toBe(null);
    await fillStores(stores);
    expect(await stores.secrets.count('first')).toBe(2);
  });
}

function rejectionContract({ test, expect }: Suite): void {
  const one = { secret: secretOf(1, 'same'), values: [] };
  const broken: Readonly<Record<string, Partial<StateImage>>> = {
    'a name twice': { secrets: [one, { secret: secretOf(2, 'same'), values: [] }] },
    'two default keys in a vault': { keys: [keyOf(1, { isDefault: true }), keyOf(2, { isDefault: true })] },
    'an alias twice': { keys: [keyOf(1)], aliases: [aliasOf(1, 'a'), aliasOf(1, 'a')] },
    'an alias of a key that is not there': { keys: [keyOf(1)], aliases: [aliasOf(2, 'a')] },
    'a resource twice': { resources: [resourceOf(1, 'r'), resourceOf(2, 'r')] },
  };
  for (const [what, part] of Object.entries(broken)) {
    test(`changes nothing for an image that holds ${what}`, async (stores) => {
      await fillStores(stores);
      const [before, look] = [plainImage(await stores.state.dump()), await observeStores(stores)];
      const outcome = await stores.state.load({ ...EMPTY_STATE, ...part }).then(
        () => 'loaded',
        (error: unknown) => error instanceof InvalidStateImageError,
      );
      expect(outcome).toBe(true);
      expect(plainImage(await stores.state.dump())).toEqual(before);
      expect(await observeStores(stores)).toEqual(look);
    });
  }
}

function revisionContract({ test, expect }: Suite): void {
  test('makes stale what was decided before, though the same comes back', async (stores) => {
    const { secrets, keys, resources, state } = stores;
    await fillStores(stores);
    const image = await state.dump();
    for (let round = 0; round < 3; round += 1) {
      const [secret, key, resource] = await decidedOn(stores);
      await state.load(image);
      expect(
        await secrets.commit(
          commitOf(secret, { description: 'late' }, { added: [sealed('late', 1)], resources: [resourceOf(9, 'late')] }),
        ),
      ).toBe('stale');
      expect(
        await secrets.move({
          from: 'first',
          secret: { ...secret, vault: 'third' },
          expectedRevision: secret.revision,
          values: [],
          caselessName: false,
        }),
      ).toBe('stale');
      expect(await secrets.remove(secret.vault, secret.id, secret.revision, [resourceOf(9, 'late')])).toBe('stale');
      expect(await keys.commit({ ...key, description: 'late' }, key.revision)).toBe('stale');
      expect(await resources.commit({ ...resource, body: 'late' }, resource.revision)).toBe('stale');
      expect(await resources.remove(resource.vault, resource.kind, resource.id, resource.revision)).toBe('stale');
      expect(plainImage(await state.dump())).toEqual(plainImage(image));
    }
  });

  test('lets what is decided afterwards through', async (stores) => {
    await fillStores(stores);
    await stores.state.load(await stores.state.dump());
    const [secret, key, resource] = await decidedOn(stores);
    expect(await stores.secrets.commit(commitOf(secret))).toBe('committed');
    expect(await stores.keys.commit({ ...key, revision: key.revision + 1 }, key.revision)).toBe('committed');
    expect(await stores.resources.commit({ ...resource, revision: resource.revision + 1 }, resource.revision)).toBe(
      'committed',
    );
    const image = await stores.state.dump();
    expect([image.secrets[0]?.secret.revision, image.keys[0]?.revision, image.resources[0]?.revision]).toEqual([
      2, 2, 2,
    ]);
  });

  test('makes an insert stale whose values were sealed by a key of before', async ({ secrets, keys, state }) => {
    const key = keyOf(1);
    await keys.insert(key);
    const given = { ...UNLIMITED, sealedBy: [key] };
    expect(await secrets.insert(secretOf(1, 'a'), [sealed('v1', 1)], given)).toBe('inserted');
    await state.load(await state.dump());
    expect(await secrets.insert(secretOf(2, 'b'), [sealed('v1', 1)], given, [resourceOf(1, 'along')])).toBe('stale');
    expect((await state.dump()).resources).toEqual([]);
    const present = await keys.find('first', key.id);
    expect(
      await secrets.insert(secretOf(2, 'b'), [], { ...UNLIMITED, sealedBy: present === null ? [] : [key, present] }),
    ).toBe('stale');
    expect(
      await secrets.insert(secretOf(2, 'b'), [], { ...UNLIMITED, sealedBy: present === null ? [] : [present] }),
    ).toBe('inserted');
    await state.load({ ...EMPTY_STATE, secrets: [] });
    expect(
      await secrets.insert(secretOf(2, 'b'), [], { ...UNLIMITED, sealedBy: present === null ? [] : [present] }),
    ).toBe('stale');
    expect(await secrets.count('first')).toBe(0);
  });
}

function atomicityContract({ test, expect }: Suite): void {
  test('shows readers one image or the other, and takes no change of one into the other', async (opened) => {
    const other = (await opened.second?.()) ?? opened;
    const [left, right] = [await environmentOf(opened, 'left'), await environmentOf(opened, 'right')];
    const handles: readonly Stores[] = [opened, other];
    const rounds = Array.from({ length: 30 }, async (_, n) => {
      const [writer = opened, reader = other] = n % 2 === 0 ? handles : handles.toReversed();
      await writer.state.load(n % 3 === 0 ? left : right);
      const commit = renamedBy(reader);
      const page = await reader.secrets.list('first', { order: 'name', after: null, limit: 9 });
      return [sidesOf((await reader.state.dump()).secrets.map(({ secret }) => secret)), sidesOf(page), await commit];
    });
    for (const round of await Promise.all(rounds)) for (const sides of round) expect(sides.length).toBe(1);
    expect(sidesOf(await opened.secrets.list('first', { order: 'name', after: null, limit: 9 })).length).toBe(1);
  });
}

/** The image of an environment whose secrets are all marked with its side; it is in the store afterwards. */
async function environmentOf({ secrets, state }: Stores, side: string): Promise<StateImage> {
  await state.load(EMPTY_STATE);
  await insertAll(
    secrets,
    [1, 2, 3].map((n) => secretOf(n, `${side}-${n}`, { description: side })),
  );
  return state.dump();
}

/**
 * A writer that reads, waits and writes what it read on the side it saw; answers the sides of what is there afterwards.
 */
async function renamedBy({ secrets, state }: Stores): Promise<string[]> {
  const before = await secrets.findById('first', idOf(2));
  if (before === null) throw new Error('the secret is gone');
  await secrets.count('first');
  const side = before.description ?? '';
  const outcome = await secrets.commit(commitOf(before, { name: `${side}-${before.revision}` }));
  const after = sidesOf((await state.dump()).secrets.map(({ secret }) => secret));
  return outcome === 'committed' || after.length === 1 ? after : [...after, outcome];
}

/** Which sides the names and the descriptions of the secrets tell of. */
function sidesOf(secrets: readonly Secret[]): string[] {
  return [...new Set(secrets.flatMap(({ name, description }) => [name.split('-')[0] ?? '', description ?? '']))];
}

async function decidedOn({ secrets, keys, resources }: Stores) {
  const found = [
    await secrets.findByName('first', 'one'),
    await keys.find('first', idOf(11)),
    await resources.find('first', 'door.thing', 'b'),
  ] as const;
  const [secret, key, resource] = found;
  if (secret === null || key === null || resource === null) throw new Error('something is gone');
  return [secret, key, resource] as const;
}
