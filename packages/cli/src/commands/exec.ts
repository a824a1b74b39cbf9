import { ConfigError } from '@dragoman/input';
import type { ProxiedHost } from '@dragoman/server';
import { Command, Option } from 'commander';

import { CommandError, type CommandOptions, linesOf, runCommand } from '../run-command.ts';
import { type ConnectionOptions, connectionOptions } from './connection-options.ts';
import { minGradeOption } from './receipt.ts';
import { type ReceiptOptions, receiptOptions, sequenceNow, writeReceipt } from './receipt-file.ts';
import { runningGateway } from './running-gateway.ts';

interface Flags extends ConnectionOptions {
  readonly unknownHosts: 'pass' | 'reject';
  readonly memory?: true;
  readonly sandbox?: true;
  readonly host: readonly string[];
  readonly receipt?: string;
  readonly minGrade?: string;
}

/** `dragoman exec -- <command>`: runs a program that calls the clouds by their own names, and answers its calls. */
export function execCommand(): Command {
  const command = new Command('exec')
    .description(
      'run an unchanged command whose calls to the clouds the gateway answers; starts a gateway if none runs',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .addOption(
      new Option('--unknown-hosts <what>', 'whether calls to hosts of no cloud pass')
        .choices(['pass', 'reject'])
        .default('pass'),
    )
    .addOption(new Option('--others <what>').hideHelp().argParser(rejectFormerOption))
    .option(
      '--host <name>',
      "a host name beside the clouds' that the gateway answers, such as BlueKing's; may be given again",
      (name: string, before: string[]) => [...before, name],
      [],
    )
    .option('--sandbox', 'give the command a sandbox of its own, deleted when it ends, and its credentials')
    .option('--receipt <file>', 'write what the command rested on: .md, .html, .xml (JUnit) or .json')
    .addOption(minGradeOption())
    .option('--memory', 'a gateway that is started for the command keeps its state in memory');
  for (const option of connectionOptions()) command.addOption(option);
  return command.passThroughOptions().action(async (args: readonly string[]) => {
    process.exitCode = await run(args, command.opts<Flags>()).catch((error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      process.stderr.write(`dragoman: ${error.message}\n`);
      return error.exitCode;
    });
  });
}

/** @throws ConfigError that names the option of today */
function rejectFormerOption(): never {
  throw new ConfigError('unknown flag --others: it is called --unknown-hosts now');
}

async function run(args: readonly string[], flags: Flags): Promise<number> {
  const wanted = receiptOptions(flags);
  const gateway = await runningGateway(flags);
  try {
    const { url, control } = gateway;
    const { host: hosts, unknownHosts: unknown_hosts } = flags;
    const hasSandbox = flags.sandbox === true;
    const weak: string[] = [];
    const outcome = await runCommand(args, {
      ...{ url, control, hosts, unknown_hosts, hasSandbox, stdio: 'inherit' },
      ...(wanted !== null && { around: receiptAround(wanted, weak) }),
    });
    for (const line of [...summary(outcome.hosts), ...weak]) process.stderr.write(`dragoman: ${line}\n`);
    return outcome.code === 0 && weak.length > 0 ? 1 : outcome.code;
  } finally {
    await gateway.close();
  }
}

/** @param weak takes what to say where something rests on too little */
function receiptAround(wanted: ReceiptOptions, weak: string[]): NonNullable<CommandOptions['around']> {
  return async (control) => {
    const after = await sequenceNow(control);
    return async () => {
      weak.push(...(await writeReceipt(control, after, wanted)));
    };
  };
}

const NO_REQUEST =
  'the command requested no host through the proxy; if it was to, `dragoman doctor -- <command>` tells what came of it';

function summary(hosts: readonly ProxiedHost[]): string[] {
  return hosts.length === 0 ? [NO_REQUEST] : linesOf(hosts);
}
