import type { Inventory, InventorySecret, SourceKey } from '../model/inventory.ts';
import { sourceFingerprint } from '../plan-file/build-plan.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { StalePlanError } from '../plan-file/stale-plan-error.ts';

/** What a plan puts into a KMS instance, and in which order. */
export interface InstanceBatches {
  /** `kst-…` */
  readonly instance: string;
  /** `<account>/<region>`, whose instance it is. */
  readonly tenant: string;
  /** Keys that go together, before any secret; those that the plan refuses are in none. */
  readonly keyBatches: readonly (readonly SourceKey[])[];
  /** Secrets that go together; those that the plan skips are in none. */
  readonly batches: readonly (readonly InventorySecret[])[];
}

/**
 * The batches of a plan into an instance, from the sources that it was made of; what is in an instance counts not.
 * @throws StalePlanError where the sources are no longer those of the plan
 */
export function instanceBatchesOf(plan: PlanFile, inventory: Inventory): InstanceBatches {
  const secrets = inventory.secrets.filter(({ details }) => details.instance === null);
  if (inventory.dialect !== 'aliyun' || sourceFingerprint({ ...inventory, secrets }) !== plan.source.fingerprint)
    throw new StalePlanError('the sources are no longer as the plan saw them: make the plan anew');
  const [account = '', region = '', instance = ''] = plan.target.address.split('/');
  const byName = new Map(secrets.map((secret) => [secret.name, secret]));
  const batches: InventorySecret[][] = [];
  for (const { from, steps } of plan.secrets) {
    const secret = byName.get(from.name);
    const batch = steps[0]?.batch;
    if (secret !== undefined && batch !== undefined) (batches[batch - 1] ??= []).push(secret);
  }
  return { instance, tenant: `${account}/${region}`, keyBatches: keyBatchesOf(plan, inventory), batches };
}

/** @throws StalePlanError where a key is no longer among the sources, or is in an instance by now */
function keyBatchesOf(plan: PlanFile, inventory: Inventory): SourceKey[][] {
  const shared = new Map(
    (inventory.keys ?? []).filter(({ instance }) => instance === null).map((key) => [key.id, key]),
  );
  const batches: SourceKey[][] = [];
  for (const { from, to } of plan.keys ?? []) {
    if (to?.batch === undefined) continue;
    const key = shared.get(from.id);
    if (key === undefined)
      throw new StalePlanError(`the key ${from.id} is no longer as the plan saw it: make the plan anew`);
    (batches[to.batch - 1] ??= []).push(key);
  }
  return batches;
}
