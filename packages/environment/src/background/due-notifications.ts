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
  const notify = (...times: readonly (number | null)[]): void => {
    for (const time of times) if (time !== null) wake(time);
  };
  return {
    secrets: withSecretNotifications(secrets, notify),
    keys: {
      ...keys,
      insert: (key, given) =>
        andThen(keys.insert(key, given), () => {
          notify(key.dueAt);
        }),
      commit: (key, revision) =>
        andThen(keys.commit(key, revision), () => {
          notify(key.dueAt);
        }),
    },
    resources: {
      ...resources,
      insert: (resource) =>
        andThen(resources.insert(resource), () => {
          notify(resource.dueAt);
        }),
      commit: (resource, revision) =>
        andThen(resources.commit(resource, revision), () => {
          notify(resource.dueAt);
        }),
    },
  };
}

function withSecretNotifications(
  secrets: SecretStore,
  notify: (...times: readonly (number | null)[]) => void,
): SecretStore {
  const dueOf = (records: readonly DialectRecord[] = []): (number | null)[] => records.map(({ dueAt }) => dueAt);
  return {
    ...secrets,
    insert: (secret, values, limits, records) =>
      andThen(secrets.insert(secret, values, limits, records), () => {
        notify(nextDueAt(secret), ...dueOf(records));
      }),
    commit: (change) =>
      andThen(secrets.commit(change), () => {
        notify(nextDueAt(change.secret), ...dueOf(change.resources));
      }),
    remove: (vault, id, revision, records) =>
      andThen(secrets.remove(vault, id, revision, records), () => {
        notify(...dueOf(records));
      }),
    removeDue(now, resourcesOf) {
      let first: number | null = null;
      const observedResourcesOf =
        resourcesOf === undefined
          ? undefined
          : (secret: Parameters<typeof resourcesOf>[0]): readonly DialectRecord[] => {
              const records = resourcesOf(secret);
              first ??= records[0]?.dueAt ?? null;
              return records;
            };
      return andThen(secrets.removeDue(now, observedResourcesOf), () => {
        notify(first);
      });
    },
  };
}

async function andThen<T>(write: Promise<T>, then: () => void): Promise<T> {
  const outcome = await write;
  then();
  return outcome;
}
