import type { Attributes, Json, Secret } from '@dragoman/core';

import { DOOR, GENERIC, SECRET_TYPES } from '../names.ts';
import { isObject } from '../wire/json.ts';

export type SecretType = (typeof SECRET_TYPES)[number];

/** What this door keeps with a secret, beside the policy; absent for a secret made elsewhere. */
interface Kept {
  readonly type: SecretType;
  /** `null` for a generic secret. */
  readonly extendedConfig: ExtendedConfig | null;
  readonly policy: string | null;
  readonly instanceId: string | null;
}

export type ExtendedConfig = { readonly [key: string]: Json };

/** What is not set is left out. */
export function secretAttributes({ type, extendedConfig, policy, instanceId }: Kept): Attributes {
  const set = {
    ...(type !== GENERIC && { secret_type: type }),
    ...(extendedConfig !== null && { extended_config: extendedConfig }),
    ...(policy !== null && { policy }),
    ...(instanceId !== null && { instance_id: instanceId }),
  };
  return Object.keys(set).length === 0 ? {} : { [DOOR]: set };
}

export function typeOf(secret: Secret): SecretType {
  const type = secret.attributes[DOOR]?.['secret_type'];
  return SECRET_TYPES.find((known) => known === type) ?? GENERIC;
}

export function isManaged(secret: Secret): boolean {
  return typeOf(secret) !== GENERIC;
}

export function extendedConfigOf(secret: Secret): ExtendedConfig {
  const config = secret.attributes[DOOR]?.['extended_config'];
  return isObject(config) ? config : {};
}

export function policyOf(secret: Secret): string | null {
  return textOf(secret, 'policy');
}

export function instanceIdOf(secret: Secret): string | null {
  return textOf(secret, 'instance_id');
}

function textOf(secret: Secret, name: string): string | null {
  const text = secret.attributes[DOOR]?.[name];
  return typeof text === 'string' ? text : null;
}
