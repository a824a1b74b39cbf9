import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const CLIENT = fileURLToPath(new URL('programs/retrying-client.mjs', import.meta.url));
const NOT_FAILED = ['-e', ''];

// A machine with other things to do takes its time to start so many programs.
jest.setTimeout(180_000);
/** Of who gives up by itself. */
const AMPLE_TIME = '60s';

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest({ auth: 'lenient' });
  control = controlClient({ url: gateway.url });
  await control.secrets.put({ vault: 'default', name: 'db', value: 'planted' });
  await control.baseline.set();
  scratch = scratchDirectory();
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

interface RetryResult {
  readonly passed: boolean;
  readonly first_run: { readonly operations: readonly unknown[] };
  readonly cases: readonly {
    readonly case: string;
    readonly verdict: string;
    readonly attempts: number;
    readonly ended: string;
    readonly exit: number | null;
    readonly findings: readonly { readonly rule: string }[];
  }[];
}

const rehearse = (options: readonly string[], program: readonly string[] = [CLIENT, 'right']) =>
  runToEnd(['rehearse', 'retry', ...options, '--', process.execPath, ...program], {
    cwd: scratch.path,
    url: gateway.url,
  });

/** Each rule that a client breaks, by the case. */
function brokenIn(out: string): Record<string, string[]> {
  const { cases } = JSON.parse(out) as RetryResult;
  const broken = cases.filter(({ findings }) => findings.length > 0);
  return Object.fromEntries(broken.map((one) => [one.case, one.findings.map(({ rule }) => rule)]));
}

describe('dragoman rehearse retry', () => {
  it('finds nothing in a right client, and leaves no sandbox', async () => {
    const { code, out } = await rehearse([
      '--json',
      '--case-timeout',
      AMPLE_TIME,
      '--cases',
      'throttle-hint,5xx-endless',
    ]);
    expect(brokenIn(out)).toEqual({});
    expect(code).toBe(0);
    const { first_run: first, cases } = JSON.parse(out) as RetryResult;
    expect(first.operations).toEqual([{ door: 'aliyun', operation: 'GetSecretValue', requests: 1 }]);
    expect(cases.find((one) => one.case === '5xx-endless')).toMatchObject({
      ...{ attempts: 5, ended: 'gave-up', exit: 1 },
    });
    expect(cases.find((one) => one.case === 'throttle-hint')).toMatchObject({ attempts: 3, ended: 'recovered' });
    expect((await control.sandboxes.list()).sandboxes).toEqual([]);
  });

  // All wrong clients, and the right one in every case: conformance/rehearse/wrong-clients.test.ts.
  it('catches a client that doubles creates', async () => {
    const cases = ['--cases', 'lost-answer,reset-mid-body'];
    const { code, out } = await rehearse(['--json', ...cases], [CLIENT, 'doubles-creates', 'put']);
    expect(brokenIn(out)).toEqual({ 'lost-answer': ['create-doubled'], 'reset-mid-body': ['create-doubled'] });
    expect(code).toBe(1);
  });
});

describe('what cannot be rehearsed', () => {
  it.each([
    ['fails by itself', ['-e', 'console.error("no luck"); process.exit(4)'], /fails \(exit code 4\).*printed: no luck/],
    ['calls no door', NOT_FAILED, /called no operation with the credentials/],
    ['does not end', ['-e', 'setInterval(() => 0, 1000)'], /does not end within 3 s/],
  ])('says so of a command that %s', async (what, program, message) => {
    const timeout = what === 'does not end' ? '3s' : AMPLE_TIME;
    const { code, out, err } = await rehearse(['--case-timeout', timeout], program);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('says which command there is none of', async () => {
    const args = ['rehearse', 'retry', '--', 'no-such-command'];
    const { code, err } = await runToEnd(args, { cwd: scratch.path, url: gateway.url });
    expect([code, err]).toEqual([
      127,
      'dragoman: there is no command no-such-command: give one that can be run after --\n',
    ]);
  });

  it('rejects a contract with a code that no door has in one line', async () => {
    writeFileSync(join(scratch.path, 'contract.yaml'), 'retried: [Throtling]\n');
    const { code, err } = await rehearse(['--contract', 'contract.yaml']);
    expect(code).toBe(2);
    expect(err).toMatch(/retried: there is no Throtling; did you mean Throttling/);
    expect(err.trimEnd()).not.toContain('\n');
  });
});

describe('its reports', () => {
  it('judges by a contract of a file, and writes every form in the language that is asked for', async () => {
    writeFileSync(
      join(scratch.path, 'own.yaml'),
      'sdk: aliyun\nattempts: { at_least: 1 }\nhint: ignore\nretried: []\n',
    );
    const files = { report: 'r.md', html: 'r.html', junit: 'r.xml' };
    const paths = Object.entries(files).flatMap(([flag, file]) => [`--${flag}`, file]);
    const only = ['--cases', '5xx-once,no-retry:InvalidParameter', '--contract', 'own.yaml', '--lang', 'zh'];
    const { code, out } = await rehearse([...paths, ...only], [CLIENT, 'tries-again-when-denied']);
    expect(code).toBe(1);
    expect(out).toContain('其中 1 个不符合预期');
    const read = (name: string): string => readFileSync(join(scratch.path, name), 'utf8');
    expect(read('r.md')).toMatch(/\| no-retry:InvalidParameter \| 5 \|.*重试了不可能成功的调用/);
    expect(read('r.html')).toMatch(/<html lang="zh-CN">[^]*<tr class="broken"><td>no-retry:InvalidParameter/);
    expect(read('r.xml')).toMatch(
      /<testcase classname="aliyun GetSecretValue" name="no-retry:InvalidParameter" time="[\d.]+"><failure/,
    );
    expect(existsSync(join(scratch.path, 'dragoman-data'))).toBe(false);
  });
});
