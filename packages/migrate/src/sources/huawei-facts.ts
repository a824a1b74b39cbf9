import type { InventorySecret } from '../model/inventory.ts';
import {
  documentValue,
  type JsonObject,
  neutralLabels,
  objectOf,
  type SecretDraft,
  textOf,
  textsOf,
  timeOf,
  type VersionDraft,
  withoutAbsent,
} from './draft.ts';

const STATES: Readonly<Record<string, InventorySecret['state']>> = {
  ENABLED: 'enabled',
  DISABLED: 'disabled',
  FROZEN: 'frozen',
  PENDING_DELETE: 'pending-delete',
};
/** The enterprise project that secrets are in by default. */
const DEFAULT_PROJECT = '0';

/** A secret as ListSecrets and ShowSecret answer it, and, under other names, as Terraform keeps it. */
export function huaweiSecret(file: string, given: JsonObject, name: string): SecretDraft {
  const type = textOf(given['secret_type']);
  const keyId = textOf(given['kms_key_id']);
  const project = textOf(given['enterprise_project_id']);
  return withoutAbsent<SecretDraft>({
    file,
    dialect: 'huawei',
    address: '',
    name,
    id: textOf(given['id']),
    kind: type === undefined || type === 'COMMON' ? 'generic' : `managed:${type}`,
    description: textOf(given['description']) ?? null,
    state: STATES[textOf(given['state']) ?? textOf(given['status']) ?? 'ENABLED'],
    deletionAt: timeOf(given['scheduled_delete_time']),
    key: keyId === undefined ? undefined : { id: keyId, alias: null },
    isRotating: typeof given['auto_rotation'] === 'boolean' ? given['auto_rotation'] : undefined,
    details: {
      events: textsOf(given['event_subscriptions']).length,
      project: project === undefined || project === DEFAULT_PROJECT ? null : project,
    },
    updatedAt: timeOf(given['update_time']),
    tags: undefined,
    versions: undefined,
    hasAllVersions: undefined,
  });
}

/** A version as ListSecretVersions and ShowSecretVersion describe it. */
export function huaweiVersion(given: JsonObject, id: string): VersionDraft {
  return withoutAbsent<VersionDraft>({
    id,
    position: undefined,
    createdAt: timeOf(given['create_time']),
    labels: neutralLabels('huawei', given['version_stages']),
    expiresAt: timeOf(given['expire_time']),
    type: undefined,
    read: undefined,
    isOutOfReach: undefined,
  });
}

/** A version with its value, as ShowSecretVersion answers it. */
export function huaweiVersionValue(given: JsonObject, id: string): VersionDraft {
  const binary = given['secret_binary'];
  const type = typeof binary === 'string' ? 'binary' : 'text';
  const data = typeof binary === 'string' ? binary : given['secret_string'];
  return { ...huaweiVersion(objectOf(given['version_metadata']), id), type, ...documentValue(data, type) };
}
