import { describe, expect, it } from '@jest/globals';

import type { MESSAGES } from '../../src/dkms/messages.ts';
import type { Params } from '../environment.ts';
import { memoryServices } from '../memory-services.ts';
import { answerOf, INSTANCE, newInstanceEnvironment, rejectionIn, signedHeaders, vectors } from './environment.ts';

const HOST = `${INSTANCE}.cryptoservice.kms.aliyuncs.com`;

describe.each(vectors.instance.map((vector) => [vector.name, vector] as const))('the request %s', (_name, vector) => {
  it('is answered as the vector says', async () => {
    const headers = Object.fromEntries(vector.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const services = memoryServices();
    const isSkewed = vector.name.includes('skewed');
    const now = isSkewed ? Date.parse('2026-11-30T03:00:00Z') + 16 * 60_000 : Date.parse(headers['date'] ?? '');
    services.advance(now - services.clock.now());
    const environment = await newInstanceEnvironment({ services });
    const name = headers['x-kms-apiname'] as keyof typeof MESSAGES;
    const response = await environment.send('POST', '/', headers, Buffer.from(vector.body_base64, 'base64'));
    const answer = answerOf(name, response);
    const code = answer.status === 200 ? '' : String(answer.fields['ErrorCode']);
    const expected = /(InvalidParam|SignatureNotMatch|RequestTimeTooSkewed)/.exec(vector.verdict)?.[1];
    // What passed every check of the request itself fails by what the captured server had and this one does not.
    if (expected === undefined)
      expect(['', 'Forbidden.ResourceNotFound', 'Forbidden.KeyNotFound', 'MissingParameter']).toContain(code);
    else expect(code).toBe(expected);
  });
});

describe('a request to an instance', () => {
  const now = Date.parse('2026-11-22T00:50:31Z');
  const random = Buffer.from('0810', 'hex');

  async function rejected(change: (headers: Record<string, string>) => void, method = 'POST', target = '/') {
    const environment = await newInstanceEnvironment();
    const headers = { ...signedHeaders('GenerateRandom', random, now) };
    change(headers);
    return rejectionIn(answerOf('GenerateRandom', await environment.send(method, target, headers, random)));
  }
  const without = (name: string) => (headers: Record<string, string>) => {
    Reflect.deleteProperty(headers, name);
  };
  const having = (name: string, value: string) => (headers: Record<string, string>) => {
    headers[name] = value;
  };
  const as = (more: Params) => (headers: Record<string, string>) => {
    Object.assign(headers, signedHeaders('GenerateRandom', random, now, more));
  };

  it.each([
    ['with GET', () => undefined, '400 InvalidApiName The ApiName "GenerateRandom" is invalid.', 'GET', '/'],
    ['at another path', () => undefined, '400 InvalidApiName The ApiName "GenerateRandom" is invalid.', 'POST', '/a'],
    [
      'of JSON',
      having('content-type', 'application/json'),
      '415 InvalidContentType Content-Type "application/json" is unsupported.',
    ],
    ['of no version', without('x-kms-apiversion'), '400 InvalidApiVersion The ApiVersion "" is invalid.'],
    [
      'of another version',
      having('x-kms-apiversion', 'dkms-gcs-9'),
      '400 InvalidApiVersion The ApiVersion "dkms-gcs-9" is invalid.',
    ],
    ['that names nothing', without('x-kms-apiname'), '400 InvalidApiName The ApiName "" is invalid.'],
    ['for Hash', having('x-kms-apiname', 'Hash'), '400 InvalidApiName The ApiName "Hash" is invalid.'],
    [
      'for IssueTemporaryCredential',
      having('x-kms-apiname', 'IssueTemporaryCredential'),
      '400 InvalidApiName The ApiName "IssueTemporaryCredential" is invalid.',
    ],
    [
      'of the version of bearer tokens',
      having('x-kms-apiversion', '2016-01-02'),
      '400 InvalidApiVersion The ApiVersion "2016-01-02" is invalid.',
    ],
    [
      'without a method of signatures',
      without('x-kms-signaturemethod'),
      '400 InvalidParam The Param x-kms-signaturemethod is invalid.',
    ],
    [
      'with another method',
      having('x-kms-signaturemethod', 'HMAC'),
      '400 InvalidParam The Param x-kms-signaturemethod is invalid. message:"HMAC".',
    ],
    [
      'without a client key',
      without('x-kms-acccesskeyid'),
      '400 MissingParameter Parameter x-kms-acccesskeyid does not exist in http header or body.',
    ],
    ['without a date', without('date'), '400 InvalidParam The Param Date is invalid.'],
    ['with a date of ISO 8601', having('date', '2026-11-22T00:50:31Z'), '400 InvalidParam The Param Date is invalid.'],
    ['without the hash', without('content-sha256'), '400 InvalidParam The Param Content-SHA256 is invalid.'],
    ['without a signature', without('authorization'), '400 InvalidParam The Param Authorization is invalid.'],
    ['with a password', having('authorization', 'Basic YTpi'), '400 InvalidParam The Param Authorization is invalid.'],
    [
      'by a key that nobody has',
      as({ 'x-kms-acccesskeyid': 'KAAP.none' }),
      '404 Unauthorized The AccessKey ID "KAAP.none" does not exist in our records.',
    ],
    [
      'of an hour ago',
      as({ date: new Date(now - 3_600_000).toUTCString() }),
      '400 RequestTimeTooSkewed Request time exceeds server time more than 15 minutes.',
    ],
    [
      'changed on the way',
      having('date', new Date(now + 1_000).toUTCString()),
      '401 SignatureNotMatch Signature is not matched.',
    ],
  ] as const)('%s', async (_what, change, expected, method = 'POST', target = '/') => {
    expect(await rejected(change, method, target)).toBe(expected);
  });

  it('is told by each of its marks, and by the host alone, but not where it is a call of the RPC API', async () => {
    const { door } = await newInstanceEnvironment();
    const rpc = { method: 'POST', path: '/', query: '', headers: { host: HOST } };
    for (const headers of [
      { 'x-kms-apiname': 'Encrypt' },
      { 'x-kms-apiversion': 'dkms-gcs-0.2' },
      { 'content-type': 'application/x-protobuf' },
      { accept: 'application/x-protobuf' },
      { host: HOST },
    ]) {
      const response = await door.handle({ ...rpc, headers, body: Buffer.alloc(0) });
      expect([door.matches({ ...rpc, headers }), response.headers['content-type']]).toEqual([
        true,
        'application/x-protobuf',
      ]);
    }
    for (const call of [
      { ...rpc, query: 'Action=ListSecrets&Version=2016-01-20' },
      { ...rpc, headers: { host: HOST, 'x-acs-action': 'ListSecrets' } },
      { ...rpc, headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded' } },
      { ...rpc, headers: { host: HOST, authorization: 'ACS3-HMAC-SHA256 x' } },
    ]) {
      const response = await door.handle({ ...call, body: Buffer.alloc(0) });
      expect(response.headers['content-type']).toBe('application/json;charset=utf-8');
    }
  });

  it('goes to the instance that the host names, where a policy is for it', async () => {
    const environment = await newInstanceEnvironment();
    expect((await environment.call('GenerateRandom', { Length: 8 }, { host: `${HOST}:4600` })).status).toBe(200);
    const other = { host: 'kst-other.cryptoservice.kms.aliyuncs.com' };
    expect(await environment.rejected('GenerateRandom', { Length: 8 }, other)).toMatch(/^404 Unauthorized/);
  });

  it.each([{ not_before: '2027-01-01T00:00:00Z' }, { not_after: '2026-01-01T00:00:00Z' }])(
    'is not taken from a key that counts at another time: %s',
    async (period) => {
      const environment = await newInstanceEnvironment({ period });
      expect(await environment.rejected('GenerateRandom', { Length: 8 })).toMatch(/^404 Unauthorized/);
    },
  );

  it('is not taken where its body is no message, or longer than 3 MB', async () => {
    const environment = await newInstanceEnvironment();
    const broken = Buffer.from('0aff', 'hex');
    const response = await environment.send('POST', '/', signedHeaders('Encrypt', broken, now), broken);
    expect(rejectionIn(answerOf('Encrypt', response))).toBe(
      '400 InvalidParameter The specified parameter is not valid.',
    );
    const long = Buffer.alloc(3 * 1024 * 1024 + 1);
    const tooLong = await environment.send('POST', '/', signedHeaders('Encrypt', long, now), long);
    expect([tooLong.status, tooLong.body]).toEqual([413, '']);
  });

  it('needs no signature in lenient mode, and sees what is in no instance', async () => {
    const environment = await newInstanceEnvironment({ authMode: 'lenient' });
    await environment.ok('CreateSecret', { SecretName: 'free', VersionId: 'v1', SecretData: 'data' });
    const headers = { authorization: '', date: '', 'x-kms-acccesskeyid': 'anything' };
    const answer = await environment.done('GetSecretValue', { SecretName: 'free' }, headers);
    expect(answer['SecretData']).toBe('data');
    expect(await environment.rejected('GenerateRandom', { Length: 1 }, { 'x-kms-acccesskeyid': '' })).toMatch(
      /^400 MissingParameter/,
    );
  });

  it('is throttled above what the instance is bought for, where quotas are kept', async () => {
    const environment = await newInstanceEnvironment({ spec: 2, settings: { throttle: 'documented' } });
    const statuses = [];
    for (let index = 0; index < 3; index += 1)
      statuses.push((await environment.call('GenerateRandom', { Length: 1 })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});
