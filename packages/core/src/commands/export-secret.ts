import { DomainError } from '../errors.ts';
import { type Secret, type SecretValue, rejectNotEnabled, rejectPendingDeletion } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { InsertLimits } from '../ports/secret-store.ts';
import type { SecretServices, Services } from '../services.ts';
import { rejectTakenName } from './create-secret.ts';
import { keyForSealing } from './keys.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';
import { openVersion } from './read-value.ts';
import { sweepDeletions } from './sweep.ts';

/** A secret with every version's value, as it left its vault. */
export interface ExportedSecret {
  readonly secret: Secret;
  /** In the order of the versions. */
  readonly values: readonly SecretValue[];
}

const CONTEXT = ['exported-secret'];

/**
 * A whole secret as one text that only this installation can open: sealed and authenticated by the root key.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `key-not-found`,
 * `key-disabled`, `key-pending-deletion`
 */
export async function exportSecret(
  services: Pick<Services, 'secrets' | 'keys' | 'clock' | 'sealer'>,
  ref: SecretRef,
): Promise<string> {
  const exported = await retryOnConflict(refText(ref), async () => {
    const secret = await loadSecret(services, ref);
    rejectPendingDeletion(secret);
    rejectNotEnabled(secret);
    const values: SecretValue[] = [];
    for (const version of secret.versions) {
      const value = await openVersion(services, secret, version);
      if (value === null) return STALE;
      values.push(value);
    }
    return { secret, values };
  });
  return services.sealer.sealText(CONTEXT, JSON.stringify(exported));
}

/** Opens an exported secret; `null` where the text is none of this installation's, or a character of it is another. */
export function openExportedSecret({ sealer }: Pick<Services, 'sealer'>, sealed: string): ExportedSecret | null {
  // Base64 has several spellings of the same bytes; only the one that was given out is taken.
  if (Buffer.from(sealed, 'base64').toString('base64') !== sealed) return null;
  let text: string;
  try {
    text = sealer.openText(CONTEXT, sealed);
  } catch {
    return null;
  }
  return JSON.parse(text) as ExportedSecret;
}

/** An exported secret to make again. */
export interface ImportSecret {
  readonly exported: ExportedSecret;
  readonly vault: VaultId;
  readonly actor: string;
  readonly limits: InsertLimits;
  /** A UUID, lower case, with dashes, that no secret has; made up without. */
  readonly id?: string;
}

/**
 * Makes an exported secret again, under another id: name, description, tags, attributes, versions and labels are as
 * they were, while a rotation that was asked for is forgotten. In its own vault each version keeps its key; elsewhere
 * the vault's default key seals them.
 * @throws DomainError `secret-exists`, `secret-name-held-by-deletion`, `key-not-found`, `key-disabled`,
 * `key-pending-deletion`, `secret-quota-exceeded`, in this order; `too-many-conflicts`
 */
export async function importSecret(services: SecretServices, request: ImportSecret): Promise<Secret> {
  return retryOnConflict(request.exported.secret.name, () => attemptToImport(services, request));
}

async function attemptToImport(
  services: SecretServices,
  { exported, vault, actor, limits, id = services.ids.uuid() }: ImportSecret,
): Promise<Secret | typeof STALE> {
  await sweepDeletions(services, services.clock.now());
  await rejectTakenName(services, { vault, name: exported.secret.name });
  const atHome = exported.secret.vault === vault;
  const made = await Promise.all(
    exported.secret.versions.map(async (version, index) => {
      const key = await keyForSealing(services, vault, atHome ? version.keyId : null);
      const context = { vault, secretId: id, versionId: version.id };
      const bytes = services.sealer.sealValue(key, context, exported.values[index]?.data ?? '');
      return { key, version: { ...version, keyId: key.id }, sealed: { versionId: version.id, bytes } };
    }),
  );
  const secret: Secret = {
    ...exported.secret,
    vault,
    id,
    keyId: atHome ? exported.secret.keyId : null,
    updatedAt: Math.max(services.clock.now(), exported.secret.updatedAt + 1),
    updatedBy: actor,
    rotation: exported.secret.rotation === null ? null : { ...exported.secret.rotation, requested: null, failures: 0 },
    versions: made.map(({ version }) => version),
    revision: 1,
  };
  const sealedBy = made.map(({ key }) => key);
  const outcome = await services.secrets.insert(
    secret,
    made.map(({ sealed }) => sealed),
    { ...limits, sealedBy },
  );
  if (outcome === 'stale') return STALE;
  if (outcome === 'name-taken') throw new DomainError('secret-exists', secret.name);
  if (outcome === 'vault-full') throw new DomainError('secret-quota-exceeded', vault);
  return secret;
}
