import { beforeEach, describe, expect, it } from '@jest/globals';

import { grantAccessCredential } from '@dragoman/core';

import {
  type Params,
  type Environment,
  KEY_ID,
  form,
  json,
  newEnvironment,
  signedAcs3,
  signedV1,
} from './environment.ts';
import {
  ILLEGAL_TIMESTAMP,
  NOW,
  UNKNOWN_KEY,
  UNSIGNED_MESSAGE,
  answerFrom,
  list,
  missing,
  without,
} from './signed-requests.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

const answer = (method: string, target: string, headers: Params = {}, body: string | Buffer = '', at = environment) =>
  answerFrom(at, method, target, headers, body);

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
    'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host;x;host,Signature=x',
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
