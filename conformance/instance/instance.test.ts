import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { type Estate, environmentOf, INSTANCE, newEstate } from './estate.ts';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CLI = pathOf('../../packages/gateway/dist/cli.js');
const HOST = `${INSTANCE}.cryptoservice.kms.aliyuncs.com`;

/** What a client prints: by operation, a proof of its success and the code of one error. */
type Results = Readonly<Record<string, { readonly success: string; readonly error: string }>>;

const PAIR = '-----BEGIN PRIVATE KEY----------BEGIN PUBLIC KEY-----';
const NO_KEY = 'Forbidden.KeyNotFound';
const SECRET = ['data', 'Forbidden.ResourceNotFound'] as const;

const GCS: Readonly<Record<string, readonly [success: string, error: string]>> = {
  Encrypt: ['plain', NO_KEY],
  Decrypt: ['plain', NO_KEY],
  AdvanceEncrypt: ['plain', NO_KEY],
  AdvanceDecrypt: ['plain', NO_KEY],
  GenerateDataKey: ['24', NO_KEY],
  AdvanceGenerateDataKey: ['24', NO_KEY],
  GenerateDataKeyPair: [PAIR, NO_KEY],
  GenerateDataKeyPairWithoutPlaintext: [PAIR, NO_KEY],
  AdvanceGenerateDataKeyPair: [PAIR, NO_KEY],
  AdvanceGenerateDataKeyPairWithoutPlaintext: [PAIR, NO_KEY],
  Sign: ['256', NO_KEY],
  Verify: ['true', NO_KEY],
  GetPublicKey: ['-----BEGIN PUBLIC KEY-----', NO_KEY],
  GetSecretValue: SECRET,
  GenerateRandom: ['16', 'InvalidParameter'],
};

const TRANSFER: typeof GCS = {
  Encrypt: ['plain', NO_KEY],
  Decrypt: ['plain', NO_KEY],
  GenerateDataKey: ['24', NO_KEY],
  GenerateDataKeyWithoutPlaintext: ['24', NO_KEY],
  AsymmetricEncrypt: ['plain', NO_KEY],
  AsymmetricDecrypt: ['plain', NO_KEY],
  AsymmetricSign: ['true', NO_KEY],
  AsymmetricVerify: ['true', NO_KEY],
  GetPublicKey: ['-----BEGIN PUBLIC KEY-----', NO_KEY],
  GetSecretValue: SECRET,
};

const READS: typeof GCS = { GetSecretValue: SECRET };

interface Client {
  readonly name: string;
  /** The toolchain that `run` found. */
  readonly needs: 'python' | 'go' | 'java';
  readonly command: readonly string[];
  readonly expected: typeof GCS;
}

const { INSTANCE_TOOLCHAINS = '', INSTANCE_BIN = '' } = process.env;
const python = (environment: string, program: string) => [
  pathOf(`python/.venv/${environment}/bin/python`),
  pathOf(`python/${program}.py`),
];
const java = (name: string) => ['java', '-cp', join(INSTANCE_BIN, 'java', '*'), `instance.${name}`];

const CLIENTS: readonly Client[] = [
  { name: 'alibabacloud-dkms-gcs (Python)', needs: 'python', command: python('gcs', 'gcs'), expected: GCS },
  {
    name: 'alibabacloud-dkms-transfer-python',
    needs: 'python',
    command: python('transfer', 'transfer'),
    expected: TRANSFER,
  },
  {
    name: 'aliyun-secret-manager-client (Python)',
    needs: 'python',
    command: python('gcs', 'secretsmanager'),
    expected: READS,
  },
  { name: 'alibabacloud-dkms-gcs-go-sdk', needs: 'go', command: [join(INSTANCE_BIN, 'gcs')], expected: GCS },
  {
    name: 'alibabacloud-dkms-transfer-go-sdk',
    needs: 'go',
    command: [join(INSTANCE_BIN, 'transfer')],
    expected: TRANSFER,
  },
  {
    name: 'aliyun-secretsmanager-client-go',
    needs: 'go',
    command: [join(INSTANCE_BIN, 'secretsmanager')],
    expected: READS,
  },
  { name: 'alibabacloud-dkms-gcs-sdk (Java)', needs: 'java', command: java('Gcs'), expected: GCS },
  { name: 'kms-transfer-client (Java)', needs: 'java', command: java('Transfer'), expected: TRANSFER },
  {
    name: 'alibabacloud-secretsmanager-client (Java)',
    needs: 'java',
    command: java('SecretsManager'),
    expected: READS,
  },
];

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-instance-'));
let estate: Estate;

before(async () => {
  const directory = join(scratch, 'gateway');
  mkdirSync(directory);
  estate = await newEstate(directory, CLI);
});

after(async () => {
  await estate.gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const { name, needs, command, expected } of CLIENTS) {
  const skip = INSTANCE_TOOLCHAINS.split(' ').includes(needs) ? false : `${needs} is missing`;
  test(`${name}, over https`, { skip }, async () => {
    assert.deepEqual(await resultsOf(command), expected);
  });
}

/** By the instance's own name, with nothing but `exec` and the CA to lead it here. */
for (const { name, needs, command, expected } of CLIENTS) {
  const skip = INSTANCE_TOOLCHAINS.split(' ').includes(needs) ? false : `${needs} is missing`;
  test(`${name}, by the instance's host name under exec`, { skip }, async () => {
    const exec = [process.execPath, CLI, 'exec', '--', ...command];
    const env = { ENDPOINT: HOST, DRAGOMAN_URL: estate.gateway.url, NO_PROXY: '' };
    assert.deepEqual(await resultsOf(exec, env), expected);
  });
}

/** The whole of what `npm test` sends a part of. */
test('100,000 messages changed at random: no internal error', async () => {
  const root = pathOf('../..');
  const env = { DRAGOMAN_TEST_MUTATIONS: '100000', NODE_OPTIONS: '--experimental-vm-modules' };
  const jest = join(root, 'node_modules/.bin/jest');
  await run({ cwd: root, env }, jest, 'packages/adapter-aliyun/test/dkms/mutations');
});

async function resultsOf([program = '', ...args]: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const env = environmentOf(estate, scratch, more);
  const printed = await run({ cwd: scratch, env }, program, ...args);
  const line = printed.split('\n').findLast((one) => one.startsWith('{')) ?? '{}';
  const results = JSON.parse(line) as Results;
  return Object.fromEntries(
    Object.entries(results).map(([operation, { success, error }]) => [operation, [lower(success), error]]),
  );
}

/** Python writes booleans with a capital. */
function lower(success: string): string {
  return success === 'True' ? 'true' : success;
}
