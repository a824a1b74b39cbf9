import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { controlClient } from '../../packages/control/src/index.ts';
import { startGatewayBy } from '../support/commands.ts';

export const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

/** A gateway whose sandboxes have a secret `db`. */
export interface RehearsedGateway {
  readonly url: string;
  /** Gone in the end. */
  readonly folder: string;
  /** Of the secret, as BlueKing's clients name it. */
  readonly credentialId: string;
  close(): Promise<void>;
}

/** Starts one. @param auth whether it checks signatures */
export async function startRehearsed(auth: 'strict' | 'lenient' = 'lenient'): Promise<RehearsedGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-rehearse-'));
  const args = [CLI, 'start', '--memory', '--port', '0', '--json', '--auth', auth, '--log-requests', 'none'];
  const gateway = await startGatewayBy({ cwd: folder }, process.execPath, ...args);
  const control = controlClient({ url: gateway.url });
  await control.secrets.put({ vault: 'default', name: 'db', value: 'made up' });
  const { id } = await control.secrets.get({ name: 'db' });
  // A sandbox begins with the baseline.
  await control.baseline.set();
  return {
    url: gateway.url,
    folder,
    credentialId: id.replaceAll('-', ''),
    async close() {
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
