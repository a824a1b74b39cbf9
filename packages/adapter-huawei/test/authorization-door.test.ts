import { readFileSync } from 'node:fs';

import { type Json, registerIdentity } from '@dragoman/core';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Answer, type Environment, type KEYS, PROJECT, openEnvironment } from './environment.ts';

interface Vector {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly certainty: string;
  readonly principal: { readonly kind: string; readonly domain: string; readonly name: string; readonly id: string };
  readonly grants?: readonly { readonly scope: { readonly [key: string]: string }; readonly policy: GivenPolicy }[];
  readonly request: {
    readonly operation: string;
    readonly enterprise_project?: string;
    readonly exists?: false;
    readonly context?: Readonly<Record<string, string>>;
    readonly checks: readonly {
      readonly actions: readonly string[];
      readonly resource: string;
      readonly context?: Readonly<Record<string, string>>;
    }[];
  };
  readonly expect: {
    readonly decision: 'allow' | 'deny';
    readonly failing_check?: number;
    readonly error?: { readonly status: number; readonly code?: string; readonly message?: string; body?: object };
  };
}

type GivenPolicy = { readonly [key: string]: Json } & { readonly system?: string };

const FILE = new URL('../../../test/vectors/authorization.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly vectors: readonly Vector[] };
const SENT = vectors.filter(({ service }) => service === 'huawei');
const SECRETS = `/v1/${PROJECT}/secrets`;
const KMS = `/v1.0/${PROJECT}/kms`;

/** What a vector's request is about: a name or id of its own, so that no vector meets what another made. */
interface Subject {
  readonly secret: string;
  readonly key: string;
  readonly vector: Vector;
}

/** One user to each vector, who states what it grants. */
async function addUser(
  { services }: Environment,
  { id, principal, grants }: Vector,
  keyId: string,
): Promise<typeof KEYS> {
  const keys = { ak: `AK${id.toUpperCase()}`, sk: `secret-key-of-${id}` };
  const stated = JSON.parse(JSON.stringify(grants ?? []).replaceAll(':k1"', `:${keyId}"`)) as NonNullable<
    typeof grants
  >;
  const attributes = {
    domain: { id: principal.domain, name: 'team' },
    user: { id: principal.id, name: principal.name },
    project: { id: PROJECT, name: 'cn-north-4' },
    ...(principal.kind !== 'account' && {
      grants: stated.map(({ scope, policy }) => ({
        policy: policy.system === undefined ? { name: 'given', document: policy } : { name: policy.system },
        ...(policy['Version'] !== '5.0' && scope),
      })) as Json,
    }),
  };
  await registerIdentity(services, { id, name: principal.name, addresses: 'any', attributes: { huawei: attributes } }, [
    { kind: 'access-key', lookup: keys.ak, secret: keys.sk, expiresAt: null },
  ]);
  return keys;
}

type Call = readonly [method: string, target: string, body?: unknown];

/** The request that each operation of the vectors takes. */
const CALLS: Readonly<Record<string, (subject: Subject) => Call>> = {
  ShowSecret: ({ secret }) => ['GET', `${SECRETS}/${secret}`],
  ShowSecretVersion: ({ secret, vector }) => [
    'GET',
    `${SECRETS}/${secret}/versions/${vector.request.checks[0]?.context?.['csms:VersionId'] ?? 'v1'}`,
  ],
  ShowSecretStage: ({ secret }) => ['GET', `${SECRETS}/${secret}/stages/SYSCURRENT`],
  ListSecrets: () => ['GET', SECRETS],
  DeleteSecret: ({ secret }) => ['DELETE', `${SECRETS}/${secret}`],
  DeleteSecretForSchedule: ({ secret }) => [
    'POST',
    `${SECRETS}/${secret}/scheduled-deleted-tasks/create`,
    { recovery_window_in_days: 7 },
  ],
  RestoreSecret: ({ secret }) => ['POST', `${SECRETS}/${secret}/scheduled-deleted-tasks/cancel`],
  DownloadSecretBlob: ({ secret }) => ['POST', `${SECRETS}/${secret}/backup`],
  UploadSecretBlob: ({ secret }) => ['POST', `${SECRETS}/restore`, { secret_blob: secret }],
  CreateSecret: ({ secret, key, vector }) => [
    'POST',
    SECRETS,
    { name: secret, secret_string: 'value', ...(vector.request.checks.length > 1 && { kms_key_id: key }) },
  ],
  ListSecretEvents: () => ['GET', `/v1/${PROJECT}/csms/events`],
  BatchDeleteSecrets: () => ['POST', `${SECRETS}/batch-delete`, { instance_id: 'none' }],
  'KMS:CreateKey': ({ vector }) => ['POST', `${KMS}/create-key`, { key_alias: `made-by-${vector.id}` }],
  'KMS:CreateDatakey': ({ key }) => ['POST', `${KMS}/create-datakey`, { key_id: key, datakey_length: '512' }],
  'KMS:EncryptData': ({ key }) => ['POST', `${KMS}/encrypt-data`, { key_id: key, plain_text: 'text' }],
  'KMS:DecryptData': ({ secret }) => ['POST', `${KMS}/decrypt-data`, { cipher_text: secret }],
  'KMS:DeleteTag': ({ key }) => ['DELETE', `${KMS}/${key}/tags/team`],
  KeystoneListProjects: () => ['GET', '/v3/projects'],
};

/** Those that say what a grant of a key gives: `kms-grants.test.ts` has them. */
const KEY_GRANTS = new Set(['huawei-44', 'huawei-45', 'huawei-46']);

/** What a request's context says that only another sort of request could: a login with a passcode. */
function isOfAccessKey({ request }: Vector): boolean {
  return request.context?.['g:MFAPresent'] === undefined;
}

/** Makes what the request is about, as the account itself. */
async function prepare(environment: Environment, vector: Vector): Promise<Subject> {
  const { operation, enterprise_project: project, exists, checks } = vector.request;
  const name = checks[0]?.resource.split(':').at(-1) ?? '';
  const { json } = await environment.call('POST', `${KMS}/create-key`, { key_alias: `key-of-${vector.id}` });
  const key = (json as unknown as { readonly key_info: { readonly key_id: string } }).key_info.key_id;
  await environment.call('POST', `${KMS}/${key}/tags`, { tag: { key: 'team', value: 'orders' } });
  const subject = { secret: name, key, vector };
  if (operation === 'KMS:DecryptData') {
    const { json: encrypted } = await environment.call('POST', `${KMS}/encrypt-data`, { key_id: key, plain_text: 'x' });
    return { ...subject, secret: (encrypted as unknown as { readonly cipher_text: string }).cipher_text };
  }
  if (exists === false || operation === 'CreateSecret' || !checks[0]?.resource.startsWith('csms:')) return subject;
  const { json: made } = await environment.call('POST', SECRETS, {
    name: name === '*' ? 'db' : name,
    secret_string: 'value',
    ...(checks.length > 1 && { kms_key_id: key }),
    ...(project !== undefined && { enterprise_project_id: project }),
  });
  const tag = Object.entries(checks[0].context ?? {}).find(([at]) => at.startsWith('g:ResourceTag/'));
  if (tag !== undefined) {
    const given = { key: tag[0].slice('g:ResourceTag/'.length), value: tag[1] };
    await environment.call('POST', `/v1/${PROJECT}/csms/${made.secret.id}/tags`, { tag: given });
  }
  if (operation === 'RestoreSecret')
    await environment.call('POST', `${SECRETS}/${name}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 7 });
  if (operation === 'UploadSecretBlob') {
    const backup = await environment.call('POST', `${SECRETS}/${name}/backup`);
    return { ...subject, secret: backup.json.secret_blob };
  }
  return subject;
}

/** What the decision is, seen from outside. */
function seen({ status, text }: Answer) {
  const body = JSON.parse(text || '{}') as { error_code?: string; error?: { error_code?: string; code?: number } };
  return { status, code: body.error_code ?? body.error?.error_code ?? body.error?.code };
}

describe('the decision vectors of Huawei, each by a signed request', () => {
  let environment: Environment;
  beforeAll(async () => {
    environment = await openEnvironment();
  });

  const byRequest = SENT.filter(isOfAccessKey).filter(({ id }) => !KEY_GRANTS.has(id));

  it('are all but those that need a grant of the key or a passcode', () => {
    expect([SENT.length, byRequest.length]).toEqual([52, 48]);
  });

  it.each(byRequest.map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    async (id, _title, vector) => {
      environment = await openEnvironment();
      const subject = await prepare(environment, vector);
      // The grants are about `k1`; a request may be about another key.
      const isOther = vector.request.checks.some(({ resource }) => resource.endsWith(':k2'));
      const keys = await addUser(environment, vector, isOther ? 'another-key' : subject.key);
      const call = CALLS[vector.request.operation];
      if (call === undefined) throw new Error(`${id} needs a request for ${vector.request.operation}`);
      const answer = await environment.callAs(keys, ...call(subject));
      const { error } = vector.expect;
      if (error === undefined) expect(answer.status).toBeLessThan(300);
      else
        expect(seen(answer)).toMatchObject({
          status: error.status,
          ...(error.code !== undefined && { code: error.code }),
        });
      expect(environment.outcomes.at(-1)?.internalError ?? null).toBeNull();
      // A list asks once more for each enterprise project that it shows.
      const checks = environment.outcomes.at(-1)?.checks?.map(({ check }) => check.resource);
      const stated = vector.request.checks.slice(0, (vector.expect.failing_check ?? Infinity) + 1);
      if (vector.principal.kind === 'account') expect(checks).toBeUndefined();
      else
        expect([...new Set(checks)]).toEqual(
          stated.map(({ resource }) => resource.replace(/:k[12]$/, `:${subject.key}`)),
        );
    },
  );
});
