import type { Json, PermissionMode } from '@dragoman/core';

import type { EnvironmentSettings } from '../settings.ts';

type DoorSettings = EnvironmentSettings['doors'];

/** What the doors of a sandbox do otherwise than the gateway's. */
export interface SandboxModes {
  /** What the policies of its identities decide, at all doors. */
  readonly permissions?: PermissionMode | undefined;
  /** What a door shows. */
  readonly visibility?: { readonly [Door in keyof DoorSettings]?: DoorSettings[Door]['visibility'] | undefined };
  /** Whether the secret values that answers hand out beside those of secrets are kept in memory. */
  readonly keepsHandedOut?: boolean | undefined;
  /** Hears of every rotated value; see the parts of an environment. */
  readonly rotationHookUrl?: string | undefined;
  /** What conditions of policies are told of requests, where the identity that makes them states nothing of it. */
  readonly context?: Readonly<Record<string, Json>> | undefined;
}

/** The settings of a sandbox. */
export function withModes(
  settings: EnvironmentSettings,
  { permissions, visibility = {} }: SandboxModes,
): EnvironmentSettings {
  const { huawei, aliyun, bk } = settings.doors;
  const mode = permissions === undefined ? {} : { permissions };
  const doors = {
    huawei: { ...huawei, ...mode, visibility: visibility.huawei ?? huawei.visibility },
    aliyun: { ...aliyun, ...mode, visibility: visibility.aliyun ?? aliyun.visibility },
    bk: { ...bk, ...mode, visibility: visibility.bk ?? bk.visibility },
  };
  return { ...settings, ...mode, doors };
}
