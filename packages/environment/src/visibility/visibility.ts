import { aliyunSecretLimits } from '@dragoman/adapter-aliyun';
import { bkSecretLimits } from '@dragoman/adapter-bk';
import { huaweiSecretLimits } from '@dragoman/adapter-huawei';
import type { Services, SecretLimits } from '@dragoman/core';

import type { EnvironmentSettings } from '../settings.ts';
import { type VisibilityCheck, visibilityThrough, visibleSecrets } from './visible-secrets.ts';

/** The doors, by name. */
export type DoorName = keyof EnvironmentSettings['doors'];

/** What each cloud could hold of a secret, whatever its door shows. */
export function visibilityChecks(
  settings: EnvironmentSettings,
  services: Services,
): Readonly<Record<DoorName, VisibilityCheck>> {
  const limits = secretLimits(settings);
  return {
    huawei: visibilityThrough(services, limits.huawei),
    aliyun: visibilityThrough(services, limits.aliyun),
    bk: visibilityThrough(services, limits.bk),
  };
}

/** The services as a door sees them: as they are, unless it is to show what its cloud could hold alone. */
export function servicesAt(door: DoorName, settings: EnvironmentSettings, services: Services): Services {
  if (settings.doors[door].visibility !== 'as-the-cloud') return services;
  return { ...services, secrets: visibleSecrets(services, secretLimits(settings)[door]) };
}

/** What each cloud could hold, under the settings of its door. */
export function secretLimits({ doors }: Pick<EnvironmentSettings, 'doors'>): Readonly<Record<DoorName, SecretLimits>> {
  return { huawei: huaweiSecretLimits(doors.huawei), aliyun: aliyunSecretLimits, bk: bkSecretLimits };
}
