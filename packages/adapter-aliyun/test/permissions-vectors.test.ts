import type { Json } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { createRole } from '../src/ram/roles.ts';
import { type Environment, form, json, newEnvironment, type Params } from './environment.ts';
import { type Caller, callerWith, sessionOf } from './permissions-environment.ts';
import { type AliyunVector, aliyunVectors, documentOf } from './ram-vectors.ts';

const ACCOUNT = '1000000000000001';
const STS = '2015-04-01';
const HMAC = { KeySpec: 'HMAC_SHA_256', KeyUsage: 'GENERATE/VERIFY_MAC' };

/** A vector as it is here: keys have the ids that the service gave them. */
interface Staged {
  readonly environment: Environment;
  readonly vector: AliyunVector;
  readonly keys: ReadonlyMap<string, string>;
}

/** Makes what the vector is about, and puts the ids of its keys into it. */
async function staged(given: AliyunVector): Promise<Staged> {
  const environment = await newEnvironment();
  const { request, policies } = given;
  const ids = new Set(
    [...request.checks.map(({ resource }) => resource), ...Object.keys(policies.resource ?? {})]
      .map((resource) => /:key\/(.+)$/.exec(resource)?.[1])
      .filter((id) => id !== undefined),
  );
  const keys = new Map<string, string>();
  for (const id of ids) {
    const Tags = tagsOf(given, id);
    const answer = await environment.ok('CreateKey', {
      ...(request.operation.endsWith('Mac') && HMAC),
      ...(request.operation === 'DeleteKeyMaterial' && { Origin: 'EXTERNAL' }),
      ...(Tags !== null && { Tags }),
    });
    keys.set(id, (answer['KeyMetadata'] as { readonly KeyId: string }).KeyId);
  }
  let text = JSON.stringify(given);
  for (const [id, made] of keys) text = text.replaceAll(id, made);
  const vector = JSON.parse(text) as AliyunVector;
  await makeSecrets(environment, vector, [...keys.values()]);
  for (const [resource, policy] of Object.entries(vector.policies.resource ?? {})) {
    const [, kind, name = ''] = /:(key|secret)\/(.+)$/.exec(resource) ?? [];
    if (kind === 'key') await environment.ok('SetKeyPolicy', { KeyId: name, Policy: JSON.stringify(policy) });
    else await environment.ok('SetSecretPolicy', { SecretName: name, Policy: JSON.stringify(policy) });
  }
  return { environment, vector, keys };
}

function tagsOf({ request }: AliyunVector, id: string): string | null {
  const context = request.checks.find(({ resource }) => resource.endsWith(`:key/${id}`))?.context ?? {};
  const tags = Object.entries(context).flatMap(([key, value]) =>
    key.startsWith('kms:tag/') ? [{ TagKey: key.slice('kms:tag/'.length), TagValue: value }] : [],
  );
  return tags.length === 0 ? null : JSON.stringify(tags);
}

async function makeSecrets(
  environment: Environment,
  { request, expect: { kind } }: AliyunVector,
  keys: readonly string[],
): Promise<void> {
  const [key] = keys;
  for (const { resource } of request.checks) {
    const [, region, account, name] = /^acs:kms:([^:]+):(\d+):secret\/(.+)$/.exec(resource) ?? [];
    if (name === undefined || account !== ACCOUNT || region !== 'cn-hangzhou') continue;
    if (request.exists === false || kind === 'missing') continue;
    await environment.ok('CreateSecret', {
      SecretName: name,
      VersionId: 'v1',
      SecretData: 'x',
      ...(key !== undefined && { EncryptionKeyId: key }),
    });
  }
}

/** Who calls: the conditions that a request would fulfil elsewhere are stated, as everything comes from here. */
async function callerOf({ environment, vector }: Staged): Promise<Caller> {
  const { principal, policies, request } = vector;
  const address = request.context?.['acs:SourceIp'];
  const identity = policies.identity?.map(documentOf);
  if (principal.kind === 'role') {
    const { name = '', session = 'test' } = principal;
    await createRole(environment.services, ACCOUNT, name, {
      maxSession: 3_600,
      policies: (identity ?? []).map((document, index) => ({ name: `p${index}`, document })),
    });
    return sessionOf(environment, name, session, policies.session);
  }
  return callerWith(environment, principal.name ?? 'root', {
    account: principal.account,
    ...(principal.kind === 'user' && { policies: identity ?? [] }),
    ...(address !== undefined && { context: { source_ip: address } }),
  });
}

const NAMED = /^acs:kms:([^:]+):(\d+):(secret|key|alias)\/(.+)$/;

/** What the vector's operation is called with. */
async function paramsOf({ environment, vector }: Staged): Promise<Params> {
  const { request, principal } = vector;
  const [first, second] = request.checks.map(({ resource }) => resource);
  const [, region = '', account = '', , name = ''] = NAMED.exec(first ?? '') ?? [];
  const SecretName = account === principal.account || account === '' ? name : (first ?? '');
  const KeyId = [first, second]
    .map((resource) => /:key\/(.+)$/.exec(resource ?? '')?.[1])
    .find((id) => id !== undefined);
  const key = { KeyId: KeyId ?? '' };
  const EncryptionContext = contextOf(vector);
  const bound = EncryptionContext === null ? {} : { EncryptionContext };
  const blob = async (): Promise<string> =>
    String((await environment.ok('Encrypt', { ...key, Plaintext: 'eA==', ...bound }))['CiphertextBlob']);
  const value = { VersionId: 'v2', SecretData: 'y' };
  switch (request.operation) {
    case 'ListSecrets':
    case 'GetRandomPassword':
    case 'CreateKey':
    case 'DescribeRegions':
      return {};
    case 'CreateSecret':
      return { SecretName: 'new', ...value, ...(KeyId !== undefined && { EncryptionKeyId: KeyId }) };
    case 'PutSecretValue':
      return { SecretName, ...value };
    case 'SetSecretPolicy':
      return { SecretName, Policy: JSON.stringify(Object.values(vector.policies.resource ?? {})[0]) };
    case 'CreateAlias':
      return { AliasName: 'alias/orders', ...key };
    case 'Encrypt':
      return { ...key, Plaintext: 'eA==', ...bound };
    case 'GenerateMac':
      return { ...key, Algorithm: 'HMAC_SHA_256', Message: 'eA==' };
    case 'Decrypt':
      return { CiphertextBlob: await blob(), ...bound };
    case 'ReEncrypt':
      return { CiphertextBlob: await blob(), DestinationKeyId: /:key\/(.+)$/.exec(second ?? '')?.[1] ?? '' };
    case 'DescribeKey':
    case 'DeleteKeyMaterial':
      return key;
    case 'GetSecretValue':
      return vector.expect.kind === 'invalid' ? {} : { SecretName, RegionId: region, ...dryRun(vector) };
    default:
      return { SecretName };
  }
}

function dryRun({ note }: AliyunVector): Params {
  return note?.startsWith('DryRun') === true ? { DryRun: 'true' } : {};
}

function contextOf({ request }: AliyunVector): string | null {
  const pairs = Object.entries(request.checks[0]?.context ?? {}).flatMap(([key, value]) =>
    key.startsWith('kms:EncryptionContext:') ? [[key.slice('kms:EncryptionContext:'.length), value]] : [],
  );
  return pairs.length === 0 ? null : JSON.stringify(Object.fromEntries(pairs));
}

async function expectDecision(vector: AliyunVector, answer: Awaited<ReturnType<Caller['call']>>): Promise<void> {
  const { decision, error } = vector.expect;
  const body = json(answer);
  if (decision === 'allow') {
    expect([answer.status, body['Code']]).toEqual([200, undefined]);
    return;
  }
  expect([answer.status, body['Code']]).toEqual([error?.status, error?.code]);
  if (error?.message !== undefined) expect(String(body['Message']).replace(' .', '.')).toBe(error.message);
  if (error?.code !== 'Forbidden.NoPermission') return;
  const { AuthPrincipalDisplayName: name, ...detail } = error.access_denied_detail ?? {};
  const given = body['AccessDeniedDetail'] as Readonly<Record<string, unknown>> | undefined;
  if (name === undefined) expect(given).toBeUndefined();
  else expect(given).toMatchObject(detail);
  if (name?.includes(':') === true) expect(given?.['AuthPrincipalDisplayName']).toBe(name);
}

/** What only a request over TLS or with MFA shows, and what its own tests show of roles. */
const isOfKms = ({ request }: AliyunVector): boolean => request.operation !== 'AssumeRole';

describe('every decision about KMS that is known, asked with a signed request', () => {
  it.each(aliyunVectors.filter(isOfKms).map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    async (_id, _title, given) => {
      const stage = await staged(given);
      const caller = await callerOf(stage);
      const answer = await caller.call(given.request.operation, await paramsOf(stage));
      await expectDecision(stage.vector, answer);
    },
  );
});

const READER = `acs:ram::${ACCOUNT}:role/reader`;

describe('every decision about roles that is known, asked with a request', () => {
  it.each(
    aliyunVectors.filter((vector) => !isOfKms(vector)).map((vector) => [vector.id, vector.title, vector] as const),
  )('%s: %s', async (_id, _title, vector) => {
    const environment = await newEnvironment();
    const { principal, policies, request } = vector;
    const name = request.exists === false ? 'another' : 'reader';
    await createRole(environment.services, ACCOUNT, name, { maxSession: 3_600, trust: policies.trust as Json });
    const role = { Version: STS, RoleArn: READER, RoleSessionName: 'test' };
    if (principal.kind === 'federated') {
      const token = tokenOf({
        iss: 'https://oidc.test',
        aud: request.context?.['oidc:aud'] ?? '',
        sub: request.context?.['oidc:sub'] ?? '',
        exp: environment.services.clock.now() / 1_000 + 60,
        iat: environment.services.clock.now() / 1_000,
      });
      const OIDCProviderArn = principal.provider ?? '';
      const answer = await environment.send(
        'POST',
        `/?${form({ Action: 'AssumeRoleWithOIDC', ...role, OIDCProviderArn, OIDCToken: token })}`,
      );
      await expectDecision(vector, answer);
      return;
    }
    const caller = await callerWith(environment, 'ci', { policies: (policies.identity ?? []).map(documentOf) });
    const answer = await caller.call('AssumeRole', role);
    await expectDecision(vector, answer);
    const type = vector.expect.error?.policy_type;
    if (type !== undefined) expect(json(answer)['AccessDeniedDetail']).toMatchObject({ PolicyType: type });
  });
});

/** Nobody's keys are configured, so no signature is verified. */
function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}
