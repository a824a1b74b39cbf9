import { DomainError } from '../errors.ts';
import { isGone } from '../model/deletion.ts';
import { type RotationChange, changeRotation } from '../model/rotation.ts';
import type { Attributes, Secret, SecretValue } from '../model/secret.ts';
import type { Tag } from '../model/tags.ts';
import type { VaultId } from '../model/vault.ts';
import { putVersion } from '../model/versioning.ts';
import type { InsertLimits } from '../ports/secret-store.ts';
import type { SecretServices, Services } from '../services.ts';
import { toOutbox } from './outbox.ts';
import { keyForSealing } from './keys.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';
import { sweepDeletions } from './sweep.ts';

/** What a new secret is made of. */
export interface CreateSecret {
  readonly vault: VaultId;
  readonly name: string;
  readonly actor: string;
  readonly value: SecretValue;
  /** Given by the caller; `null` makes it `v1`. */
  readonly versionId: string | null;
  readonly description: string | null;
  /** A customer key of the vault; `null` is the vault's default. */
  readonly keyId: string | null;
  readonly tags: readonly Tag[];
  readonly attributes: Attributes;
  /** For a secret that rotates; with its plan. */
  readonly rotation?: RotationChange;
  readonly limits: InsertLimits;
}

const FIRST_VERSION_POLICY = {
  versionLimit: null,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: null,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;

/**
 * Makes a secret with its first version, which carries CURRENT.
 * @throws DomainError `secret-exists`, `secret-name-held-by-deletion`, `key-not-found`, `key-disabled`,
 * `key-pending-deletion`, `rotation-unsupported` (a rotation without a plan), `rotation-period-missing`,
 * `secret-quota-exceeded`, in this order;
 * `too-many-conflicts`
 */
export async function createSecret(services: SecretServices, request: CreateSecret): Promise<Secret> {
  return retryOnConflict(request.name, () => attemptToCreate(services, request));
}

async function attemptToCreate(services: SecretServices, request: CreateSecret): Promise<Secret | typeof STALE> {
  await sweepDeletions(services, services.clock.now());
  await rejectTakenName(services, request);
  const key = await keyForSealing(services, request.vault, request.keyId);
  const now = services.clock.now();
  const empty = emptySecret(request, services.ids.uuid(), now);
  const wanted = { id: request.versionId, dataType: request.value.type, keyId: key.id, expiresAt: null, labels: null };
  const { secret, version } = putVersion(empty, wanted, FIRST_VERSION_POLICY, now);
  const context = { vault: secret.vault, secretId: secret.id, versionId: version.id };
  const sealed = { versionId: version.id, bytes: services.sealer.sealValue(key, context, request.value.data) };
  const events = toOutbox(services, secret, [{ type: 'version-created', versionId: version.id }], now);
  const outcome = await services.secrets.insert(secret, [sealed], { ...request.limits, sealedBy: [key] }, events);
  if (outcome === 'stale') return STALE;
  if (outcome === 'name-taken') throw new DomainError('secret-exists', request.name);
  if (outcome === 'vault-full') throw new DomainError('secret-quota-exceeded', request.vault);
  return secret;
}

/**
 * A name that differs only by case is found by the insert itself. @throws DomainError `secret-exists`,
 * `secret-name-held-by-deletion`
 */
export async function rejectTakenName(
  services: Pick<Services, 'secrets' | 'clock'>,
  request: Pick<CreateSecret, 'vault' | 'name'>,
): Promise<void> {
  const holder = await services.secrets.findByName(request.vault, request.name);
  if (holder === null || isGone(holder, services.clock.now())) return;
  throw new DomainError(holder.deletionDueAt === null ? 'secret-exists' : 'secret-name-held-by-deletion', request.name);
}

function emptySecret(request: CreateSecret, id: string, now: number): Secret {
  return {
    vault: request.vault,
    id,
    name: request.name,
    description: request.description,
    state: 'enabled',
    keyId: request.keyId,
    createdAt: now,
    updatedAt: now,
    createdBy: request.actor,
    updatedBy: request.actor,
    deletionDueAt: null,
    rotation:
      request.rotation === undefined
        ? null
        : changeRotation({ name: request.name, createdAt: now, rotation: null }, request.rotation),
    tags: request.tags,
    attributes: request.attributes,
    lastOrdinal: 0,
    versions: [],
    labels: [],
    revision: 1,
  };
}
