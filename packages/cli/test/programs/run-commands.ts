/**
 * Carries out command lines one after the other in this process, each behind its prompt: what a terminal shows of them,
 * without a process for each. The argument names a file that holds them as JSON; without it the names of all commands
 * but the one that completes are printed, a line each.
 */
import { readFileSync } from 'node:fs';

import type { Command } from 'commander';

import { otherCommands } from '../../src/commands/all.ts';
import { startCommand } from '../../src/commands/start.ts';
import { runProgram } from '../../src/program.ts';

/** A command has ended the process, as help does. */
class EndedError extends Error {}

process.exit = () => {
  throw new EndedError();
};
// Each command listens for the end of its output.
process.stdout.setMaxListeners(0);

const [path] = process.argv.slice(2);
if (path === undefined) {
  const commands = [startCommand(), ...otherCommands()].filter((command) => command.name() !== 'complete');
  const names = commands.flatMap((command) => leavesOf(command));
  process.stdout.write(`${names.join('\n')}\n`);
} else {
  for (const args of JSON.parse(readFileSync(path, 'utf8')) as string[][]) await show(args);
  process.exitCode = 0;
}

async function show(args: readonly string[]): Promise<void> {
  process.stdout.write(`$ dragoman ${args.join(' ')}\n`);
  process.argv = [process.execPath, 'dragoman', ...args];
  await runProgram().catch((error: unknown) => {
    if (!(error instanceof EndedError)) throw error;
  });
  process.stdout.write('\n');
}

function leavesOf(command: Command, before: readonly string[] = []): string[] {
  const name = [...before, command.name()];
  return command.commands.length === 0 ? [name.join(' ')] : command.commands.flatMap((one) => leavesOf(one, name));
}
