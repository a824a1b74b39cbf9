import { basename } from 'node:path';

import { ConfigError } from '@dragoman/input';

/** How a shell sets and unsets a variable for the programs that it runs. */
export interface Shell {
  set(name: string, value: string): string;
  /** @throws ConfigError where there is no way */
  unset(name: string): string;
}

const SHELLS = {
  sh: {
    set: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
    unset: (name) => `set -e ${name}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
    unset: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
  },
  cmd: {
    set: (name, value) => `set "${name}=${value}"`,
    unset: (name) => `set "${name}="`,
  },
  dotenv: {
    set: (name, value) => `${name}=${JSON.stringify(value)}`,
    unset() {
      throw new ConfigError('a file of variables unsets none: remove what was written into it');
    },
  },
} as const satisfies Readonly<Record<string, Shell>>;

const ALIASES: Readonly<Record<string, keyof typeof SHELLS>> = { bash: 'sh', zsh: 'sh', pwsh: 'powershell' };

/** Names that a shell may be asked for by. */
export const SHELL_NAMES = [...Object.keys(SHELLS), ...Object.keys(ALIASES)];

/** @param name one of {@link SHELL_NAMES}; without it the shell that the user logs in with */
export function shellNamed(name: string | undefined): Shell {
  const wanted = name ?? basename(process.env['SHELL'] ?? (process.platform === 'win32' ? 'powershell' : 'sh'));
  const known: Readonly<Record<string, Shell>> = SHELLS;
  return known[ALIASES[wanted] ?? wanted] ?? SHELLS.sh;
}
