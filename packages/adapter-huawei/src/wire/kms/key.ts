import { type CustomerKey, type KeyPolicy, type KeySpec, type KeyState, type KeyUsage, loadKey } from '@dragoman/core';
import { aliasOf, DOOR, accountOf, regionOf } from '@dragoman/huawei-platform';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';

/** The keystore of the service's own. */
export const SHARED_KEYSTORE = '0';

/** What may be done in which state; a key whose deletion is cancelled comes back disabled (CancelKeyDeletion). */
export const KEY_POLICY: KeyPolicy = {
  allowed: {
    enable: ['disabled'],
    disable: ['enabled'],
    'schedule-deletion': ['enabled', 'disabled', 'pending-import'],
    'cancel-deletion': ['pending-deletion'],
    'import-material': ['pending-import'],
    'delete-material': ['enabled', 'disabled'],
  },
  afterCancel: 'disabled',
};

const STATES: Readonly<Record<KeyState, string>> = {
  enabled: '2',
  disabled: '3',
  'pending-deletion': '4',
  'pending-import': '5',
};
const USAGES = {
  encrypt: 'ENCRYPT_DECRYPT',
  sign: 'SIGN_VERIFY',
  mac: 'GENERATE_VERIFY_MAC',
} as const satisfies Record<KeyUsage, string>;

/** The specs by the names that they bear here; any other bears the core's, which only another door makes. */
const SPECS = {
  AES_256: 'AES_256',
  SM4: 'SM4',
  RSA_2048: 'RSA_2048',
  RSA_3072: 'RSA_3072',
  RSA_4096: 'RSA_4096',
  EC_P256: 'EC_P256',
  EC_P384: 'EC_P384',
  SECP256K1: 'EC_SECP256K1',
  SM2: 'SM2',
  HMAC_256: 'HMAC_SHA256',
  HMAC_384: 'HMAC_SHA384',
  HMAC_512: 'HMAC_SHA512',
  HMAC_SM3: 'HMAC_SM3',
} as const satisfies Record<string, KeySpec>;

export type WireSpec = keyof typeof SPECS;
export type WireUsage = (typeof USAGES)[KeyUsage];

export const WIRE_SPECS = Object.keys(SPECS) as WireSpec[];
export const WIRE_USAGES = Object.values(USAGES);

export function specFromWire(spec: WireSpec): KeySpec {
  return SPECS[spec];
}

export function specToWire(spec: KeySpec): string {
  return WIRE_SPECS.find((name) => SPECS[name] === spec) ?? spec;
}

export function usageFromWire(usage: WireUsage): KeyUsage {
  return (Object.keys(USAGES) as KeyUsage[]).find((name) => USAGES[name] === usage) ?? 'encrypt';
}

export function usageToWire(usage: KeyUsage): WireUsage {
  return USAGES[usage];
}

export function stateToWire(state: KeyState): string {
  return STATES[state];
}

export function enterpriseProjectOf(key: CustomerKey): string {
  const id = key.attributes[DOOR]?.['enterprise_project_id'];
  return typeof id === 'string' ? id : '0';
}

/** Who has the project's keys, and where. */
export function keyVaultOf({ caller, projectId }: Pick<HuaweiContext, 'caller' | 'projectId'>): {
  readonly domainId: string;
  readonly region: string;
} {
  const account = accountOf(caller);
  return { domainId: account.domain.id, region: regionOf(account, projectId) };
}

/** A key as describe-key and lists show it. Numbers stand in strings; what is not set is empty. */
export function keyToWire(context: Pick<HuaweiContext, 'caller' | 'projectId'>, key: CustomerKey): object {
  const { domainId, region } = keyVaultOf(context);
  return {
    key_id: key.id,
    domain_id: domainId,
    key_alias: aliasOf(key),
    realm: region,
    key_spec: specToWire(key.spec),
    key_usage: USAGES[key.usage],
    key_description: key.description,
    creation_date: String(key.createdAt),
    scheduled_deletion_date: key.deletionDueAt === null ? '' : String(key.deletionDueAt),
    key_state: STATES[key.state],
    default_key_flag: key.isDefault ? '1' : '0',
    key_type: '1',
    expiration_time: key.materialExpiresAt === null ? '' : String(key.materialExpiresAt),
    origin: key.origin === 'external' ? 'external' : 'kms',
    key_rotation_enabled: String(key.rotation.enabled),
    sys_enterprise_project_id: enterpriseProjectOf(key),
    keystore_id: SHARED_KEYSTORE,
  };
}

/**
 * Finds a key that somebody made, to change something of it.
 * @NOTE unverified: that tags, grants and rotation of a default key are rejected as its state and names are
 * @throws VendorError KMS.0211 for a default key
 * @throws DomainError `key-not-found`
 */
export async function loadOwnKey(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  id: string,
): Promise<CustomerKey> {
  const key = await loadKey(services, { vault, id });
  if (key.isDefault) throw kmsError('defaultKey', HELP.defaultKey({ keyId: key.id }));
  return key;
}

/** The same, of a key that is not about to be deleted. @throws VendorError KMS.0210 too */
export async function loadLivingKey(
  context: Pick<HuaweiContext, 'services' | 'vault'>,
  id: string,
): Promise<CustomerKey> {
  const key = await loadOwnKey(context, id);
  if (key.state === 'pending-deletion') throw kmsError('keyPendingDeletion', HELP.keyDeletion({ keyId: key.id }));
  return key;
}
