import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type StartedGateway, startGatewayBy } from '../support/commands.ts';

/** The built command. */
export const CLI = fileURLToPath(new URL('../../packages/gateway/bin/dragoman.mjs', import.meta.url));

/** The built gateway in memory, in a process of its own. */
export async function startGateway(...flags: readonly string[]): Promise<StartedGateway> {
  const cwd = mkdtempSync(join(tmpdir(), 'dragoman-console-'));
  const gateway = await startGatewayBy(
    { cwd },
    process.execPath,
    CLI,
    'start',
    '--memory',
    '--port',
    '0',
    '--json',
    '--log-requests',
    'none',
    ...flags,
  );
  return {
    ...gateway,
    async stop(signal) {
      const code = await gateway.stop(signal);
      rmSync(cwd, { recursive: true, force: true });
      return code;
    },
  };
}
