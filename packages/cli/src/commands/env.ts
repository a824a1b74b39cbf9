import { resolve } from 'node:path';

import { controlClient } from '@dragoman/control';
import { loadSettings } from '@dragoman/gateway/command-line';
import { Argument, Command } from 'commander';

import { clientEnvironment, trustOf } from '../client-environment.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';

/** How each shell sets a variable for the programs that it runs. */
const SHELLS = {
  sh: (name: string, value: string) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  fish: (name: string, value: string) => `set -gx ${name} '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  powershell: (name: string, value: string) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
  cmd: (name: string, value: string) => `set "${name}=${value}"`,
  dotenv: (name: string, value: string) => `${name}=${JSON.stringify(value)}`,
} as const;

const ALIASES: Readonly<Record<string, keyof typeof SHELLS>> = { bash: 'sh', zsh: 'sh', pwsh: 'powershell' };

/** `dragoman env <shell>`: the variables that point programs to the running gateway, for the shell to evaluate. */
export function envCommand(): Command {
  const names = [...Object.keys(SHELLS), ...Object.keys(ALIASES)];
  const command = new Command('env')
    .description('print the variables that point programs to the running gateway, e.g. eval "$(dragoman env bash)"')
    .addArgument(new Argument('<shell>', 'how the shell sets variables').choices(names));
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async (shell: string) => {
    const gateway = await connectionFrom(command.opts<ConnectionOptions>());
    const { url, token } = gateway;
    const trust = await trustOf(controlClient({ url, token }));
    const { data_dir: dataDir } = await loadSettings({ flags: {}, env: process.env, file: null });
    // The gateway's own port is a proxy too.
    const variables = clientEnvironment({
      url,
      proxy: url,
      ...trust,
      directory: resolve(dataDir, 'trust'),
      before: process.env,
    });
    announce(gateway);
    const set = SHELLS[ALIASES[shell] ?? (shell as keyof typeof SHELLS)];
    for (const [name, value] of Object.entries(variables)) process.stdout.write(`${set(name, value)}\n`);
  });
}
