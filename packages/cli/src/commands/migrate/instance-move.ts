import type { ControlClient } from '@dragoman/control';
import { systemClock } from '@dragoman/environment';
import { ConfigError, durationFrom } from '@dragoman/input';
import type { InstanceBatches, PlanFile } from '@dragoman/migrate';

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
  readonly batches: number;
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
    await confirm(`put ${countOf(batches)} secrets into ${batches.instance} at ${url}`, flags.yes === true);
    return await putIn(gateway.control, batches);
  } finally {
    await gateway.close();
  }
}

/** The same in a sandbox, in which secrets of these names, versions and labels have made-up values. */
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
    await seed(control, batches);
    return await putIn(control, batches);
  } finally {
    await gateway.control.sandboxes.delete({ sandbox: sandbox.id }).catch(() => undefined);
    await gateway.close();
  }
}

/** For people. */
export function instanceMoveText({ instance, batches, secrets, different }: InstanceMoveResult): string {
  const seen = different.length === 0 ? 'versions and labels are as before' : `not as before: ${different.join(', ')}`;
  return `${secrets} secrets are in ${instance}, in ${batches} batches; ${seen}\n`;
}

function countOf({ batches }: InstanceBatches): number {
  return batches.reduce((count, batch) => count + batch.length, 0);
}

function vaultOf({ tenant }: InstanceBatches): string {
  return `aliyun:${tenant}`;
}

async function seed(control: ControlClient, batches: InstanceBatches): Promise<void> {
  const vault = vaultOf(batches);
  await control.instances.create({ instance: batches.instance, vault });
  for (const { name, versions } of batches.batches.flat())
    for (const { id: version, labels } of versions)
      await control.secrets.put({ vault, name, value: `synthetic ${version}`, version, labels: [...labels] });
}

/** Batch by batch, and looks at each secret before and after. */
async function putIn(control: ControlClient, given: InstanceBatches): Promise<InstanceMoveResult> {
  const vault = vaultOf(given);
  const { instance } = given;
  const different: string[] = [];
  const stateOf = async (name: string): Promise<string> =>
    JSON.stringify((await control.secrets.get({ vault, name })).versions);
  for (const batch of given.batches) {
    const names = batch.map(({ name }) => name);
    const before = await Promise.all(names.map(stateOf));
    await control.instances.add({ instance, vault, secrets: names });
    const after = await Promise.all(names.map(stateOf));
    different.push(...names.filter((_name, at) => before[at] !== after[at]));
  }
  return { instance, batches: given.batches.length, secrets: countOf(given), different };
}
