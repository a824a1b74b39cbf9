import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run, type StartedGateway, startGatewayBy } from '../support/commands.ts';
import { keepExercised } from '../support/exercised.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(ROOT, 'packages', 'gateway', 'bin', 'dragoman.mjs');
const KEY = 'JAVAREADER0000000001';
const SECRET = 'the secret key of a reader for tests';
const PROJECT = 'd7a60a00000000000000000000000001';

/** Who may read one secret, at either cloud, and no other. */
const SEEDS = {
  secrets: ['orders-db', 'billing-db'].map((name) => ({ name, value: `value of ${name}` })),
  identities: [
    {
      id: 'reader',
      access_keys: [{ id: KEY, secret: SECRET }],
      aliyun: { policies: [ramPolicy('kms:GetSecretValue', 'acs:kms:*:*:secret/orders-*')] },
      huawei: {
        grants: [
          {
            policy: {
              Version: '5.0',
              Statement: [{ Effect: 'Allow', Action: ['csms:secret:get'], Resource: ['csms:*:*:secretName:orders-*'] }],
            },
          },
        ],
      },
    },
  ],
};
const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/billing-db';
const FORBIDDEN = `This operation for ${ARN} is forbidden by permission system.`;

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-java-'));
let gateway: StartedGateway;

keepExercised('java', 'conformance/java/java.test.ts', () => gateway.url);

before(async () => {
  writeFileSync(join(scratch, 'seeds.json'), JSON.stringify(SEEDS));
  const flags = ['--memory', '--port', '0', '--json', '--seed-file', 'seeds.json'];
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, CLI, 'start', ...flags);
  cpSync(join(HERE, 'project'), join(scratch, 'project'), { recursive: true });
  await run({ cwd: join(scratch, 'project') }, 'mvn', '--batch-mode', '--quiet', 'clean', 'package');
});

after(async () => {
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function ramPolicy(Action: string, Resource: string) {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource }] };
}

/** What a client's own exception says, by field. */
async function printed(client: string, secret: string): Promise<Record<string, string>> {
  const env = { GATEWAY: gateway.url, KEY, SECRET, PROJECT };
  const jar = join(scratch, 'project', 'target', 'denied.jar');
  const text = await run({ cwd: scratch, env }, 'java', '-jar', jar, client, secret);
  const fields = text.split('\n').map((line) => /^([\w.]+): (.*)$/.exec(line) ?? []);
  return Object.fromEntries(fields.flatMap(([, name, value = '']) => (name === undefined ? [] : [[name, value]])));
}

test('each of them reads what the policy names', async () => {
  for (const client of ['huaweicloud-sdk-csms', 'kms20160120', 'aliyun-java-sdk-core'])
    assert.deepEqual(await printed(client, 'orders-db'), { answer: 'read' }, client);
});

test('huaweicloud-sdk-csms throws its exception with the code of CSMS and the text of IAM', async () => {
  const {
    class: name,
    status,
    code,
    message = '',
    requestId = '',
  } = await printed('huaweicloud-sdk-csms', 'billing-db');
  assert.deepEqual([name, status, code], ['ClientRequestException', '403', 'CSMS.0302']);
  assert.match(message, /^User: iam::\w+:user:reader is not authorized to perform action csms:secret:get on resource /);
  assert.match(message, /secretName:billing-db because no identity-based policy allows the csms:secret:get action\.$/);
  assert.match(requestId, /^\w{32}$/);
});

test('kms20160120 throws its exception with the AccessDeniedDetail', async () => {
  const { class: name, status, code, message = '', ...rest } = await printed('kms20160120', 'billing-db');
  assert.deepEqual([name, status, code], ['TeaException', '403', 'Forbidden.NoPermission']);
  assert.ok(message.includes(FORBIDDEN), message);
  const { 'AccessDeniedDetail.EncodedDiagnosticMessage': encoded = '', ...detail } = rest;
  assert.match(encoded, /^AQ/);
  const { 'AccessDeniedDetail.AuthPrincipalDisplayName': displayName, ...others } = detail;
  assert.match(displayName ?? '', /^\d+$/);
  assert.deepEqual(others, {
    'AccessDeniedDetail.AuthAction': 'kms:GetSecretValue',
    'AccessDeniedDetail.AuthPrincipalOwnerId': '1000000000000001',
    'AccessDeniedDetail.AuthPrincipalType': 'SubUser',
    'AccessDeniedDetail.NoPermissionType': 'ImplicitDeny',
    'AccessDeniedDetail.PolicyType': 'AccountLevelIdentityBasedPolicy',
  });
});

test('aliyun-java-sdk-core throws its exception with the detail as text', async () => {
  const {
    class: name,
    code,
    message,
    requestId = '',
    accessDeniedDetail = '',
  } = await printed('aliyun-java-sdk-core', 'billing-db');
  assert.deepEqual([name, code, message], ['ClientException', 'Forbidden.NoPermission', FORBIDDEN]);
  assert.match(requestId, /^[0-9a-f-]{36}$/i);
  assert.match(accessDeniedDetail, /kms:GetSecretValue/);
});
