import { once } from 'node:events';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
let gateway: CliProcess;
let url: string;

beforeEach(async () => {
  scratch = scratchDirectory();
  gateway = runCli(['start', '--port', '0', '--json', '--memory', '--log-format', 'json', '--log-requests', 'all'], {
    cwd: scratch.path,
  });
  ({ url } = JSON.parse(await gateway.firstLine()) as { url: string });
});
afterEach(async () => {
  gateway.child.kill('SIGKILL');
  await gateway.exit();
  scratch.remove();
});

describe('a gateway that logs for programs', () => {
  it('writes nothing but JSON to stderr, and nothing but its readiness to stdout', async () => {
    await fetch(`${url}/v1/p/secrets`);
    await fetch(`${url}/nowhere`);
    gateway.child.kill('SIGTERM');
    expect(await gateway.exit()).toBe(0);
    const lines = gateway
      .stderr()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { level: 'warn', door: 'huawei', operation: 'ListSecrets', code: 'APIGW.0301' },
      { level: 'warn', door: null, code: 'no-door' },
    ]);
    expect(gateway.stdout().trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('the commands of the journal', () => {
  async function dragoman(...args: readonly string[]) {
    const cli = runCli([...args, '--url', url], { cwd: scratch.path });
    return { code: await cli.exit(), out: cli.stdout() };
  }

  it('end with a code that tells whether assertions hold, and a report to read', async () => {
    await fetch(`${url}/nowhere`);
    const assertions = JSON.stringify([{ code: 'no-door', times: { exactly: 1 } }]);
    expect(await dragoman('verify', '--assertions', assertions)).toEqual({ code: 0, out: '1 of 1 assertions hold\n' });
    await fetch(`${url}/nowhere`);
    const { code, out } = await dragoman('verify', '--assertions', assertions);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^0 of 1 assertions hold\nfails: exactly 1 × any operation with code no-door; 2 came\n {2}counted: #1 /,
    );
    expect((await dragoman('metrics')).out).toContain(
      'dragoman_requests_total{door="",operation="",outcome="rejected",code="no-door"} 2\n',
    );
  });

  it('follow until they are stopped', async () => {
    const following = runCli(['journal', 'follow', '--after', '0', '--json', '--url', url], { cwd: scratch.path });
    await fetch(`${url}/nowhere`);
    await following.firstLine();
    following.child.kill('SIGINT');
    await once(following.child, 'exit');
    expect(JSON.parse(following.stdout())).toMatchObject({ entry: { sequence: 1, code: 'no-door' } });
  });
});
