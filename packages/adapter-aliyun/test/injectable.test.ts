import { beforeAll, describe, expect, it } from '@jest/globals';
import { Value } from '@sinclair/typebox/value';

import { injectableErrors } from '../src/injectable.ts';
import { DOMAIN_ERRORS } from '../src/errors/kms-errors.ts';
import { GATEWAY_FAULTS, KMS_FAULTS, ERRORS } from '../src/errors/rejections.ts';
import { aliyunSettings } from '../src/settings.ts';
import { type Environment, commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';

const current: { code: string } = { code: '' };
let environment: Environment;
beforeAll(async () => {
  environment = await newEnvironment({
    interceptor: {
      isArmed: true,
      intercept: async () =>
        current.code === 'throttle' ? { kind: 'throttle' } : { kind: 'reject', code: current.code },
    },
  });
});

const TABLES = [...Object.values(DOMAIN_ERRORS), ...Object.values(ERRORS), ...KMS_FAULTS, ...GATEWAY_FAULTS];
const { codes, retried } = injectableErrors(Value.Create(aliyunSettings));

async function atKms(code: string) {
  current.code = code;
  return environment.v1('DescribeRegions');
}

async function atSts(code: string) {
  current.code = code;
  const time = `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`;
  return environment.send(
    'GET',
    `/?${form(signedV1('GET', { ...commonV1('GetCallerIdentity', time), Version: '2015-04-01' }))}`,
  );
}

describe('an injected rejection', () => {
  it('may be of every code of the tables, each once', () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(TABLES.map(([, code]): string => code)));
    expect(codes).toEqual(
      expect.arrayContaining([
        ...retried,
        'InternalFailure',
        'MissingParameter',
        'InvalidParameter',
        'SignatureDoesNotMatch',
        'InvalidTimeStamp.Expired',
      ]),
    );
  });

  it.each(codes)('%s comes as KMS sends it', async (code) => {
    const response = await atKms(code);
    const body = json(response);
    const known = TABLES.filter(([, named]) => named === code).map(([status]): number => status);
    expect(known.length === 0 ? [response.status] : known).toContain(response.status);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(body).toEqual({
      RequestId: response.headers['x-acs-request-id'],
      HttpStatus: response.status,
      HostId: '127.0.0.1:4600',
      Code: code,
      Message: expect.any(String),
      Recommend: expect.stringContaining(code),
    });
  });

  it.each(codes)('%s comes as STS sends it', async (code) => {
    const response = await atSts(code);
    expect(json(response)).toEqual({
      RequestId: response.headers['x-acs-request-id'],
      HostId: '127.0.0.1:4600',
      Code: code,
      Message: expect.any(String),
      Recommend: expect.stringContaining(code),
    });
  });

  it('says the same in words of whoever answers', async () => {
    expect([
      json(await atKms('InvalidAccessKeyId.NotFound'))['Message'],
      json(await atSts('InvalidAccessKeyId.NotFound'))['Message'],
    ]).toEqual(['The Access Key ID provided does not exist in our records.', 'Specified access key is not found.']);
    current.code = 'InvalidParameter';
    const call = { KeyId: 'k', KeyVersionId: 'v', Algorithm: 'RSAES_OAEP_SHA_1', Plaintext: 'eA==' };
    expect(await environment.rejected('AsymmetricEncrypt', call)).toBe(
      '400 InvalidParameter The specified parameter Plaintext is not valid.',
    );
    expect((await environment.xml('ListSecrets')).body).toContain('<Code>InvalidParameter</Code>');
  });

  it('is known', () => {
    expect(() => injectableErrors(Value.Create(aliyunSettings)).rejection('Nonsense', {} as never)).toThrow();
  });
});

describe('injected throttling', () => {
  it('says at KMS how long to wait', async () => {
    for (const code of ['throttle', 'Rejected.Throttling']) {
      const response = await atKms(code);
      expect(response.headers['x-acs-retry-after']).toBe('1000');
      expect([response.status, json(response)['Code'], response.headers['x-ratelimit-user-api']]).toEqual([
        429,
        'Rejected.Throttling',
        expect.stringMatching(/^Limit:\d+,Remain:0,TimeLeft:1000$/),
      ]);
    }
  });

  it('is the gateway’s at STS', async () => {
    const response = await atSts('throttle');
    expect([
      response.status,
      json(response)['Code'],
      response.headers['x-ratelimit-user'],
      response.headers['x-acs-retry-after'],
    ]).toEqual([400, 'Throttling.User', 'Limit:1,Remain:0,TimeLeft:1000', '1000']);
  });
});
