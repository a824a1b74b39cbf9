/** The vectors of stages: each step sent to a built gateway, and which version has which stage after it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { LenientGateway } from './lenient-gateway.ts';
import { type SignatureGroup, type WireRequest, families, readFamily } from './data.ts';
import { shownError } from './services.ts';

interface Step {
  readonly operation: string;
  readonly request: WireRequest;
  readonly error?: { readonly status: number; readonly code: string | number; readonly message: string };
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

interface StageTest {
  readonly tcId: number;
  readonly comment: string;
  readonly steps: readonly Step[];
}

interface StageGroup {
  readonly service: 'aliyun' | 'huawei';
  readonly now: string;
  readonly tests: readonly StageTest[];
}

const gateway = new LenientGateway();

before(() => gateway.start());
after(() => gateway.stop());

for (const family of families().filter((name) => readFamily(name).schema === 'stage_rules_schema.json'))
  test(`the gateway keeps ${family} as the vectors say`, async () => {
    const wrong: string[] = [];
    for (const { service, now, tests } of readFamily(family).testGroups as unknown as readonly StageGroup[]) {
      await gateway.setClock(now);
      for (const vector of tests) {
        const problem = await problemOf(service, vector);
        if (problem !== null) wrong.push(`${family} ${vector.tcId} (${vector.comment}): ${problem}`);
      }
    }
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} are kept otherwise`);
  });

async function problemOf(service: SignatureGroup['service'], { steps }: StageTest): Promise<string | null> {
  await gateway.reset();
  for (const [at, { request, error, stages }] of steps.entries()) {
    const answer = await gateway.play(request);
    const { code, message } = shownError(service, answer);
    const seen = code === '' ? 'success' : `${answer.status} ${code} ${message}`;
    const stated = error === undefined ? 'success' : `${error.status} ${error.code} ${error.message}`;
    if (seen !== stated) return `step ${at + 1}: ${stated} is stated, seen is ${seen}`;
    const kept = await keptStages(service);
    if (JSON.stringify(kept) !== JSON.stringify(stages))
      return `step ${at + 1}: ${JSON.stringify(stages)} is stated, seen is ${JSON.stringify(kept)}`;
  }
  return null;
}

/** Each version with its stages, as the service lists them. */
async function keptStages(service: SignatureGroup['service']): Promise<Record<string, string[]>> {
  const { body } = await gateway.play(LISTS[service] ?? LISTS.huawei);
  const pairs = service === 'aliyun' ? versionsOfKms(body) : versionsOfCsms(body);
  return Object.fromEntries(pairs.map(([id, stages]) => [id, [...stages].sort()]));
}

const HUAWEI = [
  ['Host', 'csms.cn-north-4.myhuaweicloud.com'],
  ['X-Auth-Token', 'token'],
] as const;
const QUERY = 'Action=ListSecretVersionIds&Version=2016-01-20&SecretName=orders/db&IncludeDeprecated=true&PageSize=100';
const LISTS: Partial<Record<string, WireRequest>> & { readonly huawei: WireRequest } = {
  huawei: {
    method: 'GET',
    target: '/v1/0123456789abcdef0123456789abcdef/secrets/orders-db/versions?limit=1000',
    headers: HUAWEI,
  },
  aliyun: {
    method: 'GET',
    target: `/?${QUERY}&AccessKeyId=LTAIVECTORS000000001&Signature=`,
    headers: [['Host', 'kms.cn-hangzhou.aliyuncs.com']],
  },
};

type Kept = readonly (readonly [id: string, stages: readonly string[]])[];

function versionsOfKms(body: string): Kept {
  const { VersionIds } = JSON.parse(body) as {
    readonly VersionIds: {
      readonly VersionId: readonly {
        readonly VersionId: string;
        readonly VersionStages: { readonly VersionStage: readonly string[] };
      }[];
    };
  };
  return VersionIds.VersionId.map((version) => [version.VersionId, version.VersionStages.VersionStage]);
}

function versionsOfCsms(body: string): Kept {
  const { version_metadatas: versions } = JSON.parse(body) as {
    readonly version_metadatas: readonly { readonly id: string; readonly version_stages: readonly string[] }[];
  };
  return versions.map(({ id, version_stages: stages }) => [id, stages]);
}
