import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

import { PLAIN_ENV, startGatewayBy, type StartedGateway } from '../support/commands.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

/** A folder that is gone in the end. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dragoman-move-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/**
 * A gateway in a process of its own, in memory, which checks every signature; secrets have no quota. What it says for
 * its operator is in `gateway.log`.
 */
export function startCloud(cwd: string, env: Readonly<Record<string, string>> = {}): Promise<StartedGateway> {
  const settings = { DRAGOMAN_AUTH: 'strict', DRAGOMAN_DOORS_HUAWEI_SECRET_QUOTA: '0', ...env };
  const command = [process.execPath, CLI, 'start', '--memory', '--port', '0', '--json'];
  return startGatewayBy({ cwd, env: settings }, 'sh', '-c', 'exec "$0" "$@" 2>>gateway.log', ...command);
}

/** What a command came to. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `dragoman migrate` in a folder. @param url of the gateway that it finds */
export function migrateIn(cwd: string, url: string): (...args: readonly string[]) => Finished {
  return (...args) => {
    const env = { ...PLAIN_ENV, DRAGOMAN_URL: url };
    const child = spawnSync(process.execPath, [CLI, 'migrate', ...args], {
      ...{ cwd, env },
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: child.status, out: child.stdout, err: child.stderr };
  };
}
