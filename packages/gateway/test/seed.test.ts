import { request } from 'node:http';

import { GetRandomPasswordRequest } from '@alicloud/kms20160120';
import { describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { kmsClient } from './support/aliyun.ts';
import { DEVELOPMENT, gatewayForTest } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';

/** One request, and all that was answered to it. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

type Answer = Readonly<Record<string, unknown>>;

/** Sends requests one after another and keeps every byte of the answers. */
class Script {
  readonly #url: URL;
  readonly transcript: string[] = [];

  constructor(url: string) {
    this.#url = new URL(url);
  }

  async send({ method, path, headers = {}, body }: Sent): Promise<Answer> {
    const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const { text, head } = await new Promise<{ text: string; head: string }>((resolve, reject) => {
      const sent = request(
        {
          hostname: this.#url.hostname,
          port: this.#url.port,
          method,
          path,
          headers: { Host: 'dragoman.test', ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({
              text: Buffer.concat(chunks).toString('latin1'),
              head: `${response.statusCode} ${JSON.stringify(response.rawHeaders)}`,
            });
          });
        },
      );
      sent.on('error', reject).end(bytes);
    });
    this.transcript.push(`${method} ${path}\n${head}\n${text}`);
    return text.startsWith('{') ? (JSON.parse(text) as Answer) : {};
  }

  huawei(method: string, path: string, body?: object): Promise<Answer> {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `SDK-HMAC-SHA256 Access=${DEVELOPMENT.accessKey}, SignedHeaders=x-sdk-date, Signature=0`,
    };
    return this.send({ method, path, headers, ...(body !== undefined && { body }) });
  }

  aliyun(Action: string, params: Readonly<Record<string, string>> = {}, version = '2016-01-20'): Promise<Answer> {
    const query = new URLSearchParams({
      Action,
      Version: version,
      Format: 'JSON',
      AccessKeyId: DEVELOPMENT.accessKey,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: 'n',
      Timestamp: '2026-01-01T00:00:00Z',
      Signature: 'x',
      ...params,
    });
    return this.send({ method: 'GET', path: `/?${query.toString()}` });
  }

  bk(operation: string, fields: object): Promise<Answer> {
    const body = { ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser, ...DEVELOPMENT.scope, ...fields };
    return this.send({ method: 'POST', path: `/api/c/compapi/v2/jobv3/${operation}/`, body });
  }
}

async function huaweiPart(script: Script): Promise<void> {
  const [csms, kms] = [`/v1/${DEVELOPMENT.project}`, `/v1.0/${DEVELOPMENT.project}/kms`];
  await script.huawei('POST', `${csms}/secrets`, { name: 'first', secret_string: 'one' });
  await script.huawei('POST', `${csms}/secrets/first/versions`, { secret_string: 'two' });
  await script.huawei('GET', `${csms}/secrets/first/versions`);
  await script.huawei('GET', `${csms}/secrets/none`);
  const { key_info: key } = (await script.huawei('POST', `${kms}/create-key`, { key_alias: 'own' })) as {
    readonly key_info: { readonly key_id: string };
  };
  await script.huawei('POST', `${kms}/encrypt-data`, { key_id: key.key_id, plain_text: 'text' });
  await script.huawei('POST', `${kms}/create-datakey`, { key_id: key.key_id, datakey_length: '512' });
  await script.huawei('POST', `${kms}/gen-random`, { random_data_length: '512' });
  const password = { user: { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } } };
  await script.huawei('POST', '/v3/auth/tokens', {
    auth: { identity: { methods: ['password'], password }, scope: { domain: { name: 'dragoman' } } },
  });
}

async function aliyunPart(script: Script): Promise<void> {
  await script.aliyun('CreateSecret', { SecretName: 'second', VersionId: '1', SecretData: 'one' });
  await script.aliyun('GetSecretValue', { SecretName: 'second' });
  await script.aliyun('GetRandomPassword');
  const { KeyMetadata: key } = (await script.aliyun('CreateKey')) as {
    readonly KeyMetadata: { readonly KeyId: string };
  };
  const { CiphertextBlob } = (await script.aliyun('Encrypt', { KeyId: key.KeyId, Plaintext: 'dGV4dA==' })) as {
    readonly CiphertextBlob: string;
  };
  await script.aliyun('Encrypt', { KeyId: key.KeyId, Plaintext: 'dGV4dA==' });
  await script.aliyun('Decrypt', { CiphertextBlob });
  await script.aliyun('GenerateDataKey', { KeyId: key.KeyId });
  await script.aliyun(
    'AssumeRole',
    { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'test' },
    '2015-04-01',
  );
  await script.aliyun('DescribeSecret', { SecretName: 'none', Format: 'XML' });
}

async function bkPart(script: Script): Promise<void> {
  const { data } = (await script.bk('create_credential', {
    name: 'third',
    type: 'PASSWORD',
    credential_password: 'p4ssw0rd',
  })) as { readonly data: { readonly id: string } };
  await script.bk('get_credential_detail', { id: data.id });
  await script.bk('update_credential', { id: data.id, description: 'own' });
  await script.bk('get_credential_detail', { id: 'none' });
}

/** All that a gateway of this seed answers to a script at all three doors, with time passing in it. */
async function transcriptOf(seed: string): Promise<readonly string[]> {
  const gateway = await gatewayForTest({ 'random-seed': seed, auth: 'lenient' });
  try {
    const script = new Script(gateway.url);
    const control = controlClient({ url: gateway.url });
    await huaweiPart(script);
    await aliyunPart(script);
    await bkPart(script);
    const csms = `/v1/${DEVELOPMENT.project}`;
    const rds = { secret_type: 'RDS-FG', rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}' };
    await script.huawei('POST', `${csms}/secrets`, {
      name: 'rotates',
      secret_string: '{"users":[{"name":"root","password":"old"}]}',
      auto_rotation: true,
      rotation_period: '1d',
      ...rds,
    });
    await script.huawei('POST', `${csms}/secrets/rotates/rotate`);
    // Whoever comes first, the scheduler's own timer or this, the rotation is done now.
    await control.clock.advance({ by: '0s' });
    await script.huawei('GET', `${csms}/secrets/rotates/versions/latest`);
    script.transcript.push(
      JSON.stringify(await control.clock.advance({ by: '3d' }), (key, value: unknown) =>
        key === 'offset_ms' ? undefined : value,
      ),
    );
    for (const path of ['secrets/rotates/versions/latest', 'secrets/rotates/versions', 'csms/tasks', 'secrets'])
      await script.huawei('GET', `${csms}/${path}`);
    await script.aliyun('ListSecrets');
    return script.transcript;
  } finally {
    await gateway.close();
  }
}

describe('a seed', () => {
  it('makes every byte of the answers to a script repeat, at all three doors', async () => {
    const [one, two] = [await transcriptOf('7'), await transcriptOf('7')];
    for (const [at, answer] of one.entries()) expect(two[at]).toBe(answer);
    const rejected = one.filter((answer) => /\n[45]\d\d /.test(answer) || answer.includes('"result": false'));
    expect(rejected.map((answer) => answer.split('\n')[1]?.slice(0, 3))).toEqual(['404', '404', '200']);
    expect(one.filter((answer) => answer.includes('"Thu, 01 Jan 2026 00:00:00 GMT"')).length).toBeGreaterThan(20);
  });

  it('is another than any other', async () => {
    const [one, two] = [await transcriptOf('7'), await transcriptOf('8')];
    // What was done on the way is told with neither ids nor values.
    expect(one.filter((answer, at) => two[at] === answer)).toEqual([expect.stringContaining('"totals"')]);
  });

  it('draws nothing that a state from before holds', async () => {
    const directory = scratchDirectory();
    const ids: unknown[] = [];
    try {
      for (const name of ['first', 'second', 'third']) {
        const gateway = await gatewayForTest({ 'random-seed': '7', memory: 'false', 'data-dir': directory.path });
        const { secret } = await huaweiClient(gateway.url).call('POST', 'secrets', { name, secret_string: 'one' });
        ids.push((secret as { readonly id: string }).id);
        await gateway.close();
      }
    } finally {
      directory.remove();
    }
    expect(new Set(ids).size).toBe(3);
  });

  it('draws the same again after a reset', async () => {
    const gateway = await gatewayForTest({ 'random-seed': '7' });
    const made: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      made.push(
        await huaweiClient(gateway.url)
          .call('POST', 'secrets', { name: 'first', secret_string: 'one' })
          .then(({ secret }) => secret),
      );
      await controlClient({ url: gateway.url }).reset();
    }
    expect(made[1]).toEqual(made[0]);
    await gateway.close();
  });

  it('leaves official clients at work', async () => {
    const gateway = await gatewayForTest({ 'random-seed': '7' });
    const { secret } = await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'first', secret_string: 'one' });
    expect(secret).toMatchObject({ create_time: Date.UTC(2026, 0), id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const { randomPassword } = await kmsClient(gateway.host).getRandomPassword(new GetRandomPasswordRequest({}));
    expect(randomPassword.length).toBe(32);
    await gateway.close();
  });
});
