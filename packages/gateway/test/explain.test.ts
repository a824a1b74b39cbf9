import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { kmsClient, openApiCaller, popCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

type Explained = Awaited<ReturnType<ControlClient['explain']>>;

/** The explanation of the request that was sent last, which was rejected. */
async function explained(rejected: Promise<unknown>): Promise<Explained> {
  await rejected.catch(() => undefined);
  const { entries } = await control.journal.list({ newest: true, limit: 1 });
  const explanation = await control.explain({ request_id: entries[0]?.request_id ?? '' });
  expect(JSON.stringify(explanation)).not.toContain(DEVELOPMENT.secretKey);
  expect(JSON.stringify(explanation)).not.toContain(DEVELOPMENT.app.bk_app_secret);
  return explanation;
}

const mistakes = ({ signature }: Explained): string[] => (signature?.right_if ?? []).map(({ mistake }) => mistake);
const KEY = DEVELOPMENT.accessKey;
const SECRET = DEVELOPMENT.secretKey;

/** What official clients do with a key that is not right, and what is found of it. */
const KEYS: [string, { id: string; secret: string }, string[]][] = [
  ['another key', { id: KEY, secret: 'quite another secret key' }, []],
  ['a line break behind the key', { id: KEY, secret: `${SECRET}\n` }, ['key-line-end']],
  ['a blank behind the key', { id: KEY, secret: `${SECRET} ` }, ['key-blank']],
  ['both halves swapped', { id: SECRET, secret: KEY }, ['swapped-keys']],
  ['the id as the secret', { id: KEY, secret: KEY }, ['key-is-id']],
];

describe('an explanation of what an official client signed', () => {
  it.each(KEYS)('with %s: Huawei’s Node SDK', async (_what, { id, secret }, found) => {
    const explanation = await explained(
      huaweiClient(gateway.url, { ak: id, sk: secret }).call('GET', 'secrets', undefined, {
        limit: 10,
        marker: 'a b~c',
      }),
    );
    expect(mistakes(explanation)).toEqual(found);
    expect(explanation.signature?.server.canonical_request).toContain('\nlimit=10&marker=a%20b~c\n');
  });

  it.each(KEYS)('with %s: Alibaba Cloud’s clients', async (_what, { id, secret }, found) => {
    const keys = { accessKeyId: id, accessKeySecret: secret };
    const calls = {
      'ACS3-HMAC-SHA256': () => openApiCaller(gateway.host)('ListSecrets', { Description: 'Marked-value-1' }, { keys }),
      'V1 HMAC-SHA1': () => popCaller(gateway.url, 'POST')('ListSecrets', { Description: 'Marked-value-1' }, { keys }),
      'V1 HMAC-SHA1, again': () =>
        openApiCaller(gateway.host, 'body', 'v2')('ListSecrets', { Description: 'Marked-value-1' }, { keys }),
    };
    for (const [scheme, call] of Object.entries(calls)) {
      const explanation = await explained(call());
      expect([explanation.signature?.scheme, mistakes(explanation)]).toEqual([scheme.replace(', again', ''), found]);
      expect(JSON.stringify(explanation)).not.toContain('Marked-value-1');
    }
  });

  it('says whose a secret key is', async () => {
    const { Credentials } = (await openApiCaller(gateway.host)(
      'AssumeRole',
      { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' },
      { version: '2015-04-01' },
    )) as { Credentials: { AccessKeySecret: string } };
    const explanation = await explained(
      kmsClient(gateway.host, { accessKeyId: KEY, accessKeySecret: Credentials.AccessKeySecret }).describeRegions(
        {} as never,
      ),
    );
    expect(mistakes(explanation)).toEqual(['wrong-identity']);
    expect(explanation.verdict).toContain('the identity development');
    expect(JSON.stringify(explanation)).not.toContain(Credentials.AccessKeySecret);
  });

  it('sees the right signature of a clock that is wrong', async () => {
    const explanation = await explained(fetch(`${gateway.url}/?${v1({ Timestamp: '2020-01-01T00:00:00Z' })}`));
    expect(mistakes(explanation)).toEqual(['clock']);
  });
});

/** A V1 request that is signed right. */
function v1(changes: Record<string, string>): string {
  const params: Record<string, string> = {
    Action: 'ListSecrets',
    Version: '2016-01-20',
    AccessKeyId: KEY,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: 'n',
    Timestamp: '',
    ...changes,
  };
  const query = Object.keys(params)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(params[name] ?? '')}`)
    .join('&');
  const signature = createHmac('sha1', `${SECRET}&`)
    .update(`GET&%2F&${encodeURIComponent(query)}`)
    .digest('base64');
  return `${query}&Signature=${encodeURIComponent(signature)}`;
}

describe('an explanation of another rejection', () => {
  it('tells what is wrong with an app', async () => {
    expect(
      (await explained(esbCall(gateway.url, 'create_credential', { bk_app_secret: 'a-wrong-app-secret' }))).verdict,
    ).toBe('this is not the secret of the app dragoman');
  });

  it('names the nearest operation', async () => {
    expect((await explained(openApiCaller(gateway.host)('GetSecretValeu', {}))).nearest[0]).toEqual({
      operation: 'GetSecretValue',
      call: 'GetSecretValue',
      differs: ['the name: GetSecretValue in place of GetSecretValeu'],
    });
    expect(
      (await explained(huaweiClient(gateway.url).call('GET', 'secret/n'))).nearest.map(({ operation }) => operation),
    ).toContain('ShowSecret');
    const unclaimed = await explained(fetch(`${gateway.url}/v9/secrets`));
    expect([unclaimed.about, unclaimed.nearest.length]).toEqual(['route', expect.any(Number)]);
  });

  it('says which rule rejected, in the words for the console', async () => {
    const wrong = await explained(
      huaweiClient(gateway.url).call('POST', 'secrets', { name: 'not a name', secret_string: 'x' }),
    );
    expect([wrong.about, wrong.verdict, wrong.remedies[0]]).toEqual([
      'rule',
      'The value of parameter is invalid.',
      expect.stringContaining('name'),
    ]);
    const missing = await explained(openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'by-nobody' }));
    expect([missing.about, missing.remedies]).toEqual(['rule', ['secret-not-found: by-nobody']]);
  });

  it('knows what a fault rule did', async () => {
    await control.faults.set({ rules: [{ fault: 'throttle', times: 1 }] });
    expect((await explained(openApiCaller(gateway.host)('ListSecrets', {}))).verdict).toContain(
      'a fault rule answered',
    );
  });

  it('is rejected for what was not, and for what nobody knows', async () => {
    await openApiCaller(gateway.host)('ListSecrets', {});
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    await expect(control.explain({ request_id: entries[0]?.request_id ?? '' })).rejects.toMatchObject({
      status: 409,
      code: 'not-rejected',
    });
    await expect(control.explain({ request_id: 'nobody-knows' })).rejects.toMatchObject({ status: 404 });
  });
});
