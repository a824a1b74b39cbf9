import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import { type DialectDetails, type Inventory, type InventorySecret, NO_DETAILS } from '../model/inventory.ts';
import { PROFILES } from '../model/target-profile.ts';

/** What each service takes as a name. */
const NAMES: Readonly<Record<Dialect, RegExp>> = {
  huawei: /^[A-Za-z0-9_.-]{1,64}$/,
  aliyun: /^[A-Za-z0-9_/+=.@\p{Script=Han}-]{1,192}$/u,
  bk: /^[^]{1,255}$/u,
};

/** The secret with what its service can know of it, and nothing of what others know. */
export function asSeenAt(dialect: Dialect, secret: InventorySecret): InventorySecret {
  const details = detailsOf(dialect, secret.details);
  switch (dialect) {
    case 'huawei':
      return { ...secret, details };
    case 'aliyun':
      return {
        ...secret,
        details,
        versions: secret.versions.map((version) => ({
          ...version,
          expiresAt: null,
          labels: version.labels.map((label) => (label === 'PENDING' ? 'SYSPENDING' : label)),
        })),
      };
    case 'bk':
      return {
        ...secret,
        details,
        key: null,
        tags: {},
        isRotating: false,
        kind: secret.kind.startsWith('managed:') ? 'generic' : secret.kind,
        versions: secret.versions.slice(-1).map((version) => ({ ...version, expiresAt: null, labels: ['CURRENT'] })),
      };
  }
}

function detailsOf(dialect: Dialect, details: DialectDetails): DialectDetails {
  const { events, project, replicas, grants, policy, instance, customData, fileSources } = details;
  switch (dialect) {
    case 'huawei':
      return { ...NO_DETAILS, events, project, replicas, grants };
    case 'aliyun':
      return { ...NO_DETAILS, policy, instance, customData };
    case 'bk':
      return { ...NO_DETAILS, fileSources };
  }
}

/** @throws ConfigError for the first secret that the source's own service could not hold */
export function rejectImpossible({ dialect, secrets }: Inventory): void {
  for (const secret of secrets) {
    const problem = problemOf(dialect, secret);
    if (problem !== null)
      throw new ConfigError(`${JSON.stringify(secret.name)} cannot come from ${dialect}: ${problem}; give --as`);
  }
}

function problemOf(dialect: Dialect, { name, versions }: InventorySecret): string | null {
  const profile = PROFILES[dialect];
  if (!NAMES[dialect].test(name)) return 'there such a name is not taken';
  if (versions.length === 0) return 'it has no version';
  if (versions.length > profile.versions) return `there a secret has ${profile.versions} versions at the most`;
  const labels = versions.flatMap((version) => version.labels);
  if (dialect !== 'bk' && labels.length > profile.labels)
    return `there a secret has ${profile.labels} stages at the most`;
  if (new Set(labels).size < labels.length) return 'a stage is on two versions';
  const large = dialect !== 'bk' && versions.some(({ value }) => isLarger(value, profile.value_bytes));
  return large ? `there a value has ${profile.value_bytes} bytes at the most` : null;
}

function isLarger(value: InventorySecret['versions'][number]['value'], bytes: number): boolean {
  return value.state === 'read' && value.traits.bytes > bytes;
}
