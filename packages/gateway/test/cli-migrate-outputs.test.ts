import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const TERRAFORM_VALUES = 'process.stdout.write(String(Object.keys(JSON.parse(process.env.TF_VAR_values))))';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeEach(async () => {
  scratch = scratchDirectory();
  gateway = await gatewayForTest();
  const attributes = (at: number) => ({
    secret_name: `app/db-${at}`,
    secret_data: `planted-value-${at}`,
    secret_type: 'Generic',
    version_id: 'v1',
    version_stages: ['ACSCurrent'],
    description: 'of the shop',
    tags: { team: 'pay' },
  });
  const resources = [1, 2].map((at) => ({
    mode: 'managed',
    type: 'alicloud_kms_secret',
    instances: [{ attributes: attributes(at) }],
  }));
  write('a.tfstate', { version: 4, terraform_version: '1.8.5', resources });
});
afterEach(async () => {
  await gateway.close();
  scratch.remove();
});

function write(name: string, content: unknown): void {
  writeFileSync(join(scratch.path, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const migrate = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: gateway.url });

/** Plans a move into the gateway, and carries it out. */
async function planned(target: string, apply = true): Promise<void> {
  const plan = await migrate('plan', 'a.tfstate', '--to', target, '--max-loss', 'lost', '--out', 'a.plan.json');
  expect(plan.code).toBe(2);
  if (apply) expect(await migrate('apply', 'a.plan.json', 'a.tfstate', '--yes')).toMatchObject({ code: 0 });
}

describe('report', () => {
  test('writes Terraform with the ids that apply was told, and no value', async () => {
    await planned('huawei');
    const { code, out } = await migrate('report', 'a.plan.json', 'a.tfstate', '--format', 'terraform');
    expect(code).toBe(0);
    const { secret } = await huaweiClient(gateway.url).call('GET', 'secrets/app-db-1');
    const { id } = secret as { id: string };
    expect(out).toContain(`  to = huaweicloud_csms_secret.app-db-1\n  id = "${id}/app-db-1"\n`);
    expect(out).toContain('  secret_text = var.values["app-db-1"]\n');
    expect(out).toContain('  tags        = { "team" = "pay" }\n');
    expect(out).not.toContain('planted');
  });

  test('needs the sources for what stands in no plan', async () => {
    await planned('huawei', false);
    const { code, err } = await migrate('report', 'a.plan.json', '--format', 'load');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'dragoman: give the sources of the plan too: descriptions, tags and values stand in no plan\n',
    });
  });
});

describe('exec', () => {
  test('gives a command the values, and exits as it does', async () => {
    await planned('huawei', false);
    const exec = (...command: string[]): ReturnType<typeof runToEnd> =>
      migrate('exec', '--plan', 'a.plan.json', '--from', 'a.tfstate', '--', ...command);
    expect(await exec(process.execPath, '-e', TERRAFORM_VALUES)).toMatchObject({ code: 0, out: 'app-db-1,app-db-2' });
    expect(await exec(process.execPath, '-e', 'process.exit(7)')).toMatchObject({ code: 7 });
    expect(await exec('no-such-command')).toMatchObject({ code: 127 });
  });

  test('removes its files when the command ends', async () => {
    await planned('huawei', false);
    const script = "const d = process.env.DRAGOMAN_VALUES; console.log(d, String(require('fs').readdirSync(d)))";
    const command = ['--plan', 'a.plan.json', '--from', 'a.tfstate', '--values', 'files', '--'];
    const { code, out } = await migrate('exec', ...command, process.execPath, '-e', script);
    const [directory = '', files] = out.trim().split(' ');
    expect({ code, files }).toEqual({ code: 0, files: 's0001.1,s0002.1,values.tfvars.json' });
    expect(existsSync(directory)).toBe(false);
  });
});

/** What the loaders and SDKs of each service read. */
function sdkEnvironment(): Record<string, string> {
  return {
    HUAWEICLOUD_CSMS_ENDPOINT: gateway.url,
    HUAWEICLOUD_SDK_AK: DEVELOPMENT.accessKey,
    HUAWEICLOUD_SDK_SK: DEVELOPMENT.secretKey,
    HUAWEICLOUD_SDK_PROJECT_ID: DEVELOPMENT.project,
    ALIBABA_CLOUD_KMS_ENDPOINT: gateway.url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: DEVELOPMENT.accessKey,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEVELOPMENT.secretKey,
    BK_API_URL_TMPL: `${gateway.url}/api/{api_name}`,
    BK_APP_CODE: 'dragoman',
    BK_APP_SECRET: 'dragoman-development-app-secret',
    BK_USERNAME: 'admin',
    BK_SCOPE_TYPE: 'biz',
    BK_SCOPE_ID: '2',
  };
}

describe('the loader for Node.js', () => {
  async function load(service: string): Promise<void> {
    await planned(service, false);
    write('load.json', (await migrate('report', 'a.plan.json', 'a.tfstate', '--format', 'load')).out);
    write('load.mjs', (await migrate('report', 'a.plan.json', '--format', 'loader-node')).out);
    symlinkSync(MODULES, join(scratch.path, 'node_modules'));
    const command = [process.execPath, 'load.mjs', service, 'load.json'];
    const args = ['exec', '--plan', 'a.plan.json', '--from', 'a.tfstate', '--values', 'files', '--', ...command];
    for (let time = 1; time <= 2; time += 1) {
      const { code, err } = await runToEnd(['migrate', ...args], {
        cwd: scratch.path,
        url: gateway.url,
        env: sdkEnvironment(),
      });
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }
    expect(readdirSync(scratch.path)).toContain('load.progress');
    expect(readFileSync(join(scratch.path, 'load.progress'), 'utf8')).not.toContain('planted');
  }

  test("writes Huawei's secrets once, with their tags", async () => {
    await load('huawei');
    const huawei = huaweiClient(gateway.url);
    expect(await huawei.call('GET', 'secrets/app-db-2/versions/latest')).toMatchObject({
      version: { secret_string: 'planted-value-2', version_metadata: { id: 'v1' } },
    });
    const { secret } = await huawei.call('GET', 'secrets/app-db-2');
    expect(secret).toMatchObject({ description: 'of the shop' });
    expect(await huawei.call('GET', `csms/${(secret as { id: string }).id}/tags`)).toMatchObject({
      tags: [{ key: 'team', value: 'pay' }],
    });
  });

  test('writes credentials of JOB', async () => {
    await load('bk');
    expect(await openApiCaller(gateway.host)('ListSecrets', {})).toMatchObject({ TotalCount: 2 });
  });
});

test("replay tells what the application's calls become", async () => {
  await planned('huawei', false);
  const call = openApiCaller(gateway.host);
  await call('CreateSecret', { SecretName: 'app/db-1', VersionId: 'v1', SecretData: 'planted-value-1' });
  await call('GetSecretValue', { SecretName: 'app/db-1' });
  await call('GetSecretPolicy', { SecretName: 'app/db-1' });
  await call('GetSecretValue', { SecretName: 'app/db-9' }).catch(() => undefined);
  const live = await migrate('replay', '--plan', 'a.plan.json', '--lang', 'zh');
  expect(live.code).toBe(2);
  expect(live.out).toContain('4 次调用：不变 0，改写 3，需要版本号 0，没有对应 1');
  expect(live.out).toContain(
    '1×  GetSecretValue  app/db-1  改写  ShowSecretVersion secret_name=app-db-1 version_id=latest',
  );
  expect(live.out).toContain('Forbidden.ResourceNotFound → CSMS.0106');
  expect(live.out).not.toContain('planted');
  const { out } = await runToEnd(['journal', 'list', '--json'], { cwd: scratch.path, url: gateway.url });
  write('journal.json', out);
  const kept = await migrate('replay', '--plan', 'a.plan.json', '--lang', 'zh', '--journal', 'journal.json');
  expect(kept.out).toBe(live.out);
});

test("a rehearsal sends the application's calls that read to its target", async () => {
  await planned('huawei', false);
  const call = openApiCaller(gateway.host);
  await call('CreateSecret', { SecretName: 'app/db-1', VersionId: 'v1', SecretData: 'planted-value-1' });
  await call('GetSecretValue', { SecretName: 'app/db-1' });
  await call('DescribeSecret', { SecretName: 'app/db-1' });
  await call('GetSecretValue', { SecretName: 'app/db-9' }).catch(() => undefined);
  // The estate of the plan has this one, which the application did not find.
  await call('GetSecretValue', { SecretName: 'app/db-2' }).catch(() => undefined);
  write('journal.json', (await runToEnd(['journal', 'list', '--json'], { cwd: scratch.path, url: gateway.url })).out);
  const args = ['rehearse', '--plan', 'a.plan.json', '--from', 'a.tfstate', '--replay', 'journal.json'];
  const { code, out } = await migrate(...args);
  expect(code).toBe(3);
  expect(out).toContain('3 calls of the application answer alike, 1 differ, 1 are not sent\n');
  expect(out).toMatch(/#\d+ GetSecretValue app-db-2: the target finds what the source did not\n/);
  expect(out).toContain('the target is as before');
});
