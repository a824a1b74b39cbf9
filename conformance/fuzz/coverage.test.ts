import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { controlClient } from '../../packages/control/src/index.ts';
import { builtInProbes } from '../../packages/conform/src/probes/probes.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({});
});
after(() => gateway.stop());

test('every operation of every door is fuzzed', async () => {
  // What an instance answers is the Aliyun door's too.
  const probed = new Set(builtInProbes().map(({ door, operation }) => `${door.replace('-instance', '')} ${operation}`));
  const { doors } = await controlClient({ url: gateway.url }).doors.list();
  assert.ok(doors.length >= 3);
  const missing = doors.flatMap(({ name, operations }) =>
    operations.map((operation) => `${name} ${operation.name}`).filter((operation) => !probed.has(operation)),
  );
  assert.deepEqual(missing, []);
});
