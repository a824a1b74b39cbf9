import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { estateOf } from '../../packages/migrate/test/support/estate.ts';
import type { StartedGateway } from '../support/commands.ts';
import { writeManifest } from './estate-files.ts';
import { migrateIn, scratchFolder, startCloud } from './gateway.ts';

const VERSIONS_PER_SECOND = 500;
/** Ticks of /proc in a second. */
const TICKS = 100;

const scratch = scratchFolder();
let cloud: StartedGateway;
before(async () => {
  cloud = await startCloud(scratch.path);
});
after(async () => {
  await cloud.stop();
  scratch.remove();
});

/** Seconds of processor time: of a process, or of the ended children of this one. */
function processorSeconds(of: number | 'children'): number {
  const stat = readFileSync(`/proc/${of === 'children' ? 'self' : of}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = of === 'children' ? [13, 14] : [11, 12];
  return (Number(fields[user]) + Number(fields[system])) / TICKS;
}

for (const [source, to, seed] of [
  ['huawei', 'aliyun', 5],
  ['aliyun', 'huawei', 6],
] as const)
  test(
    `a move to ${to} takes the time of ${VERSIONS_PER_SECOND} versions a second, on a processor each of its own`,
    { skip: process.platform !== 'linux' && 'it reads /proc' },
    async () => {
      const estate = estateOf({ dialect: source, secrets: 1_000, seed, versions: 5 });
      const versions = estate.planted.length;
      const manifest = join(scratch.path, `${to}.json`);
      await writeManifest(manifest, estate);
      const migrate = migrateIn(scratch.path, cloud.url);
      const plan = `${to}.plan.json`;
      const options = ['--to', to, '--max-loss', 'lost', '--out', plan, '--assume', `${to}.quota=100000`];
      assert.equal(migrate('plan', manifest, ...options).code, 2);
      const before = { gateway: processorSeconds(cloud.pid), apply: processorSeconds('children') };
      const started = performance.now();
      const applied = migrate('apply', plan, manifest, '--yes', '--concurrency', '4');
      const wall = (performance.now() - started) / 1_000;
      assert.equal(applied.code, 0, applied.err);
      // Other work on the machine takes from the rate by the clock, which is printed, and not from this one.
      const busy = Math.max(processorSeconds(cloud.pid) - before.gateway, processorSeconds('children') - before.apply);
      console.log(`${to}: ${Math.round(versions / wall)} versions/s, ${Math.round(versions / busy)} by processor time`);
      assert.ok(versions / busy >= VERSIONS_PER_SECOND);
      assert.equal(migrate('rollback', plan, manifest, '--yes', '--now').code, 0);
    },
  );
