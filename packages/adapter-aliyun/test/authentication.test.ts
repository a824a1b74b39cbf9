import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { grantAccessCredential, registerIdentity } from '@dragoman/core';

import { nonceMemory } from '../src/auth/nonces.ts';
import {
  type Params,
  type Environment,
  KEY_ID,
  commonV1,
  form,
  json,
  newEnvironment,
  signedAcs3,
  signedV1,
} from './environment.ts';

const NOW = '2026-11-22T00:50:31Z';
const UNSIGNED_MESSAGE = 'The request signature does not conform to Aliyun standards.';
const ILLEGAL_TIMESTAMP =
  '400 IllegalTimestamp The input parameter "Timestamp" that is mandatory for processing this request is not supplied.';
const UNKNOWN_KEY = '404 InvalidAccessKeyId.NotFound The Access Key ID provided does not exist in our records.';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

/** What a request is answered with: `200`, or `status code message`. */
async function answer(
  method: string,
  target: string,
  headers: Params = {},
  body: string | Buffer = '',
  at = environment,
): Promise<string> {
  const response = await at.send(method, target, headers, body);
  const { Code, Message } = json(response);
  return response.status === 200 ? '200' : `${response.status} ${String(Code)} ${String(Message)}`;
}

const list = (changes: Params = {}): Params => ({ ...commonV1('ListSecrets', NOW), ...changes });
const without = (params: Params, name: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

describe('V1', () => {
  it.each(['GET', 'POST'])('verifies with everything in the query of a %s', async (method) => {
    expect(await answer(method, `/?${form(signedV1(method, list()))}`)).toBe('200');
  });

  it('verifies with everything in the form, and with a form of no content', async () => {
    expect(await answer('POST', '/', FORM, form(signedV1('POST', list())))).toBe('200');
    expect(await answer('POST', `/?${form(signedV1('POST', list()))}`, FORM)).toBe('200');
  });

  it('verifies over query and form together, as Terraform sends them', async () => {
    const all = signedV1('POST', list({ PageSize: '50', RegionId: 'cn-hangzhou' }));
    const { PageSize = '', RegionId = '', ...common } = all;
    expect(await answer('POST', `/?${form(common)}`, FORM, form({ PageSize, RegionId }))).toBe('200');
    expect(await answer('POST', `/?${form(common)}`, FORM, form({ PageSize: '51', RegionId }))).toBe(
      `400 IncompleteSignature ${UNSIGNED_MESSAGE}`,
    );
  });

  it('verifies however the wire is encoded', async () => {
    const all = signedV1('GET', list({ Unknown: "a b+c~*!'()中𝄞" }));
    const loose = Object.entries(all)
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+').replace('%7E', '~')}`)
      .join('&');
    expect(loose).toContain("a+b%2Bc~*!'()");
    expect(await answer('GET', `/?${loose}`)).toBe('200');
  });

  it('verifies HMAC-SHA256, and no other method or version', async () => {
    expect(await answer('GET', `/?${form(signedV1('GET', list({ SignatureMethod: 'HMAC-SHA256' })))}`)).toBe('200');
    for (const change of [
      { SignatureMethod: 'HMAC-MD5' },
      { SignatureMethod: 'constructor' },
      { SignatureVersion: '2.0' },
    ]) {
      expect(await answer('GET', `/?${form(signedV1('GET', list(change)))}`)).toMatch(
        /^400 InvalidParameter The specified parameter Signature(Method|Version) /,
      );
    }
  });

  it('verifies old clients: no nonce and milliseconds; an empty SignatureType that is signed', async () => {
    const old = without(list({ Timestamp: '2026-11-22T00:50:31.123Z' }), 'SignatureNonce');
    expect(await answer('GET', `/?${form(signedV1('GET', old))}`)).toBe('200');
    expect(await answer('GET', `/?${form(signedV1('GET', list({ SignatureType: '' })))}`)).toBe('200');
  });

  it('verifies though the client sends x-acs-action and x-acs-version', async () => {
    expect(
      await answer('POST', `/?${form(signedV1('POST', list()))}`, {
        'x-acs-action': 'CreateSecret',
        'x-acs-version': 'x',
      }),
    ).toBe('200');
  });

  it('covers the parameter that counts where one stands twice', async () => {
    const signed = form(signedV1('GET', list({ PageSize: '5' })));
    expect(await answer('GET', `/?PageSize=7&${signed}`)).toBe(`400 IncompleteSignature ${UNSIGNED_MESSAGE}`);
    expect(json(await environment.send('GET', `/?${signed}&PageSize=7`))).toMatchObject({ PageSize: 5 });
  });

  it.each(['AccessKeyId', 'SignatureMethod', 'SignatureVersion'])('misses %s', async (name) => {
    expect(await answer('GET', `/?${form(signedV1('GET', without(list(), name)))}`)).toBe(missing(name));
  });

  it('misses what an unsigned request lacks', async () => {
    expect(await answer('GET', `/?${form(list())}`)).toBe(missing('Signature'));
    expect(await answer('GET', '/?Action=ListSecrets&Version=2016-01-20')).toBe(missing('AccessKeyId'));
    expect(await answer('GET', `/?${form(list())}&Signature=`)).toBe(missing('Signature'));
  });
});

describe('ACS3', () => {
  const headers = { 'x-acs-action': 'ListSecrets', 'x-acs-date': NOW };

  it('verifies with parameters in the query, or in a form body', async () => {
    expect(await answer('POST', '/?PageSize=5', signedAcs3('POST', '/?PageSize=5', headers))).toBe('200');
    const signed = signedAcs3('POST', '/?PageNumber=1', { ...headers, ...FORM }, 'PageSize=5&FetchTags=true');
    expect(json(await environment.send('POST', '/?PageNumber=1', signed, 'PageSize=5&FetchTags=true'))).toMatchObject({
      PageSize: 5,
    });
    expect(await answer('POST', '/?PageNumber=1', signed, 'PageSize=6&FetchTags=true')).toBe(
      `400 IncompleteSignature ${UNSIGNED_MESSAGE}`,
    );
  });

  it('tolerates blanks after the commas', async () => {
    const signed = signedAcs3('POST', '/', headers);
    expect(
      await answer('POST', '/', { ...signed, authorization: signed['authorization']?.replaceAll(',', ', ') ?? '' }),
    ).toBe('200');
  });

  it('verifies the host with its port, and a header that is signed or not', async () => {
    const host = { host: 'kms.cn-hangzhou.aliyuncs.com:8080' };
    expect(await answer('POST', '/', signedAcs3('POST', '/', { ...headers, ...host }))).toBe('200');
    expect(await answer('POST', '/', { ...signedAcs3('POST', '/', headers), 'x-added': 'later' })).toBe('200');
    expect(
      await answer('POST', '/', { ...signedAcs3('POST', '/', { ...headers, 'x-acs-more': '1' }), 'x-acs-more': '2' }),
    ).toMatch(/^400 IncompleteSignature/);
  });

  it('rejects a changed header, method, query or key', async () => {
    const signed = signedAcs3('POST', '/', headers);
    expect(await answer('GET', '/', signed)).toMatch(/^400 IncompleteSignature/);
    expect(await answer('POST', '/?PageSize=5', signed)).toMatch(/^400 IncompleteSignature/);
    expect(await answer('POST', '/', { ...signed, 'x-acs-action': 'DeleteSecret' })).toMatch(
      /^400 IncompleteSignature/,
    );
    expect(
      await answer('POST', '/', { ...signed, authorization: signed['authorization']?.replace(KEY_ID, 'other') ?? '' }),
    ).toBe(UNKNOWN_KEY);
    expect(await answer('POST', '/', signedAcs3('POST', '/', headers, '', 'wrong'))).toMatch(
      /^400 IncompleteSignature/,
    );
  });

  it.each([
    'ACS3-RSA-SHA256 Credential=a,SignedHeaders=host,Signature=x',
    'ACS3-HMAC-MD5 Credential=a,SignedHeaders=host,Signature=x',
    'ACS3-HMAC-SHA256 Credential=a',
    'ACS3-',
    'ACS4-HMAC-SHA256 Credential=a/b',
  ])('rejects Authorization %s', async (authorization) => {
    expect(await answer('POST', '/', { ...signedAcs3('POST', '/', headers), authorization })).toBe(
      `400 IncompleteSignature ${UNSIGNED_MESSAGE}`,
    );
  });

  it('lets no client name a header that is none', async () => {
    const authorization = `ACS3-HMAC-SHA256 Credential=${KEY_ID},SignedHeaders=constructor;__proto__,Signature=x`;
    expect(await answer('POST', '/', { ...signedAcs3('POST', '/', headers), authorization })).toMatch(
      /^400 IncompleteSignature/,
    );
  });
});

describe('bearer tokens', () => {
  const headers = { 'x-acs-action': 'ListSecrets', 'x-acs-version': '2016-01-20', 'x-acs-date': NOW };
  const bearer = (token: string, more: Params = {}) =>
    answer('POST', '/?SignatureType=BEARERTOKEN', { ...headers, 'x-acs-bearer-token': token, ...more });

  it('need no signature beside them, as headers or as parameters', async () => {
    await grantAccessCredential(environment.services, 'tester', {
      kind: 'token',
      lookup: 'abc',
      secret: null,
      expiresAt: Date.parse(NOW) + 1,
    });
    expect(await bearer('abc')).toBe('200');
    expect(await bearer('dragoman-development-token')).toBe('200');
    const params = form({
      Action: 'ListSecrets',
      Version: '2016-01-20',
      Timestamp: NOW,
      SignatureType: 'BEARERTOKEN',
      BearerToken: 'abc',
    });
    expect(await answer('GET', `/?${params}`)).toBe('200');
    environment.services.advance(1);
    expect(await bearer('abc')).toBe(UNKNOWN_KEY);
    expect(await bearer('other')).toBe(UNKNOWN_KEY);
    expect(await bearer('testAK')).toBe(UNKNOWN_KEY);
  });

  it('miss a token or the time', async () => {
    expect(await bearer('')).toBe(missing('BearerToken'));
    expect(await bearer('abc', { 'x-acs-date': '' })).toBe(ILLEGAL_TIMESTAMP);
  });

  it('are any string in lenient mode, known or not', async () => {
    const lenient = await newEnvironment({ authMode: 'lenient', services: environment.services, addresses: [] });
    expect(await answer('POST', '/', { ...headers, 'x-acs-bearer-token': 'any' }, '', lenient)).toBe('200');
    await grantAccessCredential(environment.services, 'tester', {
      kind: 'token',
      lookup: 'abc',
      secret: null,
      expiresAt: null,
    });
    expect(await answer('POST', '/', { ...headers, 'x-acs-bearer-token': 'abc' }, '', lenient)).toMatch(
      /^403 Forbidden.NoPermission/,
    );
  });
});

describe('ACS3 with SM3', () => {
  const headers = { 'x-acs-action': 'ListSecrets', 'x-acs-date': NOW };

  it('verifies header and body hashed with SM3', async () => {
    const signed = signedAcs3('POST', '/', { ...headers, ...FORM }, 'PageSize=5', 'testSK', 'SM3');
    expect(signed['authorization']).toMatch(/^ACS3-HMAC-SM3 /);
    expect(json(await environment.send('POST', '/', signed, 'PageSize=5'))).toMatchObject({ PageSize: 5 });
    expect(await answer('POST', '/', signed, 'PageSize=6')).toMatch(/^400 IncompleteSignature/);
    expect(await answer('POST', '/', signedAcs3('POST', '/', headers, '', 'wrong', 'SM3'))).toMatch(
      /^400 IncompleteSignature/,
    );
    const mixed = signedAcs3('POST', '/', headers)['authorization']?.replace('SHA256', 'SM3') ?? '';
    expect(await answer('POST', '/', { ...signedAcs3('POST', '/', headers), authorization: mixed })).toMatch(
      /^400 IncompleteSignature/,
    );
  });
});

describe('a nonce', () => {
  it('may come again, unless the switch says otherwise', async () => {
    const once = list({ SignatureNonce: 'n' });
    expect([
      await answer('GET', `/?${form(signedV1('GET', once))}`),
      await answer('GET', `/?${form(signedV1('GET', once))}`),
    ]).toEqual(['200', '200']);
    const strict = await newEnvironment({ settings: { check_nonce: true } });
    const used = '400 SignatureNonceUsed Specified signature nonce was used already.';
    const call = (changes: Params) => answer('GET', `/?${form(signedV1('GET', list(changes)))}`, {}, '', strict);
    expect(await answer('GET', `/?${form({ ...once, Signature: 'x' })}`, {}, '', strict)).toMatch(
      /^400 IncompleteSignature/,
    );
    expect(await call({ SignatureNonce: 'n' })).toBe('200');
    expect(await call({ SignatureNonce: 'n', PageSize: '5' })).toBe(used);
    expect(await call({ SignatureNonce: 'm' })).toBe('200');
    expect(await call({ SignatureNonce: 'n', AccessKeyId: 'DRAGOMANDEV000000001' })).toMatch(
      /^400 IncompleteSignature/,
    );
    expect([await call({ SignatureNonce: '' }), await call({ SignatureNonce: '' })]).toEqual(['200', '200']);
    const acs3 = signedAcs3('POST', '/', {
      'x-acs-action': 'ListSecrets',
      'x-acs-date': NOW,
      'x-acs-signature-nonce': 'z',
    });
    expect([await answer('POST', '/', acs3, '', strict), await answer('POST', '/', acs3, '', strict)]).toEqual([
      '200',
      used,
    ]);
    strict.services.advance(1_800_001);
    const later = { Timestamp: '2026-11-22T01:20:32Z' };
    expect(await call({ ...later, SignatureNonce: 'n' })).toBe('200');
  });

  it('is forgotten, the oldest first, when there are very many', () => {
    const consumeNonce = nonceMemory();
    for (let at = 0; at < 100_001; at += 1) consumeNonce('k', String(at), [0]);
    expect(() => {
      consumeNonce('k', '100000', [0]);
    }).toThrow('nonce');
    expect(() => {
      consumeNonce('k', '0', [0]);
    }).not.toThrow();
  });

  it('is remembered while any clock that its sender may go by lets its time pass', () => {
    const consumeNonce = nonceMemory();
    const day = 86_400_000;
    consumeNonce('k', 'n', [0]);
    expect(() => {
      consumeNonce('k', 'n', [30 * day, 0]);
    }).toThrow('nonce');
    consumeNonce('k', 'm', [30 * day, 0]);
    expect(() => {
      consumeNonce('k', 'm', [-day, 0]);
    }).toThrow('nonce');
    expect(() => {
      consumeNonce('k', 'n', [1_800_001]);
    }).not.toThrow();
  });
});

describe('the time of a request', () => {
  it.each([-900_000, 900_000])('passes %d ms from the clock', async (by) => {
    const Timestamp = `${new Date(Date.parse(NOW) + by).toISOString().slice(0, 19)}Z`;
    expect(await answer('GET', `/?${form(signedV1('GET', list({ Timestamp })))}`)).toBe('200');
  });

  it.each([
    '2026-11-22T00:35:30.999Z',
    '2026-11-22T01:05:31.001Z',
    '2026-11-22 00:50:31',
    '2026-11-22T00:50:31+00:00',
    '2026-13-22T00:50:31Z',
    'x',
    '',
  ])('is illegal: %s', async (Timestamp) => {
    expect(await answer('GET', `/?${form(signedV1('GET', list({ Timestamp })))}`)).toBe(ILLEGAL_TIMESTAMP);
  });

  it('is illegal when it is not stated, in either scheme', async () => {
    expect(await answer('GET', `/?${form(signedV1('GET', without(list(), 'Timestamp')))}`)).toBe(ILLEGAL_TIMESTAMP);
    expect(await answer('POST', '/', signedAcs3('POST', '/', { 'x-acs-action': 'ListSecrets' }))).toBe(
      ILLEGAL_TIMESTAMP,
    );
    expect(
      await answer(
        'POST',
        '/',
        signedAcs3('POST', '/', { 'x-acs-action': 'ListSecrets', 'x-acs-date': '2026-11-22T00:00:00Z' }),
      ),
    ).toBe(ILLEGAL_TIMESTAMP);
  });

  it('is said as the generic gateway says it, where the switch says so', async () => {
    const generic = await newEnvironment({ settings: { timestamp_error: 'InvalidTimeStamp.Expired' } });
    const at = (Timestamp: string) => answer('GET', `/?${form(signedV1('GET', list({ Timestamp })))}`, {}, '', generic);
    expect(await at('2026-11-22T00:00:00Z')).toBe(
      '400 InvalidTimeStamp.Expired Specified time stamp or date value is expired.',
    );
    expect(await at('x')).toBe('400 InvalidTimeStamp.Format Specified time stamp or date value is not well formatted.');
    expect(await at('')).toBe(ILLEGAL_TIMESTAMP);
  });

  it('is not looked at where the switch says so', async () => {
    const unchecked = await newEnvironment({ settings: { check_timestamp: false } });
    expect(
      await answer('GET', `/?${form(signedV1('GET', list({ Timestamp: '2000-01-01T00:00:00Z' })))}`, {}, '', unchecked),
    ).toBe('200');
  });
});

describe('keys and signatures', () => {
  it('rejects a key that is unknown, expired or without a secret', async () => {
    expect(await answer('GET', `/?${form(signedV1('GET', list({ AccessKeyId: 'nobody' })))}`)).toBe(UNKNOWN_KEY);
    const accessCredential = {
      kind: 'access-key',
      lookup: 'short',
      secret: 'testSK',
      expiresAt: Date.parse(NOW) + 1,
    } as const;
    await grantAccessCredential(environment.services, 'tester', accessCredential);
    const signed = form(signedV1('GET', list({ AccessKeyId: 'short' })));
    expect(await answer('GET', `/?${signed}`)).toBe('200');
    environment.services.advance(1);
    expect(await answer('GET', `/?${signed}`)).toBe(UNKNOWN_KEY);
    await grantAccessCredential(environment.services, 'tester', {
      ...accessCredential,
      lookup: 'bare',
      secret: null,
      expiresAt: null,
    });
    expect(await answer('GET', `/?${form(signedV1('GET', list({ AccessKeyId: 'bare' }), ''))}`)).toMatch(
      /^400 IncompleteSignature/,
    );
  });

  it('checks what is shown, then the time, then the key, then the signature', async () => {
    const bad = { AccessKeyId: 'nobody', Timestamp: 'x', SignatureVersion: '2.0', Signature: 'x' };
    expect(await answer('GET', `/?${form(list(bad))}`)).toMatch(/SignatureVersion/);
    expect(await answer('GET', `/?${form(list({ ...bad, SignatureVersion: '1.0' }))}`)).toBe(ILLEGAL_TIMESTAMP);
    expect(await answer('GET', `/?${form(list({ ...bad, SignatureVersion: '1.0', Timestamp: NOW }))}`)).toBe(
      UNKNOWN_KEY,
    );
    expect(await answer('GET', `/?${form(list({ Signature: 'x' }))}`)).toBe(
      `400 IncompleteSignature ${UNSIGNED_MESSAGE}`,
    );
    expect(await answer('GET', `/?${form(list({ Signature: 'x', PageSize: '0' }))}`)).toMatch(
      /^400 IncompleteSignature/,
    );
  });

  it('ends SignatureDoesNotMatch with the string to sign on the wire alone: legacy Python compares it', async () => {
    const generic = await newEnvironment({ settings: { signature_error: 'SignatureDoesNotMatch' } });
    const params = list({ Action: 'CreateSecret', SecretName: 'n', VersionId: 'v', SecretData: 'hush:hush' });
    const response = await generic.send('GET', `/?${form({ ...params, Signature: 'x' })}`);
    expect(response.status).toBe(400);
    const { Code, Message } = json(response) as { Code: string; Message: string };
    expect(Code).toBe('SignatureDoesNotMatch');
    const [before, after] = [Message.slice(0, Message.indexOf(':')), Message.slice(Message.indexOf(':') + 1)];
    expect(before).toBe('Specified signature is not matched with our calculation. server string to sign is');
    expect(after).toMatch(
      /^GET&%2F&AccessKeyId%3DtestAK%26Action%3DCreateSecret%26SecretData%3Dhush%253Ahush%26SecretName%3Dn%26/,
    );
    const [outcome] = generic.outcomes;
    expect(outcome?.rejection?.summary).toBe('Specified signature is not matched with our calculation.');
    expect(
      `${String(outcome?.rejection?.summary)} ${String(outcome?.rejection?.help)} ${String(outcome?.path)}`,
    ).not.toContain('hush');
    const acs3 = await generic.send(
      'POST',
      '/',
      signedAcs3('POST', '/', { 'x-acs-action': 'ListSecrets', 'x-acs-date': NOW }, '', 'wrong'),
    );
    expect(json(acs3)['Message']).not.toContain('server string to sign is');
  });

  it('shows a wrong ACS3 signature its string to sign and canonical request, on the wire alone', async () => {
    const generic = await newEnvironment({ settings: { signature_error: 'SignatureDoesNotMatch' } });
    const target = '/?SecretData=hush&SecretName=n&VersionId=v';
    const headers = signedAcs3('POST', target, { 'x-acs-action': 'CreateSecret', 'x-acs-date': NOW }, '', 'wrong');
    const { Code, Message } = json(await generic.send('POST', target, headers)) as { Code: string; Message: string };
    const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const canonicalRequest = [
      'POST',
      '/',
      'SecretData=hush&SecretName=n&VersionId=v',
      'host:127.0.0.1:4600',
      'x-acs-action:CreateSecret',
      `x-acs-content-sha256:${EMPTY}`,
      `x-acs-date:${NOW}`,
      'x-acs-signature-nonce:n-1',
      'x-acs-version:2016-01-20',
      '',
      'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version',
      EMPTY,
    ].join('\n');
    const stringToSign = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonicalRequest).digest('hex')}`;
    expect([Code, Message]).toEqual([
      'SignatureDoesNotMatch',
      'Specified signature does not match our calculation. ' +
        `server StringToSign is [${stringToSign}] server CanonicalRequest is [${canonicalRequest}]`,
    ]);
    expect(generic.outcomes[0]?.rejection?.summary).toBe('Specified signature does not match our calculation.');
  });

  it.each(['test\nAK', 'testAK\n', ' testAK', 'test AK', 'testAK\t'])('has no such access key id as %j', async (id) => {
    const invalid = '400 InvalidParameter The specified parameter AccessKeyId is not valid.';
    const request = form(signedV1('GET', list({ AccessKeyId: id })));
    expect(await answer('GET', `/?${request}`)).toBe(invalid);
    const lenient = await newEnvironment({ authMode: 'lenient' });
    expect(await answer('GET', `/?${request}`, {}, '', lenient)).toBe(invalid);
    if (/[\n\t]/.test(id)) return;
    const acs3 = { 'x-acs-action': 'ListSecrets', 'x-acs-date': NOW };
    const headers = signedAcs3('POST', '/', acs3, '', 'testSK', 'SHA256', id);
    expect(await answer('POST', '/', headers)).toBe(invalid);
    expect(await answer('POST', '/', headers, '', lenient)).toBe(invalid);
  });

  it('forbids an address that the identity may not use', async () => {
    const bound = await newEnvironment({ addresses: [{ door: 'aliyun', key: '1000000000000001/cn-beijing' }] });
    expect(await bound.rejected('ListSecrets')).toBe(
      '403 Forbidden.NoPermission This operation is forbidden by permission system.',
    );
    expect(await bound.ok('ListSecrets', { RegionId: 'cn-beijing' })).toMatchObject({ TotalCount: 0 });
  });
});

describe('lenient mode', () => {
  it('takes any key, known or not, and looks at neither signature nor time', async () => {
    const lenient = await newEnvironment({ authMode: 'lenient', services: environment.services });
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
    const random = list({
      Action: 'GetSecretValue',
      SecretName: 's',
      AccessKeyId: 'random',
      Timestamp: 'x',
      Signature: 'y',
    });
    expect(json(await lenient.send('GET', `/?${form(random)}`))).toMatchObject({ SecretData: 'x' });
    expect(await answer('GET', `/?Action=ListSecrets&Version=2016-01-20&AccessKeyId=${KEY_ID}`, {}, '', lenient)).toBe(
      '200',
    );
    for (const authorization of [
      'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=x,Signature=y',
      'ACS4-HMAC-SHA256 Credential=a/20261122/r/Kms/aliyun_v4_request,SignedHeaders=x,Signature=y',
    ]) {
      expect(
        await answer(
          'POST',
          '/',
          { authorization, 'x-acs-action': 'ListSecrets', 'x-acs-version': '2016-01-20' },
          '',
          lenient,
        ),
      ).toBe('200');
    }
    expect(await answer('GET', '/?Action=ListSecrets&Version=2016-01-20', {}, '', lenient)).toBe(
      missing('AccessKeyId'),
    );
  });

  it('keeps a known key to its identity', async () => {
    const lenient = await newEnvironment({ authMode: 'lenient', services: environment.services, addresses: [] });
    expect(await lenient.rejected('ListSecrets')).toMatch(/^403 Forbidden.NoPermission/);
    expect(await lenient.ok('ListSecrets', { AccessKeyId: 'random' })).toMatchObject({ TotalCount: 0 });
  });
});

describe('the account of an identity', () => {
  it('is its own, or the default', async () => {
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
    const accessCredentials = (lookup: string) =>
      [{ kind: 'access-key', lookup, secret: 'testSK', expiresAt: null }] as const;
    const identity = (id: string, attributes: Record<string, Record<string, string>>) => ({
      id,
      name: id,
      addresses: 'any' as const,
      attributes,
    });
    await registerIdentity(
      environment.services,
      identity('other', { aliyun: { account_id: '2' } }),
      accessCredentials('otherAK'),
    );
    await registerIdentity(environment.services, identity('bare', {}), accessCredentials('bareAK'));
    expect(await environment.rejected('DescribeSecret', { SecretName: 's', AccessKeyId: 'otherAK' })).toMatch(
      /^404 Forbidden.ResourceNotFound/,
    );
    const created = await environment.ok('CreateSecret', {
      SecretName: 's',
      VersionId: 'v1',
      SecretData: 'x',
      AccessKeyId: 'otherAK',
    });
    expect(created).toMatchObject({ Arn: 'acs:kms:cn-hangzhou:2:secret/s' });
    expect(await environment.ok('DescribeSecret', { SecretName: 's', AccessKeyId: 'bareAK' })).toMatchObject({
      Arn: 'acs:kms:cn-hangzhou:1000000000000001:secret/s',
    });
  });
});
