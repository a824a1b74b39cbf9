import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { CLI, runToEnd, scratchDirectory } from './support/process.ts';

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

const dragoman = (args: readonly string[], env: Record<string, string> = {}) =>
  runToEnd(args, { cwd: scratch.path, url: gateway.url, env: { HOME: scratch.path, ...env } });

/** A program that calls a cloud by its own name. */
const CALLS_ALIYUN =
  'fetch("https://kms.cn-hangzhou.aliyuncs.com/?Action=ListSecrets").then((answer) => ' +
  'answer.text()).then((text) => { console.log(text); process.exit(7); })';

describe('dragoman exec', () => {
  it(
    'answers a program that calls a cloud by name, gives back its exit code, and says what it ' + 'intercepted',
    async () => {
      const { code, out, err } = await dragoman(['exec', '--', process.execPath, '-e', CALLS_ALIYUN]);
      expect(err).toMatch(/^dragoman: intercepted kms\.cn-hangzhou\.aliyuncs\.com:443 once$/m);
      expect(out).toContain('"HostId":"kms.cn-hangzhou.aliyuncs.com"');
      expect(code).toBe(7);
    },
  );

  it('starts a gateway where none runs, for as long as the command does', async () => {
    const { code, out } = await dragoman(['exec', '--memory', '--', process.execPath, '-e', CALLS_ALIYUN], {
      DRAGOMAN_URL: '',
      DRAGOMAN_PORT: '0',
    });
    expect(out).toContain('MissingParameter');
    expect(code).toBe(7);
  });

  it.each(['http://api.bk.example.com/x?Action=ListSecrets', 'http://api.bk.example.com?Action=ListSecrets'])(
    'never lets a host of --host leave the machine: %s',
    async (url) => {
      const [host] = [new URL(url).host];
      const program = `
        const { hostname, port } = new URL(process.env.http_proxy);
        require('node:http').get({ hostname, port, path: '${url}', headers: { Host: '${host}' } }, (answer) => {
          answer.on('data', (data) => console.log(answer.statusCode, String(data)));
        });`;
      const { out, err } = await dragoman(['exec', '--host', 'bk.example.com', '--', process.execPath, '-e', program]);
      expect(out).toMatch(/^40[04] .*"HostId":"api\.bk\.example\.com"/s);
      expect(err).toMatch(/intercepted api\.bk\.example\.com:80 once/);
      // The gateway has not looked for it either.
      expect(
        (await controlClient({ url: gateway.url }).proxy.list()).hosts.filter(({ host: name }) =>
          name.includes('bk.example.com'),
        ),
      ).toEqual([]);
    },
  );

  it('answers a host of --host over https too, with a certificate that the program trusts', async () => {
    const program = 'fetch("https://api.bk.example.com/?Action=ListSecrets").then((a) => a.text()).then(console.log)';
    for (const host of ['bk.example.com', 'API.bk.example.com']) {
      const { out, err } = await dragoman(['exec', '--host', host, '--', process.execPath, '-e', program]);
      expect(out).toContain('"HostId":"api.bk.example.com"');
      expect(err).toBe('dragoman: intercepted api.bk.example.com:443 once\n');
    }
    const { hosts } = await controlClient({ url: gateway.url }).hosts.list();
    expect(hosts).toEqual(['bk.example.com', 'api.bk.example.com']);
  });

  it.each(['http://100.100.100.200/latest/meta-data/ram/security-credentials/', 'https://kms.aliyuncs.com/latest'])(
    'answers Node’s own clients, with agents that keep connections or not: %s',
    async (url) => {
      const program = `
        const module = require('node:${new URL(url).protocol.slice(0, -1)}');
        const ask = (options) => new Promise((resolve) => module.get('${url}', options, (answer) => {
          answer.on('data', () => {}).on('end', () => resolve(answer.statusCode));
        }).on('error', resolve));
        const [kept, closed] = [true, false].map((keepAlive) => new module.Agent({ keepAlive }));
        const all = async () => [
          await ask({}), await ask({ agent: false }), await ask({ agent: closed }), await ask({ agent: kept }),
          await ask({ agent: kept }), (await fetch('${url}')).status,
          ...(await Promise.all([ask({ agent: kept }), ask({ agent: kept })])),
        ];
        all().then((found) => { console.log(found.join()); process.exit(0); });`;
      const { out, err } = await dragoman(['exec', '--', process.execPath, '-e', program]);
      expect(out).toMatch(/^(200|404)(,\1){7}\n$/);
      expect(err).toMatch(/^dragoman: intercepted \S+ \d times\n$/);
    },
  );

  it('passes other hosts, unless told to reject them', async () => {
    const other = createServer((_request, response) => response.end('other')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const program = `
      const { hostname, port } = new URL(process.env.http_proxy);
      require('node:http').get({ hostname, port, path: '${url}/' }, (answer) => {
        answer.on('data', (data) => console.log(String(data)));
      });`;
    const passed = await dragoman(['exec', '--', process.execPath, '-e', program]);
    expect(passed.out).toBe('other\n');
    expect(passed.err).toMatch(/^dragoman: passed 127\.0\.0\.1:\d+ once\n$/);
    const rejected = await dragoman(['exec', '--unknown-hosts', 'reject', '--', process.execPath, '-e', program]);
    expect(rejected.out).toContain('(proxy.unknown_hosts)');
    expect(rejected.err).toMatch(/^dragoman: blocked 127\.0\.0\.1:\d+ once\n$/);
    other.close();
  });

  it('names the option that a former one has become', async () => {
    const { code, err } = await dragoman(['exec', '--others', 'refuse', '--', process.execPath, '-e', '']);
    expect([code, err]).toEqual([1, 'dragoman: unknown flag --others: it is called --unknown-hosts now\n']);
  });

  it('lets nothing through to the rest of the clouds, nor to others when told', async () => {
    const program =
      'Promise.allSettled(["https://oss-cn-hangzhou.aliyuncs.com", "https://example.com"].map((url) ' +
      '=> fetch(url))).then((all) => console.log(all.map(({ status }) => status).join()))';
    const { out, err } = await dragoman(['exec', '--unknown-hosts', 'reject', '--', process.execPath, '-e', program]);
    expect(out).toBe('rejected,rejected\n');
    expect(err).toMatch(/rejected oss-cn-hangzhou\.aliyuncs\.com:443 once/);
    expect(err).toMatch(/blocked example\.com:443 once/);
  });

  it('leads by variables, and leaves what is set and no file behind', async () => {
    const program = 'console.log(JSON.stringify(process.env))';
    const { out } = await dragoman(['exec', '--', process.execPath, '-e', program], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'mine',
      NO_PROXY: 'internal.example',
    });
    const env = JSON.parse(out) as Record<string, string>;
    expect(env).toMatchObject({
      HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4: gateway.url,
      BK_COMPONENT_API_URL: gateway.url,
      DRAGOMAN_URL: gateway.url,
      // The SDK for Go sets https:// before whatever does not begin with it.
      HUAWEICLOUD_SDK_IAM_ENDPOINT: gateway.url.replace('http:', 'https:'),
      ALIBABA_CLOUD_CA_BUNDLE: env['REQUESTS_CA_BUNDLE'],
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'mine',
      HW_ACCESS_KEY: 'DRAGOMANDEV000000001',
      HW_REGION_NAME: 'cn-north-4',
      HW_PROJECT_ID: 'd7a60a00000000000000000000000001',
      SKIP_CHECK_WEBSITE_TYPE: 'true',
      ALICLOUD_REGION: 'cn-hangzhou',
      ALIBABA_CLOUD_ACCOUNT_TYPE: 'Domestic',
      NO_PROXY: 'internal.example,localhost,127.0.0.1,::1',
      NODE_USE_ENV_PROXY: '1',
    });
    expect(env['JAVA_TOOL_OPTIONS']).toMatch(/-Dhttps\.proxyHost=127\.0\.0\.1 .*-Djavax\.net\.ssl\.trustStore=/);
    expect(existsSync(env['SSL_CERT_FILE'] ?? '')).toBe(false);
  });

  it.each([
    [
      'a command that is not there',
      ['exec', '--', 'no-such-command'],
      {},
      /^dragoman: there is no command no-such-command/m,
      127,
    ],
    [
      'a gateway that is not there',
      ['exec', '--url', 'http://127.0.0.1:1', '--', 'true'],
      {},
      /^dragoman: no gateway answers at http:\/\/127\.0\.0\.1:1/m,
      1,
    ],
  ])('says in one line what went wrong: %s', async (_what, args, env, line, expected) => {
    const { code, err } = await dragoman(args, env);
    expect(err).toMatch(line);
    expect(code).toBe(expected);
  });
});

describe('a sandbox for a command', () => {
  const CREDENTIALS = [
    'HUAWEICLOUD_SDK_AK',
    'HW_ACCESS_KEY',
    'HUAWEICLOUD_SDK_PROJECT_ID',
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALICLOUD_ACCESS_KEY',
    'BK_APP_CODE',
  ];
  const program = `
    const names = ${JSON.stringify(CREDENTIALS)};
    fetch(process.env.DRAGOMAN_URL + '/_dragoman/sandboxes').then((answer) => answer.json()).then(({ sandboxes }) =>
      console.log(JSON.stringify([names.map((name) => process.env[name]), sandboxes])));`;

  it('has its credentials in the variables, over those that are set, and is gone when the command ends', async () => {
    const { out } = await dragoman(['exec', '--sandbox', '--', process.execPath, '-e', program], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'mine',
    });
    const [values, sandboxes] = JSON.parse(out) as [(string | undefined)[], { label: string }[]];
    expect(sandboxes).toMatchObject([{ label: process.execPath }]);
    const development = ['mine', 'DRAGOMANDEV000000001', 'dragoman'];
    for (const value of values) expect(development).not.toContain(value);
    expect(values.every((value) => typeof value === 'string' && value !== '')).toBe(true);
    expect((await controlClient({ url: gateway.url }).sandboxes.list()).sandboxes).toEqual([]);
  });

  it('is gone when the command fails, or cannot be run', async () => {
    expect((await dragoman(['exec', '--sandbox', '--', process.execPath, '-e', 'process.exit(3)'])).code).toBe(3);
    expect((await dragoman(['exec', '--sandbox', '--', 'no-such-command'])).code).toBe(127);
    expect((await controlClient({ url: gateway.url }).sandboxes.list()).sandboxes).toEqual([]);
  });
});

describe('dragoman env', () => {
  /** Runs a script in a shell that evaluates what `dragoman` prints. */
  const shell = async (script: string, env: Record<string, string> = {}) => {
    const cli = `"${process.execPath}" "${CLI}"`;
    const all = { PATH: process.env['PATH'], HOME: home, DRAGOMAN_URL: gateway.url, ...env };
    const child = spawn('sh', ['-euc', `dragoman() { ${cli} "$@"; }; ${script}`], { cwd: scratch.path, env: all });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { out, err };
  };
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(scratch.path, 'home-'));
  });

  it('is undone whole, what was set before included, however often it was done', async () => {
    const env = { NODE_OPTIONS: '--no-warnings', NO_PROXY: 'internal.example', BK_APP_CODE: "it's mine" };
    const { out, err } = await shell(
      `env | sort > before
       eval "$(dragoman env sh)"; eval "$(dragoman env sh)"; env | sort > during
       printf '%s|%s|%s\\n' "$NODE_OPTIONS" "$NO_PROXY" "$BK_APP_CODE"
       eval "$(dragoman env sh --unset)"; env | sort > after
       eval "$(dragoman env sh --unset)"; cmp before after && ! cmp -s before during && echo undone`,
      env,
    );
    expect(err).toBe('');
    expect(out).toMatch(/^--no-warnings --require "[^"]+"\|internal\.example,localhost,127\.0\.0\.1,::1\|it's mine\n/);
    expect(out).toMatch(/\nundone\n$/);
  });

  it('is short, and writes nothing in the current folder', async () => {
    const folder = readdirSync(scratch.path);
    const { out } = await shell('dragoman env sh');
    expect(out.split('\n').length).toBeLessThan(50);
    expect(out).not.toContain('HUAWEICLOUD_SDK_REGION');
    const { out: ofRegions } = await shell('dragoman env sh --region cn-north-4 --region eu-west-101 | grep _REGION_');
    expect(ofRegions.match(/HUAWEICLOUD_SDK_REGION_(CSMS|KMS|IAM)_(CN_NORTH_4|EU_WEST_101)=/g)).toHaveLength(6);
    expect(readdirSync(scratch.path)).toEqual(folder);
    const [, bundle = ''] = /SSL_CERT_FILE='([^']+)'/.exec(out) ?? [];
    expect(bundle.startsWith(join(home, '.cache', 'dragoman', 'env'))).toBe(true);
    expect(readFileSync(bundle, 'utf8')).toContain((await gateway.authority()) ?? '');
  });

  it('creates a sandbox for the shell, which is deleted as it is undone', async () => {
    const { out } = await shell(
      `eval "$(dragoman env sh --sandbox)"; eval "$(dragoman env sh --sandbox)"
       test "$HUAWEICLOUD_SDK_AK" != DRAGOMANDEV000000001 && dragoman sandboxes list --json
       eval "$(dragoman env sh --unset)"; echo "\${HUAWEICLOUD_SDK_AK-none}"; dragoman sandboxes list --json`,
    );
    const [during = '', key, after = ''] = out.trim().split('\n');
    expect(JSON.parse(during)).toMatchObject({ sandboxes: [{ label: 'dragoman env' }] });
    expect(key).toBe('none');
    expect(JSON.parse(after)).toEqual({ sandboxes: [] });
  });

  it('speaks the shell that the user logs in with, unless told', async () => {
    const { out } = await shell('dragoman env | grep BK_APP_CODE; SHELL=/usr/bin/fish dragoman env | grep BK_APP_CODE');
    expect(out).toBe("export BK_APP_CODE='dragoman'\nset -gx BK_APP_CODE 'dragoman'\n");
  });

  it('prints what a shell takes in', async () => {
    const { out } = await dragoman(['env', 'bash']);
    expect(out).toContain(`export HTTPS_PROXY='${gateway.url}'`);
    expect((await dragoman(['env', 'fish'])).out).toContain(`set -gx HTTPS_PROXY '${gateway.url}'`);
    expect((await dragoman(['env', 'powershell'])).out).toContain(`$env:HTTPS_PROXY = '${gateway.url}'`);
    expect((await dragoman(['env', 'tcsh'])).code).toBe(1);
    expect((await dragoman(['env', 'cmd', '--unset'])).out).toBe('');
  });
});
