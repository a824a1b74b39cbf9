import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { isSea } from 'node:sea';
import { dirname, join } from 'node:path';

import { VERSION } from '@dragoman/gateway/command-line';
import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { cacheDirectory } from '../cache-directory.ts';

/** `dragoman install`: the executable where test helpers look for it, see docs/testing/go.md. */
export function installCommand(): Command {
  return new Command('install')
    .description('copy this executable into the cache directory, where test helpers find it')
    .action(() => {
      if (!isSea())
        throw new ConfigError(
          'this dragoman is a package, which runs on a Node: make the executable by `npm run package -- executable`, ' +
            'and let that install itself',
        );
      const file = join(
        cacheDirectory(),
        'dragoman',
        VERSION,
        process.platform === 'win32' ? 'dragoman.exe' : 'dragoman',
      );
      copyWhole(process.execPath, file);
      process.stdout.write(`installed ${file}\n`);
    });
}

/** Who looks for the file meanwhile finds the one before or the whole new one. @throws ConfigError */
function copyWhole(from: string, to: string): void {
  const part = `${to}.${process.pid}.part`;
  try {
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, part);
    chmodSync(part, 0o755);
    renameSync(part, to);
  } catch (error) {
    if (existsSync(part)) rmSync(part);
    throw new ConfigError(
      `${to} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}): give another cache ` +
        'directory in XDG_CACHE_HOME',
    );
  }
}
