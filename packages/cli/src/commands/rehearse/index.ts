import { Command } from 'commander';

import { leaksCommand } from './leaks.ts';
import { retryCommand } from './retry.ts';
import { rotationCommand } from './rotation.ts';

/** `dragoman rehearse`: whether a program that is not changed behaves when the cloud does not. */
export function rehearseCommands(): Command {
  return new Command('rehearse')
    .enablePositionalOptions()
    .description('try how a program behaves that is not changed, while the cloud fails')
    .addCommand(retryCommand())
    .addCommand(rotationCommand())
    .addCommand(leaksCommand());
}
