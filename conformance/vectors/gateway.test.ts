/** Every vector played at a built gateway: valid ones are let in, each invalid one is rejected as it states. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { type StartedGateway, startGatewayBy } from '../support/commands.ts';
import { type SignatureGroup, type SignatureTest, readFamily, signatureFamilies } from './data.ts';
import { SEEDS, SETTINGS } from './gateway-setup.ts';
import { type Answer, Player } from './play.ts';
import { isLetIn, shownError } from './services.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/bin/dragoman.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-vectors-'));
let gateway: StartedGateway;
let player: Player;

before(async () => {
  writeFileSync(join(scratch, 'seeds.json'), JSON.stringify(SEEDS));
  const flags = ['--memory', '--port', '0', '--json', '--seed-file', 'seeds.json', ...SETTINGS];
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, CLI, 'start', ...flags);
  player = new Player(gateway.url);
});

after(async () => {
  player.close();
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const family of signatureFamilies())
  test(`the gateway judges ${family} as the vectors say`, async () => {
    const { testGroups } = readFamily(family);
    const wrong: string[] = [];
    for (const group of testGroups) {
      await setClock(group.now);
      for (const vector of group.tests) {
        const problem = problemOf(group, vector, await player.play(vector.request));
        if (problem !== null) wrong.push(`${family} ${vector.tcId} (${vector.comment}): ${problem}`);
      }
    }
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} vectors are judged otherwise`);
  });

async function setClock(now: string): Promise<void> {
  const at = now.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const body = JSON.stringify({ mode: 'frozen', at, signatures: 'gateway' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${gateway.url}/_dragoman/clock`, { method: 'PUT', headers, body });
  assert.equal(answer.status, 200, await answer.text());
}

/** What a gateway made otherwise than the vector says; `null` where nothing. */
function problemOf(group: SignatureGroup, { result, error }: SignatureTest, answer: Answer): string | null {
  const seen = shownError(group.service, answer);
  const text = `${answer.status} ${seen.code} ${seen.message}`.slice(0, 200);
  if (result !== 'invalid') return isLetIn(group.service, answer, seen) ? null : `rejected: ${text}`;
  if (error === undefined) return 'states no error';
  const isAsStated =
    answer.status === error.status && seen.code === String(error.code) && seen.message.startsWith(error.message);
  return isAsStated ? null : `${error.status} ${error.code} ${error.message} is stated, seen is ${text}`;
}
