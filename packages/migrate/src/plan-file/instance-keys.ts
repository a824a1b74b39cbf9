import type { SourceKey } from '../model/inventory.ts';
import { compareText } from '../names/distinct-names.ts';
import { planInstanceKey } from '../planner/plan-instance-key.ts';
import { findingsOf } from './findings.ts';
import type { PlanFileKey } from './schema.ts';

/** As many keys, and then as many secrets, the vendor's console moves at a time. */
export const BATCH_SIZE = 50;

/** The instance that keys go to, as far as the rules ask for it. */
export interface KeyTarget {
  readonly isOtherRegion: boolean;
  /** How many more keys it takes; `null` where nobody says. */
  readonly keysFree: number | null;
}

/** What becomes of the customer keys that are in no instance yet, by id; those that go have a batch. */
export function planInstanceKeys(
  keys: readonly SourceKey[],
  { isOtherRegion, keysFree }: KeyTarget,
): readonly PlanFileKey[] {
  const shared = keys.filter(({ instance }) => instance === null).toSorted((a, b) => compareText(a.id, b.id));
  let going = 0;
  return shared.map(({ id, spec, aliases, isImported, versions }, at) => {
    const { verdict, findings } = planInstanceKey({
      isOtherKind: isImported || (versions ?? 1) > 1,
      isOtherRegion,
      isInstanceFull: keysFree !== null && at >= keysFree,
      isInBatches: shared.length > BATCH_SIZE,
    });
    const kept = spec ?? 'Aliyun_AES_256';
    const from = { id, spec: kept, ...(aliases.length > 0 ? { aliases: [...aliases] } : {}) };
    if (verdict === 'refused') return { from, to: null, verdict, findings: findingsOf(findings) };
    going += 1;
    return { from, to: { spec: kept, batch: Math.ceil(going / BATCH_SIZE) }, verdict, findings: findingsOf(findings) };
  });
}
