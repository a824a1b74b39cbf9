import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run, type StartedGateway, startGatewayBy } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(ROOT, 'packages', 'gateway', 'bin', 'dragoman.mjs');
const FOUND = (process.env['DRAGOMAN_TEST_LOADERS'] ?? '').split(' ');

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-loaders-'));
let gateway: StartedGateway;

const VALUES = ['first "quoted" line\nsecond 密', 'plain', '{"username":"app","password":"p"}'];

before(async () => {
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, CLI, 'start', '--memory', '--port', '0', '--json');
  const secrets = (names: string) =>
    VALUES.map((value, at) => ({
      name: `${names}${at}`,
      description: 'of the shop',
      tags: { team: 'pay' },
      versions: [
        { id: 'v1', value: `${value}-before`, labels: ['PREVIOUS', 'blue'] },
        { id: 'v2', value, labels: ['CURRENT'] },
      ],
    }));
  write('aliyun.json', { format: 'dragoman-migration/1', from: 'aliyun', secrets: secrets('app/db-') });
  write('huawei.json', { format: 'dragoman-migration/1', from: 'huawei', secrets: secrets('app-db-') });
});

after(async () => {
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  writeFileSync(join(scratch, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const dragoman = (...args: string[]): Promise<string> =>
  run({ cwd: scratch, env: { DRAGOMAN_URL: gateway.url } }, process.execPath, CLI, ...args);

/** How the loader of each language is made of its text, and run. */
const LOADERS: Readonly<Record<string, (text: string) => Promise<string[]>>> = {
  python: async (text) => {
    write('load.py', text);
    return [join(ROOT, 'conformance', 'python', '.venv', 'bin', 'python'), 'load.py'];
  },
  go: async (text) => {
    cpSync(join(HERE, 'go'), join(scratch, 'go'), { recursive: true });
    // What a command prints is trimmed.
    write(join('go', 'main.go'), `${text}\n`);
    assert.equal(await run({ cwd: join(scratch, 'go') }, 'gofmt', '-l', 'main.go'), '');
    await run({ cwd: join(scratch, 'go') }, 'go', 'build', '-o', join(scratch, 'load'), '.');
    return [join(scratch, 'load')];
  },
  java: async (text) => {
    cpSync(join(HERE, 'java'), join(scratch, 'java'), { recursive: true });
    mkdirSync(join(scratch, 'java', 'src', 'main', 'java'), { recursive: true });
    write(join('java', 'src', 'main', 'java', 'Load.java'), text);
    await run({ cwd: join(scratch, 'java') }, 'mvn', '--batch-mode', '--quiet', 'clean', 'package');
    return ['java', '-jar', join(scratch, 'java', 'target', 'load.jar')];
  },
};

function sdkEnvironment(): Record<string, string> {
  const secret = 'DragomanDevelopmentSecretKeyNotForCloud0';
  return {
    HUAWEICLOUD_CSMS_ENDPOINT: gateway.url,
    HUAWEICLOUD_SDK_AK: 'DRAGOMANDEV000000001',
    HUAWEICLOUD_SDK_SK: secret,
    HUAWEICLOUD_SDK_PROJECT_ID: 'd7a60a00000000000000000000000001',
    ALIBABA_CLOUD_KMS_ENDPOINT: gateway.url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'DRAGOMANDEV000000001',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    BK_API_URL_TMPL: `${gateway.url}/api/{api_name}`,
    BK_JOB_URL: `${gateway.url}/api/bk-job/prod`,
    BK_APP_CODE: 'dragoman',
    BK_APP_SECRET: 'dragoman-development-app-secret',
    BK_USERNAME: 'admin',
    BK_SCOPE_TYPE: 'biz',
    BK_SCOPE_ID: '2',
  };
}

const MOVES = [
  { source: 'huawei', target: 'aliyun' },
  { source: 'aliyun', target: 'huawei' },
  { source: 'huawei', target: 'bk' },
] as const;

/** Plans the move, carries it out with a command, twice, and reads what came of it. */
async function carriedOut({ source, target }: (typeof MOVES)[number], command: readonly string[]): Promise<void> {
  const sources = `${source}.json`;
  const env = {
    ...sdkEnvironment(),
    DRAGOMAN_URL: gateway.url,
    DRAGOMAN_LOAD_PROGRESS: join(scratch, 'load.progress'),
  };
  const given = ['--plan', 'a.plan.json', '--from', sources, '--values', 'files', '--'];
  for (let time = 1; time <= 2; time += 1)
    await run({ cwd: scratch, env }, process.execPath, CLI, 'migrate', 'exec', ...given, ...command);
  // Huawei takes no slash, and what comes from there has none.
  const prefix = 'app-db-';
  for (const [at, value] of VALUES.entries()) {
    const get = (...flags: string[]): Promise<string> =>
      dragoman('secrets', 'get', `${prefix}${at}`, ...flags, '--json');
    const secret = JSON.parse(await get()) as { description: string; version_list: object[] };
    assert.equal(secret.description, 'of the shop');
    const { value: kept } = JSON.parse(await get('--reveal')) as { value: string };
    if (target !== 'bk') assert.deepEqual([kept, secret.version_list.length], [value, 2]);
  }
  const progress = readFileSync(join(scratch, 'load.progress'), 'utf8').split('\n').slice(0, -1);
  assert.equal(new Set(progress).size, progress.length);
}

async function planned({ source, target }: (typeof MOVES)[number]): Promise<void> {
  await dragoman('reset');
  rmSync(join(scratch, 'load.progress'), { force: true });
  const plan = ['plan', `${source}.json`, '--to', target, '--max-loss', 'lost', '--out', 'a.plan.json'];
  await dragoman('migrate', ...plan).catch((error: unknown) => {
    // It exits 2 where there is something to do.
    assert.match(String(error), /gate lost: passed/);
  });
}

for (const [language, made] of Object.entries(LOADERS)) {
  if (!FOUND.includes(language)) continue;
  test(`the loader in ${language}`, async (suite) => {
    let command: string[] | undefined;
    for (const move of MOVES)
      await suite.test(`from ${move.source} to ${move.target}`, async () => {
        await planned(move);
        write(
          'load.json',
          await dragoman('migrate', 'report', 'a.plan.json', `${move.source}.json`, '--format', 'load'),
        );
        command ??= await made(await dragoman('migrate', 'report', 'a.plan.json', '--format', `loader-${language}`));
        await carriedOut(move, [...command, move.target, 'load.json']);
      });
  });
}

if (FOUND.includes('shell'))
  test('the script for JOB, with curl and jq', async () => {
    const move = { source: 'huawei', target: 'bk' } as const;
    await planned(move);
    write('load.sh', await dragoman('migrate', 'report', 'a.plan.json', 'huawei.json', '--format', 'shell'));
    await carriedOut(move, ['bash', 'load.sh']);
  });
