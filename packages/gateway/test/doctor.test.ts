import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  scratch = scratchDirectory();
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const doctor = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  runToEnd(['doctor', ...args], { cwd: scratch.path, url: gateway.url, env });

const reading = (url: string): readonly string[] => [
  '--',
  process.execPath,
  '-e',
  `fetch("${url}/?Action=ListSecrets")`,
];

const CALLS_CLOUD =
  'Promise.allSettled(["kms.cn-hangzhou.aliyuncs.com/?Action=ListSecrets", "oss-cn-hangzhou.aliyuncs.com", ' +
  '"example.com"]' +
  '.map((rest) => fetch("https://" + rest)))';

describe('dragoman doctor', () => {
  it('finds nothing wrong with a gateway that is there', async () => {
    const { code, out } = await doctor();
    expect(out).toMatch(/^ok {7}gateway: http:\/\/127\.0\.0\.1:\d+ is ready, version /);
    expect(code).toBe(0);
  });

  it('says whether a client really gets here', async () => {
    const arrived = await doctor(reading(gateway.url));
    expect(arrived.out).toMatch(
      /^ok {7}client: its requests arrive \(it ended with 0\): aliyun ListSecrets rejected with /m,
    );
    const lost = await doctor(reading('http://127.0.0.1:1'));
    expect(lost.out).toMatch(/^PROBLEM {2}client: none of its requests arrived here /m);
    expect(lost.code).toBe(1);
  });

  it('leads a client as exec does, and lets it reach no other host', async () => {
    const led = await doctor(['--', process.execPath, '-e', CALLS_CLOUD]);
    expect(led.out).toMatch(
      /^ok {7}client: its requests arrive \(it ended with 0\): aliyun ListSecrets rejected with /m,
    );
    expect(led.out).toMatch(/^note {5}client: rejected oss-cn-hangzhou\.aliyuncs\.com:443 once$/m);
    expect(led.out).toMatch(/^note {5}client: blocked example\.com:443 once$/m);
    expect(led.code).toBe(0);
  });

  it('runs a client as it is when told to', async () => {
    const program = 'process.exit(process.env.HTTPS_PROXY === undefined ? 3 : 4)';
    const { out } = await doctor(['--direct', '--', process.execPath, '-e', program]);
    expect(out).toMatch(/^PROBLEM {2}client: none of its requests arrived here \(it ended with 3\)/m);
    const missing = await doctor(['--direct', '--', 'no-such-command']);
    expect(missing.out).toMatch(/^PROBLEM {2}client: none of its requests arrived here \(there is no command/m);
  });

  it.each<[string, Record<string, string>, RegExp, number]>([
    ['no gateway', { DRAGOMAN_URL: 'http://127.0.0.1:1' }, /^PROBLEM {2}gateway: no gateway answers at/, 1],
    [
      'a proxy of somebody else',
      { HTTPS_PROXY: 'http://proxy.example:3128' },
      /^PROBLEM {2}proxy: .*add 127\.0\.0\.1 to NO_PROXY/m,
      1,
    ],
    [
      'a proxy that is passed by',
      { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: '127.0.0.1' },
      /^note {5}proxy: /m,
      0,
    ],
    [
      'an endpoint of the cloud',
      { ALIBABA_CLOUD_KMS_ENDPOINT: 'kms.cn-hangzhou.aliyuncs.com' },
      /^PROBLEM {2}endpoints: ALIBABA_CLOUD_KMS_ENDPOINT lead to the cloud/m,
      1,
    ],
    [
      'a bundle that is not there',
      { SSL_CERT_FILE: '/nowhere.pem' },
      /^PROBLEM {2}SSL_CERT_FILE: \/nowhere\.pem does not exist/m,
      1,
    ],
  ])('tells %s', async (_what, env, line, expected) => {
    const { code, out } = await doctor([], env);
    expect(out).toMatch(line);
    expect(code).toBe(expected);
  });

  it('notes what makes a gateway answer otherwise', async () => {
    const control = controlClient({ url: gateway.url });
    await control.faults.set({ rules: [{ fault: 'throttle' }] });
    await control.clock.set({ mode: 'frozen' });
    const { out } = await doctor(['--json']);
    expect((JSON.parse(out) as { findings: { check: string }[] }).findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['clock', 'faults']),
    );
    await control.reset();
  });
});

describe('dragoman status', () => {
  it('tells how the gateway stands', async () => {
    const { out } = await runToEnd(['status', '--json'], { cwd: scratch.path, url: gateway.url });
    expect(JSON.parse(out)).toMatchObject({
      ready: true,
      auth: { huawei: 'strict', aliyun: 'strict', bk: 'strict' },
      state: 'memory',
      secrets: 0,
      clock: 'real',
      faults_armed: 0,
      sandboxes: 0,
      https: true,
      proxy: true,
    });
  });
});
