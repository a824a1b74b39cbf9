import { writeFileSync } from 'node:fs';

import { systemClock } from '@dragoman/environment';
import { ConfigError, readDocument } from '@dragoman/input';
import type { Dialect, MaxLoss, MigrationConfig, PlanFile } from '@dragoman/migrate';
import { type Command, Option } from 'commander';

import { migrateModule } from './migrate-module.ts';
import { printPlan } from './print-plan.ts';
import { inventoryOf, sourceCommand, type SourceFlags } from './source-options.ts';

interface PlanFlags extends SourceFlags {
  readonly to?: string;
  readonly existing?: readonly string[];
  readonly config?: string;
  readonly assume: readonly string[];
  readonly maxLoss: MaxLoss;
  readonly requireValues?: true;
  readonly out?: string;
}

/** Exit codes of `plan`, as `terraform plan -detailed-exitcode` has them, and of a gate that is broken. */
const EXIT = { changes: 2, broken: 3 };

/** `dragoman migrate plan` */
export function planCommand(): Command {
  return sourceCommand('plan', 'what becomes of each secret; exits 0 with nothing to do, 2 with changes, 3 at the gate')
    .option('--to <service[:address]>', 'where to: huawei, aliyun or bk, and after a colon the address')
    .option('--existing <files...>', 'sources that tell what the target has already')
    .option('--config <file>', 'a YAML or JSON file: to, select, rename, keys, options, accept')
    .option('--assume <service.limit=number>', 'another limit of the target; may be repeated', append, [])
    .addOption(
      new Option('--max-loss <verdict>', 'the worst that the gate lets through')
        .choices(['kept', 'changed', 'lost'])
        .default('changed'),
    )
    .option('--require-values', 'the gate lets nothing through whose value was not read')
    .option('--out <file>', 'write the plan to this file')
    .action(async (paths: readonly string[], flags: PlanFlags) => {
      const { planKeyOf, planText } = await migrateModule();
      // Without a file there is nobody who could compare a fingerprint with it.
      const key = flags.withValues === true && flags.out !== undefined ? planKeyOf(flags.out) : undefined;
      const plan = await planOf(paths, flags, key?.key);
      if (flags.out !== undefined) writeFileSync(flags.out, planText(plan));
      key?.save();
      const isOpen = await printPlan(plan, flags.json === true ? 'json' : 'table');
      const changes = plan.secrets.some(({ steps }) => steps.length > 0);
      if (!isOpen || changes) process.exitCode = isOpen ? EXIT.changes : EXIT.broken;
    });
}

function append(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

async function planOf(paths: readonly string[], flags: PlanFlags, key: Uint8Array | undefined): Promise<PlanFile> {
  const { buildPlan, DEFAULT_OPTIONS, profileWith, selectSecrets } = await migrateModule();
  const config = await configOf(flags);
  const { dialect, address } = targetOf(flags.to ?? config.to);
  const inventory = selectSecrets(await inventoryOf(paths, flags, key), config.select);
  const existing = flags.existing === undefined ? [] : (await inventoryOf(flags.existing, { as: dialect })).secrets;
  return buildPlan({
    inventory,
    target: {
      dialect,
      address,
      profile: profileWith(dialect, flags.assume),
      state: {
        existing: existing.map(({ name, state }) => ({
          name,
          sameValue: null,
          isPendingDelete: state === 'pending-delete',
        })),
        count: existing.length,
      },
    },
    options: { ...DEFAULT_OPTIONS, ...config.options },
    keys: config.keys ?? {},
    rename: config.rename ?? [],
    waivers: config.accept ?? [],
    maxLoss: flags.maxLoss,
    requireValues: flags.requireValues === true,
    now: systemClock.now(),
  });
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
