/** The first and the second `npm start` of a clone, timed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run, startGatewayBy } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-newcomer-'));

/** How long a first start may take, and a second one, in seconds. */
const MAX_SECONDS = { first: 45, second: 5 };

after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test('a clone starts within 45 seconds, and again within 5', async () => {
  const least = { first: Infinity, second: Infinity };
  // The first round fills what the package manager keeps; other programs can only make it slower.
  for (
    let round = 0;
    round < 3 && !(least.first <= MAX_SECONDS.first && least.second <= MAX_SECONDS.second);
    round += 1
  ) {
    const clone = join(scratch, `clone-${round}`);
    await run({ cwd: scratch }, 'git', 'clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone);
    least.first = Math.min(least.first, await timedStart(clone));
    least.second = Math.min(least.second, await timedStart(clone));
    rmSync(clone, { recursive: true, force: true });
  }
  const told = `first start ${least.first.toFixed(1)} s, second ${least.second.toFixed(1)} s`;
  process.stdout.write(`from a clone: ${told}\n`);
  assert.ok(least.first <= MAX_SECONDS.first && least.second <= MAX_SECONDS.second, told);
});

/** In seconds from the command to its word that the gateway is ready. */
async function timedStart(clone: string): Promise<number> {
  const began = performance.now();
  const args = ['start', '--silent', '--', '--memory', '--port', '0', '--json'];
  const gateway = await startGatewayBy({ cwd: clone, env: { PATH: withoutOurNode() } }, 'npm', ...args);
  const seconds = (performance.now() - began) / 1_000;
  assert.equal(await gateway.stop(), 0);
  return seconds;
}

/** The Node of this suite is no newcomer's. */
function withoutOurNode(): string {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.filter((folder) => !folder.includes('node_modules')).join(':');
}
