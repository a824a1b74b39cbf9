import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { rollBack } from '../../packages/migrate/src/rollback/rollback.ts';
import { chanceOf, estateOf } from '../../packages/migrate/test/support/estate.ts';
import { Killed, killedAt } from '../../packages/migrate/test/support/kill.ts';
import { openMove, planOf, targetOf } from '../../packages/migrate/test/support/move.ts';
import { clientsOf, makeDefaultKey, openTarget } from '../../packages/migrate/test/support/target.ts';

const PLANS = 1_000;
let gateway: Awaited<ReturnType<typeof openTarget>>;
before(async () => {
  gateway = await openTarget({ auth: 'strict' });
  const clients = clientsOf(gateway.url);
  await makeDefaultKey(clients);
  clients.close();
});
after(() => gateway.close());

test(`${PLANS} of ${PLANS} random plans, whole or killed on the way, leave the state hash as it was`, async () => {
  const clients = clientsOf(gateway.url);
  const { hash: before } = await gateway.control.state.hash();
  const differing: number[] = [];
  for (let seed = 0; seed < PLANS; seed += 1) {
    const chance = chanceOf(seed);
    const [source, dialect] = chance() < 0.5 ? (['aliyun', 'huawei'] as const) : (['huawei', 'aliyun'] as const);
    const estate = estateOf({ dialect: source, secrets: 1 + Math.floor(chance() * 4), seed });
    const move = openMove(estate, planOf(estate, dialect));
    const target = targetOf(dialect, clients);
    const line = Math.floor(chance() * 40);
    const when = chance() < 0.5 ? 'before' : 'after';
    await move
      .runKilled(target, (log) => killedAt(log, { line, when }))
      .catch((error: unknown) => {
        assert.ok(error instanceof Killed, String(error));
      });
    await rollBack({ ...move, target, progress: move.progress(), isNow: true, concurrency: 4 });
    move.remove();
    if ((await gateway.control.state.hash()).hash !== before) differing.push(seed);
  }
  clients.close();
  assert.deepEqual(differing, []);
});
