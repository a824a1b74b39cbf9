import { Argument, Command } from 'commander';

import { namesFrom } from './completion-names.ts';
import { candidatesFor } from '../completion/candidates.ts';
import { SCRIPTS, type Shell } from '../completion/scripts.ts';

/** `dragoman completion <shell>`: what makes the shell complete commands, for it to evaluate. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print what completes commands in a shell, e.g. source <(dragoman completion bash)')
    .addArgument(new Argument('<shell>', 'bash, zsh, fish or powershell').choices(Object.keys(SCRIPTS)))
    .action((shell: Shell) => {
      process.stdout.write(SCRIPTS[shell]);
    });
}

/** What the scripts ask: a line for each word that may stand at the end, with a tab and its meaning. */
export function completeCommand(): Command {
  const command = new Command('complete').argument('[args...]').helpOption(false);
  return command
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (args: readonly string[]) => {
      const root = command.parent;
      if (root === null) return;
      const candidates = await candidatesFor(root, args, namesFrom);
      process.stdout.write(candidates.map(({ text, meaning }) => `${text}\t${meaning}\n`).join(''));
    });
}
