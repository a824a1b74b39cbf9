import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { conformRecording } from '../../packages/conform/src/conformance/conform-recording.ts';
import { openSandbox } from '../../packages/conform/src/probes/probe-sandbox.ts';
import { readRecording } from '../../packages/conform/src/recording/read-recording.ts';
import { mutatingProxy } from '../../packages/conform/test/support/mutating-proxy.ts';
import { MACHINE, probeGateway } from '../../packages/conform/test/support/probe-gateway.ts';
import { type Estate, newEstate } from '../instance/estate.ts';
import { PLAIN_ENV } from '../support/commands.ts';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CLI = pathOf('../../packages/gateway/dist/cli.js');
const PYTHON = pathOf('../python/.venv/bin/python');
const GCS = pathOf('../instance/python/.venv/gcs/bin/python');
const built = (name: string): string => join(process.env['scratch'] ?? '', name);
const toolchains = new Set((process.env['CONFORM_TOOLCHAINS'] ?? '').split(' '));

/** The user's own keys at the service: those that a gateway documents. */
const OWN = {
  HUAWEICLOUD_SDK_AK: 'DRAGOMANDEV000000001',
  HUAWEICLOUD_SDK_SK: 'DragomanDevelopmentSecretKeyNotForCloud0',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'DRAGOMANDEV000000001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'DragomanDevelopmentSecretKeyNotForCloud0',
  BK_APP_CODE: 'dragoman',
  BK_APP_SECRET: 'dragoman-development-app-secret',
};

/** Some clients ask CSMS at the host of KMS; of IAM some take the host of the region, others the one for all. */
const HUAWEI = ['csms.cn-north-4', 'kms.cn-north-4', 'iam.cn-north-4', 'iam'].map(
  (name) => `https://${name}.myhuaweicloud.com`,
);
const ALIYUN = ['https://kms.cn-hangzhou.aliyuncs.com'];
const BK = ['https://bkapi.example.com'];
const BK_FLAGS = ['--door', 'bk', '--allow-host', 'bkapi.example.com'];
const INSTANCE = ['https://kst-conformance.cryptoservice.kms.aliyuncs.com'];

/** What is recorded: the program, what it prints, and how many answers there are to be compared. */
interface Run {
  readonly name: string;
  readonly needs: string;
  readonly command: readonly string[];
  readonly upstreams: readonly string[];
  readonly flags?: readonly string[];
  /** A count is of what others left there. */
  readonly says: string;
  readonly answers: number;
}

const RUNS: readonly Run[] = [
  {
    ...{ name: 'huaweicloud-sdk-core (Node)', needs: 'node', upstreams: HUAWEI, answers: 6 },
    ...{ command: [process.execPath, pathOf('clients/huawei.mjs')], says: 'planted-value N CSMS.0106' },
  },
  {
    ...{ name: 'alibabacloud-kms20160120 (Python)', needs: 'python', upstreams: ALIYUN, answers: 5 },
    ...{ command: [PYTHON, pathOf('clients/aliyun.py')], says: 'planted-value N Forbidden.ResourceNotFound' },
  },
  {
    ...{ name: 'alibabacloud-kms20160120 (Python), as it is', needs: 'python', upstreams: ALIYUN, answers: 5 },
    ...{ command: [PYTHON, pathOf('clients/aliyun.py')], says: 'planted-value N Forbidden.ResourceNotFound' },
    flags: ['--pass-through'],
  },
  {
    ...{ name: 'bkapi-client-core (Python)', needs: 'python', upstreams: BK, flags: BK_FLAGS, answers: 6 },
    ...{ command: [PYTHON, pathOf('clients/bk.py')], says: 'PASSWORD N PASSWORD 1243048' },
  },
  {
    ...{ name: 'alibabacloud-dkms-gcs (Python), as it is', needs: 'gcs', upstreams: INSTANCE, answers: 4 },
    ...{ command: [GCS, pathOf('clients/instance.py')], says: 'data Forbidden.ResourceNotFound planted-value' },
    flags: ['--pass-through'],
  },
  {
    ...{ name: 'kms-20160120 (Go)', needs: 'go', upstreams: ALIYUN, answers: 5 },
    ...{ command: [built('recorded')], says: 'planted-value N Forbidden.ResourceNotFound' },
  },
  {
    ...{ name: 'kms-20160120 (Go), as it is', needs: 'go', upstreams: ALIYUN, flags: ['--pass-through'], answers: 5 },
    ...{ command: [built('recorded')], says: 'planted-value N Forbidden.ResourceNotFound' },
  },
  {
    ...{ name: 'huaweicloud-sdk-csms (Java)', needs: 'java', upstreams: HUAWEI, answers: 6 },
    ...{ command: ['java', '-cp', built('java/target/denied.jar'), 'SecretLife'], says: 'planted-value N CSMS.0106' },
  },
];

const folder = mkdtempSync(join(tmpdir(), 'dragoman-clients-'));
let service: Estate;
let other: Awaited<ReturnType<typeof probeGateway>>;
before(async () => {
  if (toolchains.size < 2) return;
  // What the clouds' names lead to here; nothing of it is known to the client, or to what records it.
  service = await newEstate(folder, CLI, ['--port', '443', '--tls-hosts', 'bkapi.example.com']);
  const authority = await fetch(`${service.gateway.url}/_dragoman/tls/authority`);
  writeFileSync(join(folder, 'ca.pem'), await authority.text());
  other = await probeGateway(PROBE_SETTINGS);
});
after(async () => {
  await (service as Estate | undefined)?.gateway.stop();
  await (other as typeof other | undefined)?.close();
  rmSync(folder, { recursive: true, force: true });
});

const dragoman = (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const ended = spawnSync(process.execPath, [CLI, ...args], {
    ...{ cwd: folder, encoding: 'utf8', env: { ...PLAIN_ENV, ...env } },
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
};

/** Clients write what they log to stdout too. */
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

for (const { name, needs, command, upstreams, flags = [], says, answers } of RUNS) {
  test(`${name} is recorded without a value, and its recording is what a gateway answers`, async (context) => {
    if (!toolchains.has(needs)) {
      context.skip(`${needs} is missing`);
      return;
    }
    const isPassed = flags.includes('--pass-through');
    const recorded = dragoman(
      [
        ...['record', '--out', 'recording.json', '--writes', '--upstream-ca', 'ca.pem', ...flags],
        ...[...upstreams.flatMap((url) => ['--upstream', url]), '--', ...command],
      ],
      { ...service.env, ...OWN },
    );
    assert.deepEqual([recorded.code, lastLine(recorded.out).replace(/ \d+ /, ' N ')], [0, says], recorded.err);
    const text = readFileSync(join(folder, 'recording.json'), 'utf8');
    assert.equal(/planted|DRAGOMANDEV|kst-|KAAP|[0-9a-f]{32}/.exec(text), null);
    const recording = readRecording(text, 'recording.json');
    assert.deepEqual([recording.left_out, recording.exchanges.length], [[], answers]);
    assert.equal(recorded.err.includes('as the command signs them'), isPassed);

    const played = dragoman(['conform', '--recording', 'recording.json'], {});
    assert.equal(played.code, 0, played.out);
    assert.match(played.out, new RegExp(`${answers} answers compared, all as expected`));
    await assertMutantFound(text, answers);
  });
}

/** A gateway that adds a header to each answer is told of with each. */
async function assertMutantFound(text: string, answers: number): Promise<void> {
  const current = (request: { readonly target: string }, { rawHeaders }: { readonly rawHeaders: readonly string[] }) =>
    request.target.startsWith('/_') ? null : { rawHeaders: [...rawHeaders, 'Retry-After', '1'] };
  const proxy = await mutatingProxy(other.url, { current });
  try {
    const { checks } = await conformRecording(readRecording(text, 'recording.json'), builtInProbes(), {
      ...{ open: (door) => openSandbox({ ...other, url: proxy.url }, door, MACHINE), hasSameState: true },
      hasSettings: true,
    });
    const found = checks.flatMap(({ differences }) => differences.map(({ kind, at }) => `${kind} ${at}`));
    assert.deepEqual(
      found,
      Array.from({ length: answers }, () => 'additional-header header retry-after'),
    );
  } finally {
    proxy.close();
  }
}
