import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { RecordedCall } from '../src/replay/recorded-call.ts';
import { namesOfPlan } from '../src/replay/rewrite.ts';
import { sendReplay } from '../src/replay/send.ts';
import { estateOf } from './support/estate.ts';
import { openMove, planOf, targetOf } from './support/move.ts';
import { clientsOf, openTarget } from './support/target.ts';

let gateway: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  gateway = await openTarget({ auth: 'strict' });
});
afterAll(() => gateway.close());

function callOf(door: 'huawei' | 'aliyun', operation: string, parts: Partial<RecordedCall>): RecordedCall {
  const nothing = { names: [], version: 'none', stage: null, flags: {}, page: {} } as const;
  return { sequence: 1, door, operation, ...nothing, outcome: 'success', code: null, ...parts };
}

const READ = { huawei: 'ShowSecretVersion', aliyun: 'GetSecretValue' };
const DESCRIBE = { huawei: 'ShowSecret', aliyun: 'DescribeSecret' };
const NOT_FOUND = { huawei: 'CSMS.0106', aliyun: 'Forbidden.ResourceNotFound' };
const CURRENT = { huawei: 'SYSCURRENT', aliyun: 'ACSCurrent' };

describe.each([
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
] as const)('calls of %s, sent to %s', (source, dialect) => {
  it('answer alike where the plan was carried out', async () => {
    const estate = estateOf({ dialect: source, secrets: 10, seed: 11 });
    const plan = planOf(estate, dialect);
    const clients = clientsOf(gateway.url);
    const target = targetOf(dialect, clients);
    const move = openMove(estate, plan);
    await move.run(target);
    const calls = [
      ...plan.secrets.flatMap(({ from }) => [
        callOf(source, READ[source], { names: [from.name], version: 'latest' }),
        callOf(source, READ[source], { names: [from.name], version: 'stage', stage: CURRENT[source] }),
        callOf(source, DESCRIBE[source], { names: [from.name] }),
      ]),
      callOf(source, READ[source], { names: ['gone'], outcome: 'rejected', code: NOT_FOUND[source] }),
      callOf(source, 'ListSecrets', {}),
      callOf(source, 'CreateSecret', { names: ['another'] }),
    ];
    const client = { dialect, client: clients[dialect] } as Parameters<typeof sendReplay>[0]['target'];
    const input = { calls, target: client, names: namesOfPlan(plan), moves: move.moves };
    const sent = await sendReplay({ ...input, values: estate.values });
    expect(sent.filter(({ outcome }) => outcome !== 'alike')).toEqual([
      expect.objectContaining({ operation: 'CreateSecret', outcome: 'not-sent' }),
    ]);
    expect(JSON.stringify(sent)).not.toContain('planted');

    const others = { valueOf: () => Promise.resolve({ type: 'text', data: 'another' } as const) };
    const differing = await sendReplay({ ...input, values: others });
    expect(differing.filter(({ why }) => why === 'the value is another')).toHaveLength(20);

    await gateway.control.reset();
    const missing = await sendReplay({ ...input, values: estate.values });
    expect(missing.filter(({ why }) => why === 'the target does not find it')).toHaveLength(30);
    expect(missing.find(({ operation }) => operation === 'ListSecrets')?.why).toBe('10 secrets are not in the list');
    clients.close();
    move.remove();
  });
});
