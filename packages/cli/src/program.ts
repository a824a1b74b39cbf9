import { VERSION } from '@dragoman/gateway/command-line';
import { ConfigError, ControlError } from '@dragoman/input';
import { Command } from 'commander';

import { startCommand } from './commands/start.ts';
import { tuneHeap } from './v8-heap.ts';

/** Carries out the command line that this process was started with. What the user can mend is told in one line. */
export async function runProgram(): Promise<void> {
  tuneHeap();
  const program = new Command('dragoman')
    .description(
      'A local emulator of Huawei Cloud CSMS, Alibaba Cloud KMS Secrets Manager and BlueKing JOB credentials',
    )
    .version(VERSION)
    .enablePositionalOptions()
    .commandsGroup('Running:')
    .addCommand(startCommand());
  let argv = process.argv;
  // Starting does not wait for commands that nobody asked for.
  if (argv[2] !== 'start') {
    const { endOnBrokenPipe, otherCommands, withDefaultVerb } = await import('./commands/all.ts');
    endOnBrokenPipe();
    argv = withDefaultVerb(argv);
    for (const command of otherCommands()) program.addCommand(command, { hidden: command.name() === 'complete' });
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ControlError)) throw error;
    process.stderr.write(`dragoman: ${error.message}\n`);
    process.exitCode = 1;
  }
}
