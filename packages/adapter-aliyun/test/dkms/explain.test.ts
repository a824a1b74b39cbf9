import { createHash, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import type { Interceptor } from '@dragoman/protocol-kit';

import type { Params } from '../environment.ts';
import { type InstanceEnvironment, newInstanceEnvironment, signedHeaders, vectors } from './environment.ts';

const BODY = Buffer.from('0810', 'hex');
const { key_id: CLIENT_KEY, private_key_pkcs8_pem: PRIVATE_KEY } = vectors.client_key;

async function explained({ door, services }: InstanceEnvironment, change: (headers: Params, now: number) => Params) {
  const now = services.clock.now();
  const headers = change(signedHeaders('GenerateRandom', BODY, now), now);
  const request = { method: 'POST', path: '/', query: '', headers, body: BODY };
  return door.explain({ request, requestId: 'id', receivedAt: now }, null);
}

/** The signature of a text of the test's own. */
function signedAs(write: (headers: Params) => string): (headers: Params) => Params {
  return (headers) => {
    const signature = sign('RSA-SHA256', Buffer.from(write(headers)), PRIVATE_KEY).toString('base64');
    return { ...headers, authorization: `Bearer ${signature}` };
  };
}

function textOf(headers: Params, resource = '/', hash = headers['content-sha256'] ?? ''): string {
  const kms = Object.keys(headers).filter((name) => name.startsWith('x-kms-'));
  const lines = kms.sort().map((name) => `${name}:${headers[name] ?? ''}`);
  return ['POST', hash, headers['content-type'], headers['date'], ...lines, resource].join('\n');
}

describe('an explanation of a request to an instance', () => {
  it.each([
    ['line-before-resource', signedAs((headers) => textOf(headers, '\n/'))],
    ['no-resource', signedAs((headers) => textOf(headers, '').slice(0, -1).concat('\n'))],
    ['line-end', signedAs((headers) => `${textOf(headers)}\n`)],
    ['hash-case', signedAs((headers) => textOf(headers, '/', createHash('sha256').update(BODY).digest('hex')))],
  ])('finds %s in its signature', async (mistake, change) => {
    const { about, signature } = await explained(await newInstanceEnvironment(), change);
    expect([about, signature?.rightIf.map((one) => one.mistake)]).toEqual(['signature', [mistake]]);
    expect(signature?.server.stringToSign).toMatch(/^POST\n/);
    expect([signature?.scheme, signature?.keyId]).toEqual(['RSA_PKCS1_SHA_256', CLIENT_KEY]);
  });

  it('finds a clock that is wrong, and a key whose time is over', async () => {
    const late = (_headers: Params, now: number) => signedHeaders('GenerateRandom', BODY, now + 3_600_000, {});
    const clock = await explained(await newInstanceEnvironment(), late);
    expect(clock.signature?.rightIf.map((one) => one.mistake)).toEqual(['clock']);
    const over = await newInstanceEnvironment({ period: { not_after: '2026-01-01T00:00:00Z' } });
    const period = await explained(over, (headers) => headers);
    expect(period.signature?.rightIf.map((one) => one.mistake)).toEqual(['key-period']);
  });

  it('tells of a client key that nobody has without repeating it', async () => {
    const secret = 'no-key-but-a-secret';
    const unknown = (_headers: Params, now: number) =>
      signedHeaders('GenerateRandom', BODY, now, { 'x-kms-acccesskeyid': secret });
    const answer = await explained(await newInstanceEnvironment(), unknown);
    expect([answer.about, answer.signature?.keyId]).toEqual(['signature', null]);
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  it('has nothing for a signature that nothing explains, but what to check', async () => {
    const { signature, remedies } = await explained(
      await newInstanceEnvironment(),
      signedAs(() => 'something else'),
    );
    expect([signature?.rightIf, signature?.client, remedies.length]).toEqual([[], null, 2]);
  });

  it('names the operation that is meant', async () => {
    const wrong = (_headers: Params, now: number) => signedHeaders('GetSecretValues', BODY, now);
    const answer = await explained(await newInstanceEnvironment(), wrong);
    expect([answer.about, answer.nearest[0]?.operation]).toEqual(['route', 'GetSecretValue']);
  });
});

describe('a fault at an instance', () => {
  it.each([
    ['Rejected.Throttling', '429 Rejected.Throttling QPS Limit Exceeded'],
    ['SignatureNotMatch', '401 SignatureNotMatch Signature is not matched.'],
    ['Forbidden.InDebt', '403 Forbidden.InDebt Current user is indebted.'],
  ])('answers %s in its form', async (code, expected) => {
    const interceptor: Interceptor = { isArmed: true, intercept: async () => ({ kind: 'reject', code }) };
    const environment = await newInstanceEnvironment({ interceptor });
    expect(environment.door.injectable.codes).toContain(code);
    expect(await environment.rejected('GenerateRandom', { Length: 1 })).toBe(expected);
  });
});
