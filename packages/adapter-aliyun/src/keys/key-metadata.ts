import { type CustomerKey, type KeyPolicy, type KeyVersion, primaryVersion } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { isoTime } from '../wire/fields.ts';
import { keyArn } from './key-id.ts';
import { KEY_STATES, keySpecs, keyUsages } from './vendor-names.ts';
import type { TenantContext } from '../auth/tenant.ts';

/** What KMS allows in which state (page "Impact of CMK states on API calls"). */
export const KEY_POLICY: KeyPolicy = {
  allowed: {
    enable: ['enabled', 'disabled'],
    disable: ['enabled', 'disabled'],
    'schedule-deletion': ['enabled', 'disabled', 'pending-import'],
    'cancel-deletion': ['pending-deletion'],
    'import-material': ['enabled', 'disabled', 'pending-import'],
    'delete-material': ['enabled', 'disabled', 'pending-import', 'pending-deletion'],
  },
  afterCancel: 'enabled',
};

/** Only a label here: all keys are kept alike. */
export const PROTECTION_LEVELS = ['SOFTWARE', 'HSM'] as const;
export const ORIGINS = ['Aliyun_KMS', 'EXTERNAL'] as const;

function originToWire({ origin }: CustomerKey): (typeof ORIGINS)[number] {
  return origin === 'external' ? 'EXTERNAL' : 'Aliyun_KMS';
}

/** The name of a spec that only another dialect has is shown as the core has it. */
export function specToWire({ spec }: CustomerKey): string {
  return keySpecs.nameOf(spec) ?? spec;
}

export function usageToWire({ usage }: CustomerKey): string {
  return keyUsages.nameOf(usage) ?? usage;
}

/** A fact that only this dialect keeps. */
export function keyAttribute({ attributes }: CustomerKey, name: string): string | undefined {
  const value = attributes[DOOR]?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The instance that the key was made in. */
export function keyInstanceOf(key: CustomerKey): string | undefined {
  return keyAttribute(key, 'instance');
}

export function protectionLevelOf(key: CustomerKey): string {
  return keyAttribute(key, 'protection_level') ?? 'SOFTWARE';
}

export function keyToWire(tenant: TenantContext, key: CustomerKey) {
  const primary = primaryVersion(key);
  return {
    Arn: keyArn(tenant, key),
    KeyId: key.id,
    KeyState: KEY_STATES[key.state],
    KeyUsage: usageToWire(key),
    KeySpec: specToWire(key),
    Origin: originToWire(key),
    ProtectionLevel: protectionLevelOf(key),
    Description: key.description,
    Creator: tenant.account,
    CreationDate: isoTime(key.createdAt),
    DeleteDate: timeOrEmpty(key.deletionDueAt),
    MaterialExpireTime: timeOrEmpty(key.materialExpiresAt),
    PrimaryKeyVersion: primary.id,
    // The first version counts as a rotation.
    LastRotationDate: isoTime(primary.createdAt),
    ...rotationToWire(key),
    DKMSInstanceId: keyInstanceOf(key),
  };
}

/** Rotation of a key that cannot work waits. */
function rotationToWire({ rotation: { enabled, intervalMs, nextAt }, state }: CustomerKey) {
  if (!enabled || intervalMs === null || nextAt === null) return { AutomaticRotation: 'Disabled' };
  return {
    AutomaticRotation: state === 'enabled' ? 'Enabled' : 'Suspended',
    RotationInterval: `${intervalMs / 1000}s`,
    NextRotationDate: isoTime(nextAt),
  };
}

export function versionToWire(key: CustomerKey, version: KeyVersion) {
  return { KeyId: key.id, KeyVersionId: version.id, CreationDate: isoTime(version.createdAt) };
}

function timeOrEmpty(time: number | null): string {
  return time === null ? '' : isoTime(time);
}
