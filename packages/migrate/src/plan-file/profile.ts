import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import { PROFILES, type TargetProfile } from '../model/target-profile.ts';

/**
 * The limits of a target, with what else is to be assumed. @param assumed `huawei.value_bytes=65536` and the like
 * @throws ConfigError for a limit that there is not, and for no number
 */
export function profileWith(target: Dialect, assumed: readonly string[]): TargetProfile {
  const profile: Record<string, number> = { ...PROFILES[target] };
  for (const text of assumed) {
    const [, dialect, limit = '', value] = /^(\w+)\.(\w+)=(\d{1,15})$/.exec(text) ?? [];
    if (
      value === undefined ||
      !(limit in profile) ||
      !(dialect === 'huawei' || dialect === 'aliyun' || dialect === 'bk')
    )
      throw new ConfigError(
        `--assume ${text}: give <service>.<limit>=<number>, such as huawei.value_bytes=65536; ` +
          `limits are ${Object.keys(profile).join(', ')}`,
      );
    if (dialect === target) profile[limit] = Number(value);
  }
  return profile as unknown as TargetProfile;
}
