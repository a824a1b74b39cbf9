import { ConfigError } from '@dragoman/input';
import type { ProxiedHost } from '@dragoman/server';
import { Command, Option } from 'commander';

import { CommandError, linesOf, runCommand } from '../run-command.ts';
import { type ConnectionOptions, connectionOptions } from './connection-options.ts';
import { runningGateway } from './running-gateway.ts';

interface Flags extends ConnectionOptions {
  readonly unknownHosts: 'pass' | 'reject';
  readonly memory?: true;
  readonly sandbox?: true;
  readonly host: readonly string[];
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
  const gateway = await runningGateway(flags);
  try {
    const { url, control } = gateway;
    const { host: hosts, unknownHosts: unknown_hosts } = flags;
    const hasSandbox = flags.sandbox === true;
    const outcome = await runCommand(args, { url, control, hosts, unknown_hosts, hasSandbox, stdio: 'inherit' });
    for (const line of summary(outcome.hosts)) process.stderr.write(`dragoman: ${line}\n`);
    return outcome.code;
  } finally {
    await gateway.close();
  }
}

const NO_REQUEST =
  'the command requested no host through the proxy; if it was to, `dragoman doctor -- <command>` tells what came of it';

function summary(hosts: readonly ProxiedHost[]): string[] {
  return hosts.length === 0 ? [NO_REQUEST] : linesOf(hosts);
}
