import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const PROGRAM = fileURLToPath(new URL('./programs/rotated-program.mjs', import.meta.url));

// A machine with other things to do takes its time to start so many programs.
jest.setTimeout(180_000);

let gateway: TestGateway;
let own: TestGateway;
let control: ControlClient;
let before: unknown;
let runs: Readonly<Record<string, ReturnType<typeof runToEnd>>>;
const scratch = scratchDirectory();
beforeAll(async () => {
  gateway = await gatewayForTest({ auth: 'strict' });
  control = controlClient({ url: gateway.url });
  await control.secrets.put({ name: 'app/db', value: '{"username":"app","password":"hunter2"}' });
  await control.baseline.set();
  own = await gatewayWithDueSecret();
  before = await control.state.hash();
  runs = startRuns();
  // The test that waits for a run is the one that it fails.
  for (const run of Object.values(runs)) run.catch(() => undefined);
});
afterAll(async () => {
  await Promise.allSettled(Object.values(runs));
  await Promise.all([gateway.close(), own.close()]);
  scratch.remove();
});

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

/** Each takes seconds in which its program waits: all are rehearsed at once. */
function startRuns(): typeof runs {
  const right = (users: string) =>
    rotation('--users', users, ...PATIENT, '--junit', `${users}.xml`, ...program('right'));
  const judged = (way: string, ...args: string[]) =>
    rotation('--users', 'one', '--json', ...TIMES, ...args, ...program(way));
  return {
    one: right('one'),
    two: right('two'),
    'never-reads-again': judged('never-reads-again', '--cache-ttl', '1s'),
    'dies-when-rejected': judged('dies-when-rejected'),
    'reads-and-never-logs-in': judged('reads-and-never-logs-in', '--cache-ttl', '1s'),
    due: runToEnd(['rehearse', 'rotation', '--users', 'one', ...PATIENT, '--json', ...program('right')], {
      cwd: scratch.path,
      url: own.url,
    }),
  };
}

/** A gateway with a secret that takes no value by hand. */
async function gatewayWithDueSecret(): Promise<TestGateway> {
  const made = await gatewayForTest({ auth: 'strict' });
  const client = controlClient({ url: made.url });
  const value = '{"users":[{"name":"root","password":"hunter2"}]}';
  const attributes = { huawei: { secret_type: 'RDS' } } as const;
  await client.seeds.apply({ secrets: [{ name: 'app/db', value, rotation: { every: '1d' }, attributes }] });
  await client.baseline.set();
  return made;
}

/** How a run ended. */
async function ended(run: string): Promise<Awaited<ReturnType<typeof runToEnd>>> {
  const result = await runs[run];
  if (result === undefined) throw new Error(`there is no run ${run}`);
  return result;
}

/** The verdicts on a program that acts in a way, with one user. */
async function verdicts(way: string): Promise<[number | null, Readonly<Record<string, string>>]> {
  const { code, out } = await ended(way);
  const { findings } = JSON.parse(out) as Result;
  return [code, Object.fromEntries(findings.map(({ criterion, verdict }) => [criterion, verdict]))];
}

it.each([
  ['one', 'one user'],
  ['two', 'two users'],
])('passes a program that reads before each login, with %s', async (users, form) => {
  const { code, out } = await ended(users);
  expect([code, out]).toEqual([0, expect.stringContaining('The program followed every rotation.\n')]);
  expect(out).toMatch(new RegExp(`${form} +app/db +logs in with no value that was withdrawn +yes`));
  expect(out).toMatch(/app\/db +v3 /);
  const junit = readFileSync(join(scratch.path, `${users}.xml`), 'utf8');
  expect(junit).toContain(`rotation, ${form}`);
  expect(junit).toContain('failures="0"');
});

it('catches one that never reads again', async () => {
  expect(await verdicts('never-reads-again')).toEqual([
    1,
    { follows: 'broken', 'within-ttl': 'broken', 'not-withdrawn': 'broken', survives: 'passed' },
  ]);
});

it('catches one that dies when it is rejected', async () => {
  expect(await verdicts('dies-when-rejected')).toEqual([1, expect.objectContaining({ survives: 'broken' })]);
});

it('says what was not tested of one that never logs in', async () => {
  expect(await verdicts('reads-and-never-logs-in')).toEqual([
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
  const { code, out } = await ended('due');
  const [run] = (JSON.parse(out) as Result).runs;
  expect([code, run?.versions.map(({ logins }) => logins > 0)]).toEqual([0, [true, true, true]]);
});

it('leaves nothing behind', async () => {
  await Promise.all(Object.values(runs));
  expect(await control.state.hash()).toEqual(before);
  expect((await control.sandboxes.list()).sandboxes).toEqual([]);
});
