import type { Dialect, Inventory, OpenedSources, Source, SourceFile } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { connectionOptions, type ConnectionOptions } from '../connection-options.ts';
import { migrateModule } from './migrate-module.ts';
import { sourceAt } from './source-at.ts';

/** How the sources of a command are read. */
export interface SourceFlags extends ConnectionOptions {
  readonly as?: Dialect;
  readonly vault?: string;
  readonly passphraseFile?: string;
  readonly sandbox?: string;
  /** Whether sources may be services that are called. */
  readonly live?: true;
  readonly sourceEndpoint?: string;
  readonly sourceCredentials?: string;
  readonly withValues?: true;
  readonly json?: true;
  /** Whether values are read later, one by one. */
  readonly valuesOnDemand?: true;
}

/** What a command takes as its sources. */
export const SOURCES_HELP =
  "Terraform states, answers of the CLI of Huawei Cloud or Alibaba Cloud, the list of JOB's console, manifests, seed " +
  'documents, state exports, vault:<name> of a running gateway, or with --live huawei:<project>, ' +
  'aliyun:<account>/<region> or bk:<type>/<id>';

/** A command that reads sources. */
export function sourceCommand(name: string, description: string): Command {
  return withSourceOptions(new Command(name).description(description).argument('<sources...>', SOURCES_HELP))
    .addOption(new Option('--as <service>', 'which service to read').choices(['huawei', 'aliyun', 'bk']))
    .option('--with-values', 'look at values that the sources hold; only size, shape and fingerprint are kept')
    .option('--live', 'sources may be services, which are called to read them')
    .option('--json', 'print JSON');
}

/** The options that say how sources are read. */
export function withSourceOptions(command: Command): Command {
  command
    .option('--vault <name>', 'which vault of a seed document or a state export')
    .option('--passphrase-file <path>', 'opens a state export (or DRAGOMAN_PASSPHRASE); - is the standard input')
    .option('--sandbox <id>', 'of a vault, in which sandbox it is')
    .option('--source-endpoint <url>', 'the API of a service that is read; by default the gateway that answers here')
    .option(
      '--source-credentials <file>',
      'a YAML or JSON file: huawei, aliyun, bk; by default the variables of the SDKs',
    );
  for (const option of connectionOptions()) command.addOption(option);
  return command;
}

/** What the sources tell. @throws ConfigError for a source that cannot be read */
export async function inventoryOf(
  paths: readonly string[],
  flags: SourceFlags,
  fingerprintKey?: Uint8Array,
): Promise<Inventory> {
  return (await openedFrom(paths, flags, fingerprintKey)).inventory;
}

/** The same, with the values that the sources hold for whoever asks for one. @throws ConfigError */
export async function openedFrom(
  paths: readonly string[],
  flags: SourceFlags,
  fingerprintKey?: Uint8Array,
): Promise<OpenedSources> {
  const { openSources } = await migrateModule();
  const sources: (Source | SourceFile)[] = [];
  for (const path of paths) sources.push(await sourceAt(path, paths, flags));
  return openSources(sources, flags.as ?? null, {
    withValues: flags.withValues === true,
    ...(fingerprintKey === undefined ? {} : { fingerprintKey }),
  });
}
