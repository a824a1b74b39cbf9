import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';

import { PLAIN_ENV } from '../support/commands.ts';
import { CLI, type RehearsedGateway } from './gateway.ts';

/** Runs `dragoman rehearse` over a command, and gives back what `--json` prints. */
export async function rehearse(
  { url, folder, credentialId }: RehearsedGateway,
  [kind = '', ...options]: readonly string[],
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const args = [CLI, 'rehearse', kind, '--json', '--url', url, ...options, '--', ...command];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...PLAIN_ENV, REHEARSED_CREDENTIAL: credentialId, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const result = await json(child.stdout);
  await ended;
  return result;
}
