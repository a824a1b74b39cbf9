import { resolve } from 'node:path';

import { loadSettings, type Settings } from '@dragoman/gateway/command-line';
import { authorityOf, certificatePath } from '@dragoman/server';
import { Command } from 'commander';

/** `dragoman ca`: the CA certificate for https clients, made if there is none. */
export function caCommand(): Command {
  return new Command('ca')
    .description('the CA certificate for https clients to trust; made when it is asked for the first time')
    .addCommand(subcommand('print', 'print it as PEM', async (settings) => (await authorityOf(settings)).certificate))
    .addCommand(
      subcommand('path', 'print the path of its file', async (settings) => {
        await authorityOf(settings);
        return `${resolve(certificatePath(settings.data_dir))}\n`;
      }),
    );
}

interface Flags {
  readonly config?: string;
  readonly dataDir?: string;
}

function subcommand(name: string, description: string, answer: (settings: Settings) => Promise<string>): Command {
  return new Command(name)
    .description(description)
    .option(
      '--config <file>',
      'read settings from this file; without it from dragoman.yaml, if there is one (DRAGOMAN_CONFIG)',
    )
    .option('--data-dir <directory>', 'directory that keeps the state (DRAGOMAN_DATA_DIR, default ".dragoman")')
    .action(async ({ config, dataDir }: Flags) => {
      const flags = dataDir === undefined ? {} : { 'data-dir': dataDir };
      process.stdout.write(await answer(await loadSettings({ flags, env: process.env, file: config ?? null })));
    });
}
