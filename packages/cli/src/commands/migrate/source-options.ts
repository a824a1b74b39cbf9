import type { Dialect } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { connectionOptions, type ConnectionOptions } from '../connection-options.ts';

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
