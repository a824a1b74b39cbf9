import { memoryUsageCounts } from '@dragoman/core';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { nonceMemory } from '../src/auth/nonces.ts';
import { type Params, type Environment, form, newEnvironment, signedAcs3, signedV1 } from './environment.ts';
import { ILLEGAL_TIMESTAMP, NOW, answerFrom, list, without } from './signed-requests.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

const answer = (method: string, target: string, headers: Params = {}, body: string | Buffer = '', at = environment) =>
  answerFrom(at, method, target, headers, body);

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

  it('is remembered while any clock that its sender may go by lets its time pass', async () => {
    const consumeNonce = nonceMemory(memoryUsageCounts());
    const day = 86_400_000;
    await consumeNonce('k', 'n', [0]);
    expect(() => consumeNonce('k', 'n', [30 * day, 0])).toThrow('nonce');
    await consumeNonce('k', 'm', [30 * day, 0]);
    expect(() => consumeNonce('k', 'm', [-day, 0])).toThrow('nonce');
    expect(() => consumeNonce('k', 'n', [1_800_001])).not.toThrow();
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
