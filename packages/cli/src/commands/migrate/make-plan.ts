import { systemClock } from '@dragoman/environment';
import { ConfigError, readDocument } from '@dragoman/input';
import type { Dialect, Inventory, MaxLoss, MigrationConfig, PlanFile, Since } from '@dragoman/migrate';

import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { inventoryOf } from './open-sources.ts';
import type { SourceFlags } from './source-options.ts';

/** What a plan is made of. */
export interface PlanFlags extends SourceFlags {
  readonly to?: string;
  readonly existing?: readonly string[];
  readonly config?: string;
  readonly assume: readonly string[];
  readonly maxLoss: MaxLoss;
  readonly requireValues?: true;
  readonly edit?: string;
  readonly since?: string;
  readonly out?: string;
}

/** The plan that the flags ask for. @param key of its fingerprints @throws ConfigError */
export async function makePlan(
  paths: readonly string[],
  flags: PlanFlags,
  key: Uint8Array | undefined,
): Promise<PlanFile> {
  if (flags.edit !== undefined) return editedPlan(flags.edit, paths, flags, key);
  const { isInstanceAddress, selectSecrets } = await migrateModule();
  const config = await configOf(flags);
  const target = targetOf(flags.to ?? config.to);
  const inventory = selectSecrets(await inventoryOf(paths, flags, key), config.select);
  const existing = await existingAt(target.dialect, flags);
  return target.dialect === 'aliyun' && isInstanceAddress(target.address)
    ? instancePlan(inventory, existing, target.address, config, flags)
    : plainPlan(inventory, existing, target, config, flags);
}

async function plainPlan(
  inventory: Inventory,
  existing: Inventory | null,
  { dialect, address }: { readonly dialect: Dialect; readonly address: string },
  config: MigrationConfig,
  flags: PlanFlags,
): Promise<PlanFile> {
  const { buildPlan, DEFAULT_OPTIONS, profileWith } = await migrateModule();
  const since = flags.since === undefined ? undefined : await sinceAt(flags.since);
  return buildPlan({
    inventory,
    target: { dialect, address, profile: profileWith(dialect, flags.assume), state: stateOf(existing) },
    options: { ...DEFAULT_OPTIONS, ...config.options },
    keys: config.keys ?? {},
    rename: config.rename ?? [],
    waivers: config.accept ?? [],
    maxLoss: flags.maxLoss,
    requireValues: flags.requireValues === true,
    now: systemClock.now(),
    ...(since === undefined ? {} : { since }),
  });
}

/** From the shared KMS of Alibaba Cloud into an instance. */
async function instancePlan(
  inventory: Inventory,
  existing: Inventory | null,
  address: string,
  { instance, accept }: MigrationConfig,
  { maxLoss }: PlanFlags,
): Promise<PlanFile> {
  const { buildInstancePlan, NO_INSTANCE_FACTS } = await migrateModule();
  return buildInstancePlan({
    inventory,
    address,
    existing: { secrets: existing?.secrets ?? [], keys: existing?.keys ?? [] },
    facts: { ...NO_INSTANCE_FACTS, ...instance },
    waivers: accept ?? [],
    maxLoss,
    now: systemClock.now(),
  });
}

/** Whatever else the flags say, such a plan is made of what it was made of before. */
async function editedPlan(
  path: string,
  paths: readonly string[],
  flags: PlanFlags,
  key: Uint8Array | undefined,
): Promise<PlanFile> {
  const { editPlan, inputOfPlan, planIn } = await migrateModule();
  const edited = planIn(textOf(path), path);
  const inventory = await inventoryOf(paths, { ...flags, as: edited.source.dialect }, key);
  const existing = stateOf(await existingAt(edited.target.dialect, flags));
  return editPlan(edited, inputOfPlan(edited, inventory, existing, systemClock.now()), path);
}

/** The move that a file of progress is of: its plan stands beside it. */
async function sinceAt(path: string): Promise<Since> {
  const { loadProgress, readPlan } = await migrateModule();
  const file = `${path.replace(/\.progress\.jsonl$/, '')}.plan.json`;
  const plan = readPlan(textOf(file), file);
  textOf(path);
  return { plan, progress: loadProgress(path, plan.checksum) };
}

async function existingAt(dialect: Dialect, { existing, ...flags }: PlanFlags): Promise<Inventory | null> {
  return existing === undefined ? null : inventoryOf(existing, { ...flags, as: dialect });
}

function stateOf(existing: Inventory | null) {
  const secrets = existing?.secrets ?? [];
  return {
    existing: secrets.map(({ name, state }) => ({
      name,
      sameValue: null,
      isPendingDelete: state === 'pending-delete',
    })),
    count: secrets.length,
  };
}

async function configOf({ config }: PlanFlags): Promise<MigrationConfig> {
  if (config === undefined) return {};
  const { configFrom } = await migrateModule();
  return configFrom((await readDocument('config', config)).value, config);
}

function targetOf(text: string | undefined): { dialect: Dialect; address: string } {
  const [, dialect, address = ''] = /^(huawei|aliyun|bk)(?::(.+))?$/.exec(text ?? '') ?? [];
  if (dialect === undefined) throw new ConfigError('--to: give huawei, aliyun or bk, and after a colon the address');
  return { dialect: dialect as Dialect, address };
}
