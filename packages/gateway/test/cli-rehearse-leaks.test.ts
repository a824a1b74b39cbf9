import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const PROGRAM = fileURLToPath(new URL('./programs/leaking-program.mjs', import.meta.url));

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest({ auth: 'strict' });
  control = controlClient({ url: gateway.url });
  await control.secrets.put({ name: 'app/db', value: 'hunter2' });
  await control.secrets.put({ name: 'app/other', value: '{"username":"app","password":"a-long-password"}' });
  // Its values come from rotation alone: it is searched for with the one that it has.
  const attributes = { huawei: { secret_type: 'RDS' } } as const;
  const value = '{"users":[{"name":"root","password":"of-a-database"}]}';
  await control.seeds.apply({ secrets: [{ name: 'app/rds', value, rotation: { every: '1d' }, attributes }] });
  await control.baseline.set();
});
afterAll(() => gateway.close());
beforeEach(() => {
  scratch = scratchDirectory();
});
afterEach(() => scratch.remove());

const leaks = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['rehearse', 'leaks', '--unknown-hosts', 'reject', ...args], { cwd: scratch.path, url: gateway.url });
const program = (way: string): string[] => ['--', process.execPath, PROGRAM, way];

interface Result {
  readonly exit: number | null;
  readonly read: number;
  readonly leaks: readonly {
    readonly location: string;
    readonly line: number;
    readonly encoding: string;
    readonly value: { readonly name: string; readonly kind: string };
    readonly handed_out: { readonly operation: string; readonly request_id: string } | null;
  }[];
}

async function foundIn(way: string, ...args: string[]) {
  const { code, out } = await leaks('--json', '--folder', scratch.path, ...args, ...program(way));
  const result = JSON.parse(out) as Result;
  expect([result.exit, code]).toEqual([0, result.leaks.length === 0 ? 0 : 1]);
  return result.leaks.map(({ location, line, encoding, value }) => {
    return `${value.name} ${location.replace(scratch.path, '.')}:${line} ${encoding}`;
  });
}

it.each([
  ['nothing', []],
  // Split over two lines.
  ['print', ['app/db stdout:1 plain']],
  ['complain', ['app/db stderr:1 plain']],
  ['write', ['app/db ./logs/app.log.gz (unpacked):2 base64']],
  [
    'send',
    [
      expect.stringMatching(/^app\/db request 1: POST to collector\.example:443, head:\d+ base64$/),
      'app/db request 1: POST to collector.example:443, body (unpacked):1 plain',
    ],
  ],
  ['name', ['app/db the name of ./[secret]:1 plain']],
  ['key', ['aliyun.access_key_secret stdout:1 plain']],
  [
    'made-up',
    [
      'GenerateDataKey Plaintext stdout:1 hex',
      expect.stringMatching(/^GetRandomPassword RandomPassword stdout:2 (plain|json)$/),
      expect.stringMatching(/^AssumeRole SecurityToken stderr:1 (plain|percent)$/),
    ],
  ],
])('a program that gives away by %s is found out', async (way, found) => {
  expect(await foundIn(way)).toEqual(found);
});

it('tells where, how and by which request, and never the value', async () => {
  const reports = ['--html', 'a.html', '--junit', 'a.xml', '--report', 'a.md'];
  const { code, out, err } = await leaks(...reports, ...program('print'));
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('One value was given away, in one place.\n');
  expect(out).toMatch(/app\/db version v2 +stdout, line 1 +plain text +GetSecretValue \(aliyun\) [\da-f-]{36}/);
  const files = ['a.html', 'a.xml', 'a.md'].map((name) => readFileSync(join(scratch.path, name), 'utf8'));
  // Values are letters and digits, at least 24 of them.
  for (const text of [out, ...files]) expect(text).not.toMatch(/(?<![\dA-Za-z-])[\dA-Za-z]{24,}/);
  expect(files[1]).toContain('failures="1"');
});

it('speaks Chinese', async () => {
  const { out } = await leaks('--lang', 'zh', ...program('print'));
  expect(out).toContain('1 个值被泄露，共 1 处。\n');
});

it('leaves secrets that are to be kept as they are', async () => {
  expect(await foundIn('complain', '--keep', 'app/*')).toEqual([]);
  expect(await foundIn('complain', '--keep', 'other')).toEqual(['app/db stderr:1 plain']);
});

it('leaves the secrets of the gateway itself alone, and no sandbox behind', async () => {
  const before = await control.state.hash();
  await leaks(...program('print'));
  expect(await control.state.hash()).toEqual(before);
  expect((await control.sandboxes.list()).sandboxes).toEqual([]);
});

it.each([
  [
    ['--folder', 'nowhere', '--', 'true'],
    'dragoman: --folder nowhere: there is no such folder; make it before the command runs',
  ],
  [['--timeout', 'soon', '--', 'true'], 'dragoman: --timeout'],
  [['--', './no-such-program'], 'dragoman: there is no command ./no-such-program: give one that can be run after --'],
])('refuses %j in one line', async (args, message) => {
  const { code, err } = await leaks(...args);
  expect(code).not.toBe(0);
  expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
});

it('cuts a command that takes too long, and searches what it printed', async () => {
  const endless = ['--', process.execPath, '-e', 'console.log(process.env.BK_APP_SECRET); setInterval(() => {}, 1000)'];
  const { code, out } = await leaks('--timeout', '2s', '--json', ...endless);
  const result = JSON.parse(out) as Result;
  expect([code, result.exit, result.read]).toEqual([1, null, 0]);
  expect(result.leaks.map(({ value, handed_out }) => [value.kind, handed_out])).toEqual([['key of the sandbox', null]]);
});
