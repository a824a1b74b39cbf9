import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

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
  const lines = [
    {
      SecretList: {
        Secret: [
          { SecretName: 'app/db', SecretType: 'Generic' },
          { SecretName: 'mail', SecretType: 'Generic' },
        ],
      },
    },
    versionsOf('app/db', { v1: [], v2: ['ACSPrevious', 'blue'], v3: ['ACSCurrent'] }),
    versionsOf('mail', { v1: ['ACSCurrent'] }),
    ...['v1', 'v2', 'v3'].map((id) => valueOf('app/db', id)),
    valueOf('mail', 'v1'),
  ];
  writeFileSync(join(scratch.path, 'a.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
});
afterEach(async () => {
  await control.reset();
  scratch.remove();
});

function versionsOf(SecretName: string, versions: Readonly<Record<string, readonly string[]>>) {
  const VersionId = Object.entries(versions).map(([id, stages], at) => ({
    VersionId: id,
    CreateTime: `2026-11-0${at + 1}T00:00:00Z`,
    VersionStages: { VersionStage: stages },
  }));
  return { SecretName, VersionIds: { VersionId } };
}

function valueOf(SecretName: string, VersionId: string) {
  return { SecretName, VersionId, SecretData: `planted ${SecretName} ${VersionId}`, SecretDataType: 'text' };
}

const migrate = (verb: string, ...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', verb, ...args], { cwd: scratch.path, url: gateway.url });
const plan = async (to = 'huawei'): Promise<void> => {
  const made = await migrate('plan', 'a.jsonl', '--to', to, '--max-loss', 'lost', '--out', 'a.plan.json');
  expect(made.code).toBe(2);
};
const run = (verb: string, ...args: string[]): ReturnType<typeof runToEnd> =>
  migrate(verb, 'a.plan.json', 'a.jsonl', '--yes', ...args);

describe('a plan', () => {
  it('is applied, verified, and taken back', async () => {
    await plan();
    const applied = await run('apply');
    expect([applied.code, applied.out, applied.err]).toEqual([0, '2 of 2 secrets are at the target\n', '']);
    const { value } = await control.secrets.reveal({ name: 'app-db' });
    expect(value).toBe('planted app/db v3');
    expect(statSync(join(scratch.path, 'a.plan.key')).mode & 0o777).toBe(0o600);
    const verified = await run('verify');
    expect([verified.code, verified.out.split('\n')[0]]).toEqual([0, '2 of 2 secrets are equal']);
    const printed = await run('verify', '--json', '--show-fingerprints');
    expect(printed.out).toMatch(/"fingerprints":\[\{"version":"v1","source":"[0-9a-f]{64}"/);
    const again = await run('apply');
    expect([again.code, again.out]).toEqual([0, '2 of 2 secrets are at the target\n']);
    const undone = await run('rollback', '--now', '--json');
    expect(undone.code).toBe(0);
    expect(undone.out.match(/"outcome":"deleted"/g)).toHaveLength(2);
    expect((await control.secrets.list({})).secrets).toEqual([]);
    const files = readdirSync(scratch.path).filter((name) => name !== 'a.jsonl');
    for (const name of files) expect(readFileSync(join(scratch.path, name), 'latin1')).not.toContain('planted');
    expect((await run('apply')).code).toBe(0);
  });

  it('that fails in the middle goes on where it was left', async () => {
    await plan();
    const match = { door: 'huawei', operation: 'CreateSecretVersion' };
    await control.faults.add({ rules: [{ match, fault: { error: 'CSMS.0401' }, times: 1 }] });
    const partly = await run('apply');
    expect(partly.code).toBe(4);
    expect(partly.out).toContain('huawei answered 400 CSMS.0401 to CreateSecretVersion');
    expect(partly.out).toContain('1 of 2 secrets are at the target, 1 stopped, 0 left: run it again');
    const rest = await run('apply', '--json');
    expect(rest.code).toBe(0);
    expect(rest.out.trim().split('\n').at(-1)).toBe('{"event":"end","secrets":2,"done":2,"failed":0,"left":0}');
  });

  it('tells what differs, what is missing, and what was changed since', async () => {
    await plan();
    await run('apply');
    await control.secrets.put({ name: 'mail', value: 'changed elsewhere' });
    const verified = await run('verify');
    expect(verified.code).toBe(2);
    expect(verified.out).toContain('extra');
    const undone = await run('rollback', '--now');
    expect(undone.code).toBe(3);
    expect(undone.out).toContain('changed-since');
    expect((await control.secrets.list({})).secrets).toHaveLength(1);
  });

  it('at BlueKing remains, and is listed by id', async () => {
    await plan('bk');
    expect((await run('apply')).code).toBe(0);
    expect((await run('verify')).code).toBe(0);
    expect((await run('verify', '--require-all')).code).toBe(3);
    const undone = await run('rollback', '--now', '--json');
    expect(undone.code).toBe(4);
    expect(undone.out.match(/"targetId":"[0-9a-f]{32}"/g)).toHaveLength(2);
  });
});

describe('nothing is written', () => {
  const rejected = async (code: number, message: RegExp, ...args: string[]): Promise<void> => {
    const { code: given, err } = await migrate('apply', 'a.plan.json', 'a.jsonl', ...args);
    expect([given, err.trim().split('\n')]).toEqual([code, [expect.stringMatching(message)]]);
    expect((await control.secrets.list({})).secrets).toEqual([]);
    expect(existsSync(join(scratch.path, 'a.progress.jsonl'))).toBe(false);
  };

  it('where nobody says yes', async () => {
    await plan();
    await rejected(1, /nobody can be asked: give --yes to let it make 5 calls that write to huawei at http/);
  });

  it('where the target is not on this machine and nobody says so', async () => {
    await plan();
    await rejected(1, /the target is not on this machine: give --live and --yes/, '--endpoint', 'https://203.0.113.9');
    const live = ['--endpoint', 'https://203.0.113.9', '--live', '--yes'];
    await rejected(1, /does not spell the address out: make it with --to huawei:<address>/, ...live);
  });

  it('of a plan that was changed, is old, or whose sources or gate changed', async () => {
    await plan();
    const path = join(scratch.path, 'a.plan.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('app-db', 'app-xy'));
    await rejected(3, /was changed since it was made \(its checksum differs\)/, '--yes');
    writeFileSync(path, text);
    await rejected(3, /the plan is 0 h old and may be 0 h: make it anew/, '--yes', '--max-age', '1ms');
    await migrate('plan', 'a.jsonl', '--to', 'huawei', '--max-loss', 'kept', '--out', 'a.plan.json');
    await rejected(3, /the gate stops this plan: ALI-HW-NAME-CHARSET of "app\/db" is changed/, '--yes');
    writeFileSync(path, text);
    appendFileSync(join(scratch.path, 'a.jsonl'), `${JSON.stringify(valueOf('mail', 'v2'))}\n`);
    await rejected(3, /the sources are no longer as the plan saw them/, '--yes');
  });

  it('where a name was taken since', async () => {
    await plan();
    await control.secrets.put({ name: 'mail', value: 'x' });
    const { code, err } = await run('apply');
    expect([code, err.trim()]).toEqual([1, 'dragoman: the target has "mail" already: make the plan anew']);
  });

  it('with the key destroyed', async () => {
    await plan();
    expect((await run('apply')).code).toBe(0);
    expect((await migrate('forget', 'a.plan.json')).out).toBe('a.plan.key is destroyed\n');
    const { code, err } = await run('rollback', '--now');
    expect([code, err.trim()]).toEqual([
      1,
      'dragoman: a.plan.key does not exist: with its key this move was brought to its end',
    ]);
  });
});

it('a probe tells what CSMS takes, and leaves nothing', async () => {
  const { code, out } = await migrate('probe', '--to', 'huawei', '--yes', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ isTaken: true }, { isTaken: false, code: expect.any(String) }, {}]);
  expect((await control.secrets.list({})).secrets).toEqual([]);
});
