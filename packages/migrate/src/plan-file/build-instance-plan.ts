import { ConfigError } from '@dragoman/input';

import type { InventorySecret, SourceKey } from '../model/inventory.ts';
import { compareText } from '../names/distinct-names.ts';
import { type InstanceMove, type PlannedInstanceMove, planInstanceMove } from '../planner/plan-instance-move.ts';
import { RULES_DATE } from '../rules/catalogue.ts';
import { checksumOf, type PlanInput, sourceFingerprint } from './build-plan.ts';
import { findingsOf } from './findings.ts';
import { BATCH_SIZE, planInstanceKeys } from './instance-keys.ts';
import { PLAN_FORMAT, type PlanFile, type PlanFileKey, type PlanFileSecret } from './schema.ts';

/** What is known of an instance and of who will use it, which no source tells. */
export interface InstanceFacts {
  /** How many more keys it takes; `null` where nobody says. */
  readonly keys_free: number | null;
  /** How many more secrets it takes; `null` where nobody says. */
  readonly secrets_free: number | null;
  /** Version of its image, `2.9.0`; `null` where nobody says. */
  readonly image: string | null;
  /** Where applications are to call it: the shared gateway as before, or its own. */
  readonly gateway: 'shared' | 'dedicated';
  /** Operations that applications call. */
  readonly app_uses: readonly string[];
}

export const NO_INSTANCE_FACTS: InstanceFacts = {
  ...{ keys_free: null, secrets_free: null, image: null },
  ...{ gateway: 'shared', app_uses: [] },
};

/** What the plan of a move into an instance is made of. */
export interface InstancePlanInput extends Pick<PlanInput, 'inventory' | 'waivers' | 'maxLoss' | 'now'> {
  /** `account/region/instance`. */
  readonly address: string;
  /** What is in the instance already. */
  readonly existing: { readonly secrets: readonly InventorySecret[]; readonly keys: readonly SourceKey[] };
  readonly facts: InstanceFacts;
}

const ADDRESS = /^[^/]+\/[^/]+\/(kst-[^/]+)$/;

/** Whether an address of Alibaba Cloud names an instance. */
export function isInstanceAddress(address: string): boolean {
  return ADDRESS.test(address);
}

/**
 * The plan of a move from the shared KMS 1.0 into an instance of KMS 3.0, which the vendor's console makes: what is to
 * be put right before, and in which batches, keys before secrets. What is in an instance already is left out of it.
 * @throws ConfigError
 */
export function buildInstancePlan(input: InstancePlanInput): PlanFile {
  const instance = ADDRESS.exec(input.address)?.[1];
  if (instance === undefined || input.inventory.dialect !== 'aliyun')
    throw new ConfigError('into an instance go secrets of aliyun alone: give --to aliyun:<account>/<region>/<kst-…>');
  const secrets = input.inventory.secrets
    .filter(({ details }) => details.instance === null)
    .toSorted((left, right) => compareText(left.name, right.name));
  const keys = planInstanceKeys(input.inventory.keys ?? [], {
    isOtherRegion: isOtherRegion(input),
    keysFree: input.facts.keys_free,
  });
  const moveOf = moves(input, instance, { count: secrets.length, keys });
  const moved = secrets.map((secret, at) => planInstanceMove(moveOf(secret, at)));
  const batches = batchNumbers(moved);
  const plan: Omit<PlanFile, 'checksum'> = {
    format: PLAN_FORMAT,
    rules: RULES_DATE,
    made_at: new Date(input.now).toISOString(),
    source: {
      dialect: 'aliyun' as const,
      address: input.inventory.address,
      fingerprint: sourceFingerprint({ ...input.inventory, secrets }),
    },
    target: { dialect: 'aliyun' as const, address: input.address, profile: {} },
    options: { max_loss: input.maxLoss, require_values: false },
    waivers: [...input.waivers],
    secrets: secrets.map((secret, at) =>
      fileSecret(secret, at, moved[at] as PlannedInstanceMove, instance, batches[at]),
    ),
    ...(keys.length > 0 ? { keys: [...keys] } : {}),
    totals: totalsOf(moved),
    estimate: { calls: 0, seconds: 0 },
  };
  return { ...plan, checksum: checksumOf(plan) };
}

/** What the rules ask about each secret. */
function moves(
  input: InstancePlanInput,
  instance: string,
  going: { readonly count: number; readonly keys: readonly PlanFileKey[] },
): (secret: InventorySecret, at: number) => InstanceMove {
  const { inventory, existing, facts } = input;
  const taken = new Set(
    existing.secrets.filter(({ details }) => details.instance === instance).map(({ name }) => name),
  );
  const keys = new Map([...existing.keys, ...(inventory.keys ?? [])].map((key) => [key.id, key]));
  const goingKeys = new Set(going.keys.filter(({ to }) => to !== null).map(({ from }) => from.id));
  return ({ name, isRotating, key }, at) => {
    const known = key === null ? undefined : keys.get(key.id ?? '');
    return {
      name,
      isRotating,
      needsKey: key !== null && known?.instance !== instance && !goingKeys.has(key.id ?? ''),
      hasImportedKey: known?.isImported === true || (known?.versions ?? 1) > 1,
      isNameTaken: taken.has(name),
      isOtherRegion: isOtherRegion(input),
      isInstanceFull: facts.secrets_free !== null && at >= facts.secrets_free,
      secretsToMove: going.count,
      appUses: facts.app_uses,
      usesDedicatedGateway: facts.gateway === 'dedicated',
      image: facts.image,
    };
  };
}

function isOtherRegion({ inventory, address }: InstancePlanInput): boolean {
  const region = regionOf(inventory.address);
  return region !== null && region !== regionOf(address);
}

function regionOf(address: string): string | null {
  return address.split('/')[1] ?? null;
}

/** In which batch each secret goes, from 1; nothing for those that do not. */
function batchNumbers(moved: readonly PlannedInstanceMove[]): (number | undefined)[] {
  let going = 0;
  return moved.map(({ target }) => {
    if (target === null) return undefined;
    going += 1;
    return Math.ceil(going / BATCH_SIZE);
  });
}

function fileSecret(
  { name }: InventorySecret,
  at: number,
  { verdict, findings }: PlannedInstanceMove,
  instance: string,
  batch: number | undefined,
): PlanFileSecret {
  const id = `s${String(at + 1).padStart(4, '0')}`;
  return {
    id,
    from: { name },
    to: { name },
    action: batch === undefined ? 'skip' : 'create',
    verdict,
    findings: findingsOf(findings),
    steps: batch === undefined ? [] : [{ id: `${id}.1`, op: 'console: move into the instance', to: instance, batch }],
  };
}

function totalsOf(moved: readonly PlannedInstanceMove[]): PlanFile['totals'] {
  const totals = { kept: 0, changed: 0, lost: 0, refused: 0, undetermined: 0 };
  for (const { verdict } of moved) totals[verdict] += 1;
  return totals;
}
