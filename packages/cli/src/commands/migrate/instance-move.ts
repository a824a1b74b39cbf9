import type { ControlClient } from '@dragoman/control';
import { systemClock } from '@dragoman/environment';
import { ConfigError, durationFrom } from '@dragoman/input';
import type { InstanceBatches, InventorySecret, PlanFile } from '@dragoman/migrate';

import { runningGateway } from '../running-gateway.ts';
import { confirm } from './confirm.ts';
import { migrateModule } from './migrate-module.ts';
import { openedFrom } from './open-sources.ts';
import type { SourceFlags } from './source-options.ts';
import { accessTo, type TargetFlags } from './target-access.ts';

const LIFE_SECONDS = 86_400;

/** What came of a move into an instance. */
export interface InstanceMoveResult {
  readonly instance: string;
  /** Of keys and of secrets. */
  readonly batches: number;
  readonly keys: number;
  readonly secrets: number;
  /** Names of secrets of which a version or a label is not as it was. */
  readonly different: readonly string[];
}

interface ApplyInstanceFlags extends Omit<SourceFlags, 'as'>, TargetFlags {
  readonly maxAge: string;
  readonly json?: true;
}

/** Whether a plan leads into a KMS instance, which no call of the cloud does. */
export async function isInstancePlan({ target }: PlanFile): Promise<boolean> {
  const { isInstanceAddress } = await migrateModule();
  return target.dialect === 'aliyun' && isInstanceAddress(target.address);
}

/**
 * Puts what a plan says into the instance of a gateway.
 * @throws ConfigError for the cloud itself, whose console does it
 */
export async function applyInstancePlan(
  plan: PlanFile,
  sources: readonly string[],
  flags: ApplyInstanceFlags,
): Promise<InstanceMoveResult> {
  const { checkFresh, instanceBatchesOf } = await migrateModule();
  const { inventory } = await openedFrom(sources, { ...flags, as: 'aliyun', valuesOnDemand: true });
  const batches = instanceBatchesOf(plan, inventory);
  checkFresh(plan, durationFrom(flags.maxAge, '--max-age', 'positive'), systemClock.now());
  const { isReal, url } = await accessTo('aliyun', plan.target.address, flags);
  if (isReal)
    throw new ConfigError(
      'no call of the cloud puts secrets into an instance: use its console, batch by batch as the plan has it',
    );
  const gateway = await runningGateway({ ...flags, url });
  try {
    await confirm(`put ${countsOf(batches)} into ${batches.instance} at ${url}`, flags.yes === true);
    return await putIn(gateway.control, batches);
  } finally {
    await gateway.close();
  }
}

/**
 * The same in a sandbox, in which secrets of these names, versions and labels have made-up values, and are sealed by
 * keys that stand in for the customer's.
 */
export async function rehearseInstancePlan(
  plan: PlanFile,
  flags: SourceFlags & { readonly from: readonly string[] },
): Promise<InstanceMoveResult> {
  const { instanceBatchesOf } = await migrateModule();
  const { inventory } = await openedFrom(flags.from, { ...flags, as: 'aliyun' });
  const batches = instanceBatchesOf(plan, inventory);
  const gateway = await runningGateway({ ...flags, memory: true });
  const sandbox = await gateway.control.sandboxes.create({
    label: 'migrate rehearse',
    expires_in_seconds: LIFE_SECONDS,
  });
  try {
    const control = gateway.control.sandbox(sandbox.id);
    return await putIn(control, await seed(control, batches));
  } finally {
    await gateway.control.sandboxes.delete({ sandbox: sandbox.id }).catch(() => undefined);
    await gateway.close();
  }
}

/** For people. */
export function instanceMoveText({ instance, batches, keys, secrets, different }: InstanceMoveResult): string {
  const seen = different.length === 0 ? 'versions and labels are as before' : `not as before: ${different.join(', ')}`;
  return `${countText(keys, secrets)} are in ${instance}, in ${batches} batches; ${seen}\n`;
}

function countsOf({ keyBatches, batches }: InstanceBatches): string {
  return countText(keyBatches.flat().length, batches.flat().length);
}

function countText(keys: number, secrets: number): string {
  return `${keys === 0 ? '' : `${keys} keys and `}${secrets} secrets`;
}

function vaultOf({ tenant }: InstanceBatches): string {
  return `aliyun:${tenant}`;
}

/** What a seed document has of a secret. */
const seededSecret = (vault: string, { name, versions }: InventorySecret, key: string | undefined) => ({
  ...{ vault, name },
  ...(key === undefined ? {} : { key }),
  versions: versions.map(({ id, labels }) => ({ id, value: `synthetic ${id}`, labels: [...labels] })),
});

/** A UUID, as seeds want one: the cloud's ids need be none. */
const substituteId = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** Makes an instance, keys and secrets. @returns the batches with the ids of those keys */
async function seed(control: ControlClient, given: InstanceBatches): Promise<InstanceBatches> {
  const { coreSpecOf } = await migrateModule();
  const vault = vaultOf(given);
  await control.instances.create({ instance: given.instance, vault });
  const ids = new Map(given.keyBatches.flat().map(({ id }, at) => [id, substituteId(at)]));
  const keyBatches = given.keyBatches.map((batch) => batch.map((key) => ({ ...key, id: ids.get(key.id) ?? key.id })));
  for (const batch of keyBatches)
    await control.seeds.apply({
      keys: batch.map(({ id, spec }) => ({ vault, id, spec: coreSpecOf('aliyun', spec ?? '') ?? 'AES_256' })),
    });
  for (const batch of given.batches)
    await control.seeds.apply({
      secrets: batch.map((secret) => seededSecret(vault, secret, ids.get(secret.key?.id ?? ''))),
    });
  return { ...given, keyBatches };
}

/** Batch by batch, keys before secrets, and looks at each secret before and after. */
async function putIn(control: ControlClient, given: InstanceBatches): Promise<InstanceMoveResult> {
  const vault = vaultOf(given);
  const { instance, keyBatches, batches } = given;
  for (const batch of keyBatches) await control.instances.add({ instance, vault, keys: batch.map(({ id }) => id) });
  const different: string[] = [];
  for (const batch of batches) {
    const names = batch.map(({ name }) => name);
    const before = await statesOf(control, vault, names);
    await control.instances.add({ instance, vault, secrets: names });
    const after = await statesOf(control, vault, names);
    different.push(...names.filter((_name, at) => before[at] !== after[at]));
  }
  const counts = { keys: keyBatches.flat().length, secrets: batches.flat().length };
  return { instance, batches: keyBatches.length + batches.length, ...counts, different };
}

/** The versions of secrets and the labels on them, as text. */
async function statesOf(control: ControlClient, vault: string, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map(async (name) => JSON.stringify((await control.secrets.get({ vault, name })).versions)));
}
