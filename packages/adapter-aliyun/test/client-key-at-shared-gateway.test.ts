import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { inEnglish } from '../../../test/in-english.ts';
import { keepClientKey } from '../src/instances/client-key.ts';
import { createThing } from '../src/instances/instance-records.ts';
import { ACCESS_POINTS } from '../src/instances/access-point.ts';
import { type Environment, form, json, newEnvironment, type Params } from './environment.ts';

const vectors = JSON.parse(readFileSync(new URL('vectors/aliyun-kms-instance.json', import.meta.url), 'utf8')) as {
  readonly client_key: {
    readonly key_id: string;
    readonly certificate_pem: string;
    readonly private_key_pkcs8_pem: string;
  };
  readonly shared_gateway_v1: readonly { readonly name: string; readonly method: string; readonly target: string }[];
};
const { key_id: ID, certificate_pem: certificate, private_key_pkcs8_pem: privateKey } = vectors.client_key;

const TENANT = { account: '1000000000000001', region: 'cn-hangzhou' };
const SIGNED_AT = Date.parse('2026-11-30T03:09:51Z');
const USER = 'RbacPermission/Template/CryptoServiceSecretUser';
const KEY_USER = 'RbacPermission/Template/CryptoServiceKeyUser';

let environment: Environment;

async function setUp(options: Parameters<typeof newEnvironment>[0] = {}): Promise<void> {
  environment = await newEnvironment(options);
  const { services } = environment;
  services.advance(SIGNED_AT - services.clock.now());
  const vault = `aliyun:${TENANT.account}/${TENANT.region}`;
  const parts = { services, settings: { instances: [] }, vault };
  await createThing(parts, ACCESS_POINTS, { id: 'a', body: { name: 'a', description: '', policies: ['p'] } });
  await keepClientKey(parts, TENANT, {
    id: ID,
    accessPoint: 'a',
    certificate,
    createdAt: '2026-11-30T00:00:00Z',
    notBefore: '2026-11-30T00:00:00Z',
    notAfter: '2027-11-30T00:00:00Z',
  });
  for (const SecretName of ['ck', 'smc-go', 'other'])
    await environment.ok('CreateSecret', { SecretName, VersionId: 'v1', SecretData: `<${SecretName}>` });
}
beforeEach(() => setUp());

const permit = (permissions: readonly string[], resources: readonly string[]) =>
  environment.ok('CreatePolicy', {
    Name: 'p',
    Permissions: JSON.stringify(permissions),
    Resources: JSON.stringify(resources),
  });

/** Signs as the clients of secretsmanager v1 do. */
async function called(action: string, params: Params = {}, key = privateKey): Promise<Record<string, unknown>> {
  const all: Params = {
    Action: action,
    Version: '2016-01-20',
    Format: 'JSON',
    AccessKeyId: ID,
    SignatureMethod: 'SHA256withRSA',
    SignatureType: 'PRIVATEKEY',
    SignatureVersion: '1.0',
    SignatureNonce: 'n',
    Timestamp: `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`,
    ...params,
  };
  const enc = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const canonical = Object.keys(all)
    .toSorted()
    .map((name) => `${enc(name)}=${enc(all[name] ?? '')}`)
    .join('&');
  const Signature = sign('RSA-SHA256', Buffer.from(`POST&%2F&${enc(canonical)}`), key).toString('base64');
  return json(await environment.send('POST', `/?${form({ ...all, Signature })}`));
}

async function explained(target: string): Promise<string> {
  const request = { ...requestHead('POST', target, { host: '127.0.0.1:4600' }), body: Buffer.alloc(0) };
  const receivedAt = environment.services.clock.now();
  const asItWas = { summary: 'as it was', help: null };
  return inEnglish(await environment.door.explain({ request, requestId: 'r', receivedAt }, asItWas)).verdict;
}

describe('a client key at the shared gateway', () => {
  it('is explained where it is not taken', async () => {
    const target = vectors.shared_gateway_v1[0]?.target ?? '';
    expect(await explained(target)).toBe('as it was');
    expect(await explained(target.replace('SecretName=ck', 'SecretName=other'))).toMatch(/private half of KAAP/);
    expect(await explained(target.replace('SHA256withRSA', 'HMAC-SHA1'))).toMatch(/SHA256withRSA alone/);
    expect(await explained(target.replaceAll('KAAP.0', 'KAAP.9'))).toMatch(/no access point here/);
    environment.services.advance(366 * 86_400_000);
    expect(await explained(target)).toMatch(/counts from 2026-11-30T00:00:00Z to 2027-11-30T00:00:00Z/);
  });

  it.each(vectors.shared_gateway_v1.map(({ name, method, target }) => [name, method, target] as const))(
    'reads a secret as %s signed it',
    async (_name, method, target) => {
      await permit([USER], ['secret/*']);
      const SecretName = new URLSearchParams(target.slice(2)).get('SecretName') ?? '';
      expect(json(await environment.send(method, target))).toMatchObject({ SecretName, SecretData: `<${SecretName}>` });
    },
  );

  it('is no key of which a parameter was changed on the way', async () => {
    await permit([USER], ['secret/*']);
    const target = vectors.shared_gateway_v1[0]?.target.replace('SecretName=ck', 'SecretName=other') ?? '';
    expect(json(await environment.send('POST', target))).toMatchObject({ Code: 'IncompleteSignature' });
  });

  it('may do what the policies of its access point permit, and nothing else', async () => {
    expect(await called('GetSecretValue', { SecretName: 'ck' })).toMatchObject({ Code: 'Forbidden.NoPermission' });
    await permit([USER], ['secret/ck', 'key/*']);
    expect(await called('GetSecretValue', { SecretName: 'ck' })).toMatchObject({ SecretData: '<ck>' });
    expect(await called('GetSecretValue', { SecretName: 'other' })).toMatchObject({ Code: 'Forbidden.NoPermission' });
    expect(await called('ListSecrets')).toMatchObject({ Code: 'Forbidden.NoPermission' });
    expect(await called('PutSecretValue', { SecretName: 'ck', VersionId: 'v2', SecretData: 'd' })).toMatchObject({
      Code: 'Forbidden.NoPermission',
    });
  });

  it('reads every secret of the account where it is a SecretUser', async () => {
    await permit(['RbacPermission/Template/SecretUser'], ['secret/ck']);
    expect(await called('GetSecretValue', { SecretName: 'other' })).toMatchObject({ SecretData: '<other>' });
  });

  it('encrypts by the keys that it may use', async () => {
    const { KeyMetadata } = await environment.ok('CreateKey');
    const { KeyId } = KeyMetadata as { KeyId: string };
    await permit([KEY_USER], [`key/${KeyId}`]);
    const { CiphertextBlob } = (await called('Encrypt', { KeyId, Plaintext: 'aGk=' })) as { CiphertextBlob: string };
    expect(await called('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGk=' });
    expect(await called('DisableKey', { KeyId })).toMatchObject({ Code: 'Forbidden.NoPermission' });
  });

  it('works in its own account and region', async () => {
    await permit([USER], ['secret/*']);
    const elsewhere = { SecretName: 'ck', RegionId: 'cn-beijing' };
    expect(await called('GetSecretValue', elsewhere)).toMatchObject({ Code: 'Forbidden.NoPermission' });
  });

  it('is not known before its time, after it, and once it was deleted', async () => {
    await permit([USER], ['secret/*']);
    environment.services.advance(366 * 86_400_000);
    expect(await called('GetSecretValue', { SecretName: 'ck' })).toMatchObject({
      HttpStatus: 404,
      Code: 'InvalidAccessKeyId.NotFound',
    });
    await setUp();
    await permit([USER], ['secret/*']);
    await environment.ok('DeleteClientKey', { ClientKeyId: ID });
    expect(await called('GetSecretValue', { SecretName: 'ck' })).toMatchObject({ Code: 'InvalidAccessKeyId.NotFound' });
  });

  it('is proven by its private half alone', async () => {
    await permit([USER], ['secret/*']);
    const { privateKey: another } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect(await called('GetSecretValue', { SecretName: 'ck' }, another)).toMatchObject({
      Code: 'IncompleteSignature',
    });
    for (const params of [{ SignatureMethod: 'HMAC-SHA1' }, { SignatureType: '' }] as Params[])
      expect(await called('GetSecretValue', { SecretName: 'ck', ...params })).toMatchObject({
        Code: 'InvalidParameter',
        Message: expect.stringContaining('SignatureMethod'),
      });
    // A secret key is none.
    expect(await called('GetSecretValue', { SecretName: 'ck', AccessKeyId: 'testAK' })).toMatchObject({
      Code: 'InvalidAccessKeyId.NotFound',
    });
  });

  it('is bound to its access point in lenient mode too', async () => {
    await setUp({ authMode: 'lenient' });
    await permit([USER], ['secret/ck']);
    expect(await called('GetSecretValue', { SecretName: 'ck' })).toMatchObject({ SecretData: '<ck>' });
    expect(await called('GetSecretValue', { SecretName: 'other' })).toMatchObject({ Code: 'Forbidden.NoPermission' });
  });
});
