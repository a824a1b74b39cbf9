import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest({ auth: 'strict' });
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());
beforeEach(() => {
  scratch = scratchDirectory();
  const versions = [
    { id: 'a', created_at: '2026-11-01T00:00:00Z', labels: ['blue'], value: 'planted one' },
    {
      id: 'b',
      created_at: '2026-11-02T00:00:00Z',
      labels: ['CURRENT'],
      value: '{"username":"u","password":"planted"}',
    },
  ];
  const secrets = [
    { name: 'app/db', key: 'alias/app', tags: { team: 'pay' }, versions },
    { name: 'cert', versions: [{ id: 'v1', labels: ['CURRENT'], binary: 'cGxhbnRlZA==' }] },
    { name: 'there', versions: [{ id: 'v1', labels: ['CURRENT'], value: 'planted two' }] },
  ];
  const manifest = { format: 'dragoman-migration/1', from: 'aliyun', secrets };
  writeFileSync(join(scratch.path, 'm.json'), JSON.stringify(manifest));
  writeFileSync(join(scratch.path, 'there.json'), JSON.stringify({ secrets: [{ name: 'there', state: 'ENABLED' }] }));
  const config = "keys: { 'alias/app': a-key-of-the-customer }\noptions: { on_existing: new-version }\n";
  writeFileSync(join(scratch.path, 'c.yaml'), config);
});
afterEach(() => scratch.remove());

const migrate = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: gateway.url });
const plan = async (to: string, ...args: string[]): Promise<void> => {
  const common = ['m.json', '--to', to, '--max-loss', 'lost', '--with-values', '--config', 'c.yaml'];
  const made = await migrate('plan', ...common, '--out', 'a.plan.json', ...args);
  expect([made.code, made.err]).toEqual([2, '']);
};
const rehearse = (...args: string[]): ReturnType<typeof runToEnd> =>
  migrate('rehearse', '--plan', 'a.plan.json', '--from', 'm.json', ...args);

/** A wait is told where chance made it long. */
const A_LONG_WAIT_OR_NONE = /^(dragoman: [^\n]+: tries again in \d+ s\n)*$/;

it.each(['huawei', 'bk'])('a plan to %s is rehearsed, throttled and killed, and nothing of it stays', async (to) => {
  await plan(to);
  const before = await control.state.hash();
  const { code, out, err } = await rehearse('--throttle-at', '2', '--kill-at', '3', '--later', '2h');
  expect(code).toBe(0);
  expect(err).toMatch(A_LONG_WAIT_OR_NONE);
  expect(out).toContain('3 of 3 secrets were written, in two runs\n');
  expect(out).toContain(to === 'bk' ? '0 were taken back, 3 remain' : '3 of 3 are equal\n3 were taken back, 0 remain');
  expect(await control.state.hash()).toEqual(before);
  expect((await control.sandboxes.list()).sandboxes).toEqual([]);
});

it('adds a version to a secret that is to be there', async () => {
  await plan('huawei', '--existing', 'there.json');
  const { code, out } = await rehearse('--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ undone: [{}, {}, { outcome: 'restored', version: 'v2' }] });
});

it('a step that is rejected is told', async () => {
  await plan('huawei');
  const small = await gatewayForTest({ auth: 'strict', 'doors-huawei-secret-quota': '1' });
  const args = ['migrate', 'rehearse', '--plan', 'a.plan.json', '--from', 'm.json'];
  const { code, out } = await runToEnd(args, { cwd: scratch.path, url: small.url });
  await small.close();
  expect(code).toBe(3);
  expect(out).toMatch(/stopped at s0002\.1: huawei answered 400 CSMS\.\d+ to CreateSecret/);
});

it('a command runs against the target with the made-up values in it', async () => {
  await plan('huawei');
  const program = join(scratch.path, 'suite.mjs');
  writeFileSync(program, 'if (process.env.HUAWEICLOUD_SDK_AK === undefined) process.exit(9);\nprocess.exit(5);\n');
  const { code, out } = await rehearse('--', process.execPath, program);
  expect(code).toBe(3);
  expect(out).toContain('the command exited 5\n');
});
