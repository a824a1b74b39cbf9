import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';

import { ConfigError, isRunning } from '@dragoman/input';

/**
 * Keeps a file of progress for this process: two runs of one plan would write everything twice. What a killed process
 * left is taken over. @returns gives it back
 * @throws ConfigError while another process of this machine has it
 */
export function lockProgress(path: string): () => void {
  const lock = `${path}.lock`;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => {
        unlinkSync(lock);
      };
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new ConfigError(`${lock} cannot be written (${code})`, { cause: error });
    }
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder !== process.pid && isRunning(holder))
      throw new ConfigError(`another run of this plan goes on (process ${holder}): wait for its end`);
    unlinkSync(lock);
  }
}
