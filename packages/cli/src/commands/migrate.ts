import { readFileSync, writeFileSync } from 'node:fs';

import { systemClock } from '@dragoman/environment';
import { ConfigError, readDocument } from '@dragoman/input';
import type { Dialect, Inventory, MaxLoss, MigrationConfig, PlanFile } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { terminalOf } from '../output/terminal.ts';
import { inventoryTable, planTables } from '../views/migrate.ts';

/** What `migrate` needs is loaded by those who migrate alone. */
const migrateModule = () => import('@dragoman/migrate');

interface SourceFlags {
  readonly as?: Dialect;
  readonly withValues?: true;
  readonly json?: true;
}

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

/** `dragoman migrate`: what would become of secrets that move to another service. Nothing is written anywhere. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('plan a move of secrets to another service: what is kept, changed, lost or refused, and why')
    .addCommand(inventoryCommand())
    .addCommand(planCommand())
    .addCommand(reportCommand());
}

function inventoryCommand(): Command {
  return sourceCommand('inventory', 'what sources tell of secrets, without their values').action(
    async (paths: readonly string[], flags: SourceFlags) => {
      const inventory = await inventoryOf(paths, flags);
      const { asSeenAt, rejectImpossible } = await migrateModule();
      const { dialect, address } = inventory;
      const seen = { dialect, address, secrets: inventory.secrets.map((secret) => asSeenAt(dialect, secret)) };
      rejectImpossible(seen);
      process.stdout.write(
        flags.json === true ? `${JSON.stringify(seen)}\n` : await inventoryTable(seen, terminalOf(process.stdout)),
      );
    },
  );
}

function planCommand(): Command {
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
      const plan = await planOf(paths, flags);
      const { planText } = await migrateModule();
      if (flags.out !== undefined) writeFileSync(flags.out, planText(plan));
      const isOpen = await printPlan(plan, flags.json === true ? 'json' : 'table');
      const changes = plan.secrets.some(({ steps }) => steps.length > 0);
      if (!isOpen || changes) process.exitCode = isOpen ? EXIT.changes : EXIT.broken;
    });
}

function reportCommand(): Command {
  return new Command('report')
    .description('what a plan says')
    .argument('<plan>', 'the file that plan --out wrote')
    .option('--markdown', 'print Markdown')
    .option('--json', 'print JSON')
    .action(async (path: string, flags: { readonly markdown?: true; readonly json?: true }) => {
      const { readPlan } = await migrateModule();
      const plan = readPlan(textOf(path), path);
      await printPlan(plan, flags.json === true ? 'json' : flags.markdown === true ? 'markdown' : 'table');
    });
}

function sourceCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument(
      '<sources...>',
      "Terraform states, answers of the CLI of Huawei Cloud or Alibaba Cloud, the list of JOB's console",
    )
    .addOption(new Option('--as <service>', 'which service to read').choices(['huawei', 'aliyun', 'bk']))
    .option('--with-values', 'look at values that the sources hold; only their size and shape are used')
    .option('--json', 'print JSON');
}

function append(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
}

async function inventoryOf(paths: readonly string[], { as, withValues }: SourceFlags): Promise<Inventory> {
  const { readSources } = await migrateModule();
  return readSources(
    paths.map((path) => ({ path, text: textOf(path) })),
    as ?? null,
    { withValues: withValues === true },
  );
}

async function planOf(paths: readonly string[], flags: PlanFlags): Promise<PlanFile> {
  const { buildPlan, DEFAULT_OPTIONS, profileWith, selectSecrets } = await migrateModule();
  const config = await configOf(flags);
  const { dialect, address } = targetOf(flags.to ?? config.to);
  const inventory = selectSecrets(await inventoryOf(paths, flags), config.select);
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

/** Prints a plan. @returns whether the gate lets it through */
async function printPlan(plan: PlanFile, format: 'json' | 'markdown' | 'table'): Promise<boolean> {
  const { checkGate, markdownOf, planText, reportOf } = await migrateModule();
  const gate = checkGate(plan, systemClock.now());
  const report = reportOf(plan, gate);
  if (format === 'json') process.stdout.write(planText(plan));
  else if (format === 'markdown') process.stdout.write(markdownOf(report));
  else process.stdout.write(await planTables(report, terminalOf(process.stdout)));
  return gate.isOpen;
}
