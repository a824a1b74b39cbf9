import {
  type DialectRecord,
  type KeyStore,
  nextDueAt,
  type DialectRecordStore,
  type SecretStore,
} from '@dragoman/core';

/** The stores in which things fall due. */
interface DueStores {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly resources: DialectRecordStore;
}

/** The stores, with every write telling when the first thing of what it wrote falls due. Reads are what they were. */
export function withDueNotifications(
  { secrets, keys, resources }: DueStores,
  wake: (dueAt: number) => void,
): DueStores {
  const heed = (...times: readonly (number | null)[]): void => {
    for (const time of times) if (time !== null) wake(time);
  };
  return {
    secrets: wakingSecrets(secrets, heed),
    keys: {
      ...keys,
      insert: (key, given) =>
        andThen(keys.insert(key, given), () => {
          heed(key.dueAt);
        }),
      commit: (key, revision) =>
        andThen(keys.commit(key, revision), () => {
          heed(key.dueAt);
        }),
    },
    resources: {
      ...resources,
      insert: (resource) =>
        andThen(resources.insert(resource), () => {
          heed(resource.dueAt);
        }),
      commit: (resource, revision) =>
        andThen(resources.commit(resource, revision), () => {
          heed(resource.dueAt);
        }),
    },
  };
}

function wakingSecrets(secrets: SecretStore, heed: (...times: readonly (number | null)[]) => void): SecretStore {
  const dueOf = (along: readonly DialectRecord[] = []): (number | null)[] => along.map(({ dueAt }) => dueAt);
  return {
    ...secrets,
    insert: (secret, values, limits, along) =>
      andThen(secrets.insert(secret, values, limits, along), () => {
        heed(nextDueAt(secret), ...dueOf(along));
      }),
    commit: (change) =>
      andThen(secrets.commit(change), () => {
        heed(nextDueAt(change.secret), ...dueOf(change.resources));
      }),
    remove: (vault, id, revision, along) =>
      andThen(secrets.remove(vault, id, revision, along), () => {
        heed(...dueOf(along));
      }),
    removeDue(now, resourcesOf) {
      let first: number | null = null;
      const noted =
        resourcesOf === undefined
          ? undefined
          : (secret: Parameters<typeof resourcesOf>[0]): readonly DialectRecord[] => {
              const along = resourcesOf(secret);
              first ??= along[0]?.dueAt ?? null;
              return along;
            };
      return andThen(secrets.removeDue(now, noted), () => {
        heed(first);
      });
    },
  };
}

async function andThen<T>(write: Promise<T>, then: () => void): Promise<T> {
  const outcome = await write;
  then();
  return outcome;
}
