import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { CLI } from './gateway.ts';

const SEEDS = fileURLToPath(new URL('seeds.yaml', import.meta.url));

/** Plans a move as the command does. @returns the file */
export async function makePlan(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'dragoman-plan-'));
  const flags = ['--as', 'aliyun', '--to', 'huawei', '--out', 'plan.json'];
  // Its exit code says that something changes on the way, which this plan is for.
  await run({ cwd }, process.execPath, CLI, 'migrate', 'plan', SEEDS, ...flags).catch(() => undefined);
  return join(cwd, 'plan.json');
}
