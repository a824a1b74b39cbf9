import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

/** A gateway in a process of its own, in memory. */
export interface FuzzedGateway {
  readonly url: string;
  readonly port: number;
  /** What it said for its operator so far. */
  log(): string;
  residentMb(): number;
  stop(): Promise<void>;
}

/** @param settings as flags without their dashes */
export async function startFuzzed(settings: Readonly<Record<string, string>>): Promise<FuzzedGateway> {
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(process.execPath, [CLI, 'start', '--memory', '--port', '0', '--json', ...flags], {
    env: PLAIN_ENV,
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const { url } = JSON.parse(line.toString()) as { url: string };
  return {
    url,
    port: Number(new URL(url).port),
    log: () => log,
    residentMb: () =>
      Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
