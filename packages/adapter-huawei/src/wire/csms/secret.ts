import { type InsertLimits, type Json, type Secret, rejectNotEnabled } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { MAX_DESCRIPTION_BYTES } from '../../names.ts';
import type { HuaweiSettings } from '../../settings.ts';
import { replicationToWire } from './replica.ts';
import { rotationToWire } from './rotation.ts';
import { type Times, timeToWire } from './time.ts';

/**
 * The secret that a path names. Its form is judged when nothing bears the name: other doors name secrets their own way.
 */
export const secretPath = { secret_name: Type.String() };

export const descriptionField = Type.Optional(Type.String({ maxBytes: MAX_DESCRIPTION_BYTES }));

/** A key's id. The documents print UUIDs and 32 digits alike; whether the key exists is asked of the vault. */
export const keyIdField = Type.Optional(Type.String({ minLength: 2, maxLength: 64 }));

/** At most one event. The documents say 32 characters where an event's name may have 64. */
export const subscriptionsField = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 1 });

/** What only this dialect keeps of a secret, under the vendor's names. */
export interface OwnAttributes {
  readonly secret_type?: string;
  readonly rotation_period?: string;
  readonly rotation_config?: string;
  readonly rotation_func_urn?: string;
  readonly event_subscriptions?: readonly string[];
  readonly enterprise_project_id?: string;
}

/** The attributes that are set, as the core keeps them. */
export function ownAttributes(given: { readonly [Key in keyof OwnAttributes]: OwnAttributes[Key] | undefined }): Record<
  string,
  Json
> {
  const set: Record<string, Json> = {};
  for (const [key, value] of Object.entries(given)) if (value !== undefined) set[key] = value;
  return set;
}

/** What must hold for a secret to be added to a project. */
export function insertLimits({ secret_quota: quota }: Pick<HuaweiSettings, 'secret_quota'>): InsertLimits {
  return { maxSecrets: quota === 0 ? null : quota, caselessName: false };
}

/** A secret as this dialect shows it. One that was made at another door has the defaults of what it lacks. */
export function secretToWire(secret: Secret, settings: Times): object {
  const own: OwnAttributes = secret.attributes[DOOR] ?? {};
  return {
    id: secret.id,
    name: secret.name,
    state: stateOf(secret),
    kms_key_id: secret.keyId ?? secret.versions.at(-1)?.keyId ?? null,
    description: secret.description ?? '',
    create_time: timeToWire(secret.createdAt, settings),
    update_time: timeToWire(secret.updatedAt, settings),
    scheduled_delete_time: secret.deletionDueAt,
    secret_type: own.secret_type ?? 'COMMON',
    rotation_config: own.rotation_config ?? null,
    ...rotationToWire(secret, own.rotation_period),
    event_subscriptions: own.event_subscriptions ?? [],
    enterprise_project_id: own.enterprise_project_id ?? '0',
    rotation_func_urn: own.rotation_func_urn ?? null,
    ...replicationToWire(secret),
  };
}

/**
 * Only a secret that is enabled, or waits for its deletion, is deleted (guide of 2023, deleting a secret:
 * prerequisite).
 * @throws DomainError `secret-not-enabled`
 */
export function rejectDisabled(secret: Secret): void {
  if (secret.deletionDueAt === null) rejectNotEnabled(secret);
}

/** The events that a secret is subscribed to. */
export function subscriptionsOf(secret: Secret): readonly string[] {
  return (secret.attributes[DOOR] as OwnAttributes | undefined)?.event_subscriptions ?? [];
}

function stateOf(secret: Secret): string {
  if (secret.deletionDueAt !== null) return 'PENDING_DELETE';
  return { enabled: 'ENABLED', disabled: 'DISABLED', frozen: 'FROZEN' }[secret.state];
}
