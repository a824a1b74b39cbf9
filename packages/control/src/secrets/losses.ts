import {
  attempt,
  labelsOf,
  nameOfLabel,
  type OpenedVersion,
  readSecretValue,
  type Secret,
  type Version,
} from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import type { InventorySecret, NO_DETAILS, traitsOf } from '@dragoman/migrate';

import { LABEL_NAMES } from './render.ts';

/** What of migrations is needed, which is loaded when it is asked for. */
interface Migrate {
  readonly traitsOf: typeof traitsOf;
  readonly NO_DETAILS: typeof NO_DETAILS;
}

/** The secret as migrations know it: no value stands in it, but the traits that rules ask for. */
export async function inventorySecret(
  environment: Environment,
  secret: Secret,
  migrate: Migrate,
): Promise<InventorySecret> {
  const isPending = secret.deletionDueAt !== null;
  return {
    name: secret.name,
    id: secret.id,
    kind: 'generic',
    description: secret.description,
    state: isPending ? 'pending-delete' : secret.state,
    deletionAt: secret.deletionDueAt,
    key: secret.keyId === null ? null : { id: secret.keyId, alias: null },
    versions: await Promise.all(secret.versions.map((version) => versionOf(environment, secret, version, migrate))),
    tags: Object.fromEntries(secret.tags.map(({ key, value }) => [key, value])),
    isRotating: secret.rotation?.enabled === true,
    details: migrate.NO_DETAILS,
    completeness: 'whole',
    updatedAt: secret.updatedAt,
  };
}

async function versionOf(
  { services }: Environment,
  { vault, name, ...secret }: Secret,
  { id, createdAt, expiresAt, dataType }: Version,
  migrate: Migrate,
): Promise<InventorySecret['versions'][number]> {
  const read = { ref: { vault, name }, selector: { versionId: id, label: null } };
  const found = await attempt<OpenedVersion | null>(
    () => readSecretValue(services, { ...read, allowPendingDeletion: true, allowNotEnabled: true }),
    // The key that seals it may be disabled.
    () => null,
  );
  return {
    id,
    createdAt,
    type: dataType,
    labels: labelsOf({ vault, name, ...secret }, id).map((label) => nameOfLabel(label, LABEL_NAMES)),
    expiresAt,
    value:
      found === null
        ? { state: 'unread' }
        : { state: 'read', traits: migrate.traitsOf(found.value.data, found.value.type) },
  };
}
