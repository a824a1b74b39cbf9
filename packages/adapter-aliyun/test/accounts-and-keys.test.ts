import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { grantAccessCredential, registerIdentity } from '@dragoman/core';

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
import { ILLEGAL_TIMESTAMP, NOW, UNKNOWN_KEY, UNSIGNED_MESSAGE, answerFrom, list, missing } from './signed-requests.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

const answer = (method: string, target: string, headers: Params = {}, body: string | Buffer = '', at = environment) =>
  answerFrom(at, method, target, headers, body);

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
      `${String(outcome?.rejection?.summary)} ${String(outcome?.rejection?.help?.en)} ${String(outcome?.path)}`,
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
