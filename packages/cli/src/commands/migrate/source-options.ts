import type { Dialect, Inventory } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';

/** How the sources of a command are read. */
export interface SourceFlags {
  readonly as?: Dialect;
  readonly withValues?: true;
  readonly json?: true;
}

/** A command that reads sources. */
export function sourceCommand(name: string, description: string): Command {
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

/** What the sources tell. @throws ConfigError for a source that cannot be read */
export async function inventoryOf(paths: readonly string[], { as, withValues }: SourceFlags): Promise<Inventory> {
  const { readSources } = await migrateModule();
  return readSources(
    paths.map((path) => ({ path, text: textOf(path) })),
    as ?? null,
    { withValues: withValues === true },
  );
}
