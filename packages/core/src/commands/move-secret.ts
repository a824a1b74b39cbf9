import { DomainError } from '../errors.ts';
import { type Secret, type Version, rejectNotEnabled, rejectPendingDeletion, withUpdatedBy } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { SealedValue } from '../ports/secret-store.ts';
import type { SecretServices } from '../services.ts';
import type { ChangeTarget } from './change-secret.ts';
import { keyForSealing } from './keys.ts';
import { loadSecret, refText } from './load-secret.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';
import { openVersion } from './read-value.ts';
import { sweepDeletions } from './sweep.ts';

/** A secret that goes to another vault, under a name that is free there. */
export interface MoveSecret extends ChangeTarget {
  readonly to: VaultId;
  /** What it is called there; absent, it keeps its name. */
  readonly name?: string;
  /** Whether the name may not differ from another secret's there by case alone. */
  readonly caselessName: boolean;
}

/**
 * Moves a secret with all its versions and labels. Values are bound to their vault: each is opened and sealed again, by
 * the default key of the new vault, which also seals the versions to come.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `secret-exists`, and for the
 * keys of both vaults `key-not-found`, `key-disabled`, `key-pending-deletion`
 */
export async function moveSecret(services: SecretServices, request: MoveSecret): Promise<Secret> {
  return retryOnConflict(refText(request.ref), async () => {
    const before = await loadSecret(services, request.ref);
    rejectPendingDeletion(before);
    rejectNotEnabled(before);
    const now = services.clock.now();
    await sweepDeletions(services, now);
    const sealed = await sealedFor(services, before, request.to);
    if (sealed === null) return STALE;
    const moved = {
      ...before,
      vault: request.to,
      name: request.name ?? before.name,
      keyId: null,
      versions: sealed.versions,
    };
    const after = { ...withUpdatedBy(moved, { now, actor: request.actor }), revision: before.revision + 1 };
    const { caselessName } = request;
    const outcome = await services.secrets.move({
      from: before.vault,
      secret: after,
      expectedRevision: before.revision,
      values: sealed.values,
      caselessName,
    });
    if (outcome === 'name-taken') throw new DomainError('secret-exists', after.name);
    return outcome === 'moved' ? after : STALE;
  });
}

/** Every version with its value, sealed for the vault; `null` when one rolled off since the secret was loaded. */
async function sealedFor(
  services: SecretServices,
  secret: Secret,
  vault: VaultId,
): Promise<{ readonly versions: readonly Version[]; readonly values: readonly SealedValue[] } | null> {
  const key = await keyForSealing(services, vault, null);
  const versions: Version[] = [];
  const values: SealedValue[] = [];
  for (const version of secret.versions) {
    const opened = await openVersion(services, secret, version);
    if (opened === null) return null;
    const context = { vault, secretId: secret.id, versionId: version.id };
    versions.push({ ...version, keyId: key.id });
    values.push({ versionId: version.id, bytes: services.sealer.sealValue(key, context, opened.data) });
  }
  return { versions, values };
}
