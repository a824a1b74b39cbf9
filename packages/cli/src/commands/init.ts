import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { initialFiles } from '../initial-files.ts';

/** `dragoman init`: a commented `dragoman.yaml`, and seeds to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a commented dragoman.yaml with every setting, and seeds.yaml with examples')
    .argument('[directory]', 'where they go', '.')
    .option('--force', 'write over files that are there')
    .action((directory: string, { force = false }: { readonly force?: boolean }) => {
      mkdirSync(directory, { recursive: true });
      const files = Object.entries(initialFiles()).map(([name, text]) => [join(directory, name), text] as const);
      const [there] = files.find(([path]) => existsSync(path)) ?? [];
      if (there !== undefined && !force)
        throw new ConfigError(`${there} is there already: --force writes over it, and nothing was written`);
      for (const [path, text] of files) {
        writeFileSync(path, text);
        process.stdout.write(`wrote ${path}\n`);
      }
      process.stdout.write('start the gateway there: dragoman start\n');
    });
}
