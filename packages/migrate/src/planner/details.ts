import type { InventorySecret, SecretKey } from '../model/inventory.ts';
import type { Finding } from '../model/verdict.ts';
import { type AspectName, findingOf, type FindingOptions } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';

/** Recovery windows, in days, at Huawei and Alibaba Cloud alike. */
const WINDOW = { min: 7, max: 30 };
const DAY_MS = 86_400_000;

/** The deletion at the target, if it is to be scheduled there. */
export interface PlannedDeletion {
  readonly inDays: number | null;
  readonly findings: readonly Finding[];
}

/** What becomes of a secret that waits for its deletion. */
export function planDeletion(secret: InventorySecret, context: PlanContext): PlannedDeletion {
  const { direction, target, options, now } = context;
  if (secret.state !== 'pending-delete') return { inDays: null, findings: [] };
  if (!options.include_deleted) return { inDays: null, findings: [findingOf(direction, 'DELETE-PENDING')] };
  if (target === 'bk') return { inDays: null, findings: [findingOf(direction, 'DELETE-PENDING', { verdict: 'lost' })] };
  const rest = Math.ceil(((secret.deletionAt ?? now) - now) / DAY_MS);
  return {
    inDays: Math.min(WINDOW.max, Math.max(WINDOW.min, rest)),
    findings: [findingOf(direction, 'DELETE-PENDING', { verdict: 'changed' })],
  };
}

/** The key at the target, where the plan names one. */
export interface PlannedKey {
  readonly keyId: string | null;
  readonly findings: readonly Finding[];
}

/** What seals the secret at the target. */
export function planSecretKey({ key }: InventorySecret, { direction, target, keys }: PlanContext): PlannedKey {
  if (key === null) return { keyId: null, findings: [] };
  if (target === 'bk') return { keyId: null, findings: [findingOf(direction, 'KEY')] };
  const mapped = namesOfKey(key)
    .map((name) => keys[name])
    .find((keyId) => keyId !== undefined);
  if (mapped === undefined) return { keyId: null, findings: [findingOf(direction, 'KEY-UNMAPPED')] };
  return { keyId: mapped === 'default' ? null : mapped, findings: [findingOf(direction, 'KEY')] };
}

/** What a line under `keys` may call a key: by an alias, with or without its prefix, or by its id. */
function namesOfKey({ id, alias, otherAliases = [] }: SecretKey): string[] {
  const aliases = [...(alias === null ? [] : [alias]), ...otherAliases];
  return [...aliases.flatMap((name) => [name, `alias/${name}`]), ...(id === null ? [] : [id])];
}

/** What one service alone knows of a secret and another does not take. */
export function planDetails(secret: InventorySecret, { direction, target, options }: PlanContext): Finding[] {
  const { details } = secret;
  const findings: Finding[] = [];
  const when = (condition: boolean, aspect: AspectName, given: FindingOptions = {}): void => {
    if (condition) findings.push(findingOf(direction, aspect, given));
  };
  when(secret.kind.startsWith('managed:'), 'TYPE-MANAGED');
  when(secret.isRotating, 'ROTATION');
  when(details.events > 0, 'EVENTS');
  when(details.project !== null, 'PROJECT');
  when(details.replicas > 0, 'REPLICAS');
  when(details.grants > 0 || details.policy, 'ACCESS');
  when(details.customData, 'CUSTOM-DATA');
  when(details.instance !== null, 'INSTANCE');
  when(details.fileSources > 0, 'REFERENCES', { count: details.fileSources });
  when(target === 'aliyun' && options.account_needs_instance, 'INSTANCE-NEEDED');
  return findings;
}
