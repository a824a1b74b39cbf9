import type { SourceKey } from '../model/inventory.ts';
import { planKey } from '../planner/plan-key.ts';
import { findingsOf } from './findings.ts';
import type { PlanFileKey } from './schema.ts';

/** What becomes of customer keys between the two clouds that have a KMS; by id. */
export function planKeys(keys: readonly SourceKey[], direction: string): PlanFileKey[] {
  if (direction !== 'HW-ALI' && direction !== 'ALI-HW') return [];
  return keys.map((key) => fileKey(key, direction));
}

function fileKey(key: SourceKey, direction: 'HW-ALI' | 'ALI-HW'): PlanFileKey {
  const [first] = key.aliases;
  // Without a spec nothing can be said of it but that its material stays, and that it is an AES key most likely.
  const spec = key.spec ?? (direction === 'HW-ALI' ? 'AES_256' : 'Aliyun_AES_256');
  const alias = first === undefined ? null : direction === 'ALI-HW' ? `alias/${first}` : first;
  const { verdict, findings, target } = planKey(
    {
      spec,
      isImported: key.isImported,
      hasMaterial: key.hasMaterial,
      alias,
      rotationDays: key.rotationDays,
      pendingDays: key.pendingDays,
      hasCiphertexts: key.hasCiphertexts,
    },
    direction,
  );
  return {
    from: { id: key.id, spec, ...(key.aliases.length > 0 ? { aliases: [...key.aliases] } : {}) },
    to:
      target === null
        ? null
        : {
            spec: target.spec,
            ...(target.alias === null ? {} : { alias: target.alias }),
            ...(target.rotationDays === null ? {} : { rotation_days: target.rotationDays }),
            ...(target.pendingDays === null ? {} : { pending_days: target.pendingDays }),
          },
    verdict,
    findings: findingsOf(findings),
  };
}
