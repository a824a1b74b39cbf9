import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const PROGRAM = fileURLToPath(new URL('./programs/rotated-program.mjs', import.meta.url));

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest({ auth: 'strict' });
  control = controlClient({ url: gateway.url });
  await control.secrets.put({ name: 'app/db', value: '{"username":"app","password":"hunter2"}' });
  await control.baseline.set();
});
afterAll(() => gateway.close());
beforeEach(() => {
  scratch = scratchDirectory();
});
afterEach(() => scratch.remove());

interface Result {
  readonly runs: readonly {
    readonly form: string;
    readonly exit: number | null;
    readonly versions: readonly { readonly logins: number }[];
  }[];
  readonly findings: readonly { readonly form: string; readonly criterion: string; readonly verdict: string }[];
}

const TIMES = ['--every', '1s', '--grace', '1s', '--rotations', '2'];
/** A program on a busy machine may stand still between a read and the login that follows. */
const PATIENT = ['--every', '1s', '--grace', '5s', '--cache-ttl', '10s', '--rotations', '2'];
const rotation = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['rehearse', 'rotation', ...args], { cwd: scratch.path, url: gateway.url });
const program = (way: string): string[] => ['--', process.execPath, PROGRAM, way];

/** The verdicts on a program that acts in a way, with one user. */
async function verdicts(way: string, ...args: string[]): Promise<[number | null, Readonly<Record<string, string>>]> {
  const { code, out } = await rotation('--users', 'one', '--json', ...TIMES, ...args, ...program(way));
  const { findings } = JSON.parse(out) as Result;
  return [code, Object.fromEntries(findings.map(({ criterion, verdict }) => [criterion, verdict]))];
}

it.each([
  ['one', 'one user'],
  ['two', 'two users'],
])('passes a program that reads before each login, with %s, and leaves nothing behind', async (users, form) => {
  const before = await control.state.hash();
  const { code, out } = await rotation('--users', users, ...PATIENT, '--junit', 'a.xml', ...program('right'));
  expect([code, out]).toEqual([0, expect.stringContaining('The program followed every rotation.\n')]);
  expect(out).toMatch(new RegExp(`${form} +app/db +logs in with no value that was withdrawn +yes`));
  expect(out).toMatch(/app\/db +v3 /);
  const junit = readFileSync(join(scratch.path, 'a.xml'), 'utf8');
  expect(junit).toContain(`rotation, ${form}`);
  expect(junit).toContain('failures="0"');
  expect(await control.state.hash()).toEqual(before);
  expect((await control.sandboxes.list()).sandboxes).toEqual([]);
});

it('catches one that never reads again', async () => {
  expect(await verdicts('never-reads-again', '--cache-ttl', '1s')).toEqual([
    1,
    { follows: 'broken', 'within-ttl': 'broken', 'not-withdrawn': 'broken', survives: 'passed' },
  ]);
});

it('catches one that dies when it is rejected', async () => {
  expect(await verdicts('dies-when-rejected')).toEqual([1, expect.objectContaining({ survives: 'broken' })]);
});

it('says what was not tested of one that never logs in', async () => {
  expect(await verdicts('reads-and-never-logs-in', '--cache-ttl', '1s')).toEqual([
    0,
    { follows: 'passed', 'within-ttl': 'skipped', 'not-withdrawn': 'skipped', survives: 'passed' },
  ]);
});

it.each([
  [
    ['--start-timeout', '1s', '--', process.execPath, '-e', 'setTimeout(() => {}, 60000)'],
    'the command read no secret yet',
  ],
  [['--', process.execPath, '-e', '0'], 'the command ended before it read a secret'],
  [['--every', 'soon', '--', 'true'], '--every'],
  [['--', './no-such-program'], 'there is no command ./no-such-program'],
])('tells in one line why nothing was rehearsed: %j', async (args, message) => {
  const { code, err } = await rotation(...args);
  expect(code).not.toBe(0);
  expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
});

it('lets a secret fall due that takes no value by hand', async () => {
  const own = await gatewayForTest({ auth: 'strict' });
  const client = controlClient({ url: own.url });
  const value = '{"users":[{"name":"root","password":"hunter2"}]}';
  const attributes = { huawei: { secret_type: 'RDS' } } as const;
  await client.seeds.apply({ secrets: [{ name: 'app/db', value, rotation: { every: '1d' }, attributes }] });
  await client.baseline.set();
  const args = ['rehearse', 'rotation', '--users', 'one', ...PATIENT, '--json', ...program('right')];
  const { code, out } = await runToEnd(args, { cwd: scratch.path, url: own.url });
  await own.close();
  const [run] = (JSON.parse(out) as Result).runs;
  expect([code, run?.versions.map(({ logins }) => logins > 0)]).toEqual([0, [true, true, true]]);
});
