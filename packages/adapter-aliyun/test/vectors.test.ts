import { describe, expect, it } from '@jest/globals';

import { sha256Hex } from '@dragoman/protocol-kit';

import { canonicalRequest, readAcs3 } from '../src/auth/acs3.ts';
import { readV1 } from '../src/auth/rpc-v1.ts';
import { gatewayFrontendErrors } from '../src/errors/frontend-errors.ts';

const NONCES = { C: '12f70ec0feba0e40b8a5be365858fced', D: 'd7ad3fbfb350d99a2d7663b45e0f242c' };

interface V1Vector {
  readonly method: string;
  readonly secret: string;
  readonly params: Readonly<Record<string, string>>;
}

const VECTOR_A: V1Vector = {
  method: 'GET',
  secret: 'testsecret',
  params: {
    AccessKeyId: 'testid',
    Action: 'CreateKey',
    Format: 'json',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    Timestamp: '2016-03-28T03:13:08Z',
    Version: '2016-01-20',
    Signature: '41wk2SSX1GJh7fwnc5eqOfiJPFg=',
  },
};

const VECTOR_B: V1Vector = {
  method: 'POST',
  secret: 'testSK',
  params: {
    AccessKeyId: 'testAK',
    Action: 'CreateSecret',
    Format: 'json',
    SecretData: `{"k":"v ~*!'()中"}`,
    SecretDataType: 'text',
    SecretName: 'a/b c+=.@-_',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '5bb6bafe91f8d053ab566b1c03289ef2',
    SignatureVersion: '1.0',
    Timestamp: '2026-11-22T00:50:31Z',
    Version: '2016-01-20',
    VersionId: 'v1',
    Signature: '/coj1dCmlP4pbkq64oGLajc7EnM=',
  },
};

describe.each([
  ['A, of the KMS page', VECTOR_A],
  ['B, captured from @alicloud/kms20160120', VECTOR_B],
])('V1 vector %s', (_name, vector) => {
  const fits = (changes: { method?: string; secret?: string; params?: Readonly<Record<string, string>> }): boolean => {
    const { method, params, secret } = { ...vector, ...changes };
    return readV1(method, new Map(Object.entries(params)), gatewayFrontendErrors).matches(secret);
  };

  it('verifies, in whatever order its parameters come', () => {
    expect(fits({})).toBe(true);
    expect(fits({ params: Object.fromEntries(Object.entries(vector.params).reverse()) })).toBe(true);
  });

  it.each(Object.keys(vector.params))('fails when one byte of %s changes', (name) => {
    for (const value of oneByteChanges(vector.params[name] ?? '')) {
      expect(unlessRejected(() => fits({ params: { ...vector.params, [name]: value } }))).toBe(false);
    }
  });

  it('fails with another name, method or secret, and with a parameter more or less', () => {
    const { Format = '', ...rest } = vector.params;
    expect(fits({ params: { ...rest, format: Format } })).toBe(false);
    expect(fits({ params: rest })).toBe(false);
    expect(fits({ params: { ...vector.params, More: '' } })).toBe(false);
    expect(fits({ method: vector.method === 'GET' ? 'POST' : 'GET' })).toBe(false);
    expect(oneByteChanges(vector.secret).some((secret) => fits({ secret }))).toBe(false);
  });
});

interface Acs3Vector {
  readonly canonicalHash: string;
  readonly secret: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const VECTOR_C: Acs3Vector = {
  canonicalHash: '6d7194c1fefc6be53403c622e392a1b0dcfa8e09079ccc2628fae04b36df5d49',
  secret: 'testSK',
  method: 'POST',
  path: '/',
  query: { SecretName: 'a/b c+=.@-_', VersionStage: 'ACSCurrent', FetchExtendedConfig: 'true' },
  headers: acs3Headers(
    'GetSecretValue',
    NONCES.C,
    '',
    {},
    '004c918dac1317ba0a68389ecfade1e06d70cb28c849059cae4d4795f688775f',
  ),
  body: '',
};

const BODY_D = 'SecretData=a%20b%26c%3D%E4%B8%AD&VersionId=v1';
const VECTOR_D: Acs3Vector = {
  canonicalHash: 'ce757461b0663688c48ef429047782c4ed88c96d69104c7023b2189a8a16d18d',
  secret: 'testSK',
  method: 'POST',
  path: '/',
  query: { SecretName: 'n' },
  headers: acs3Headers(
    'CreateSecret',
    NONCES.D,
    BODY_D,
    { 'content-type': 'application/x-www-form-urlencoded' },
    '2f2979e51f7f0485e76b3a59482400895d249608dd819c6b745c2b1ac8075ca3',
  ),
  body: BODY_D,
};

describe.each([
  ['C, everything in the query', VECTOR_C],
  ['D, with a form body', VECTOR_D],
])('ACS3 vector %s', (_name, vector) => {
  const fits = (changes: Partial<Acs3Vector>): boolean => {
    const { method, path, query, headers, body, secret } = { ...vector, ...changes };
    return readAcs3(
      { method, path, query: '', headers, body: Buffer.from(body) },
      new Map(Object.entries(query)),
    ).matches(secret);
  };

  it('verifies, canonical request included', () => {
    const signed = /SignedHeaders=([^,]+)/.exec(vector.headers['authorization'] ?? '')?.[1] ?? '';
    const request = {
      method: vector.method,
      path: vector.path,
      query: '',
      headers: vector.headers,
      body: Buffer.from(vector.body),
    };
    expect(
      sha256Hex(canonicalRequest(request, new Map(Object.entries(vector.query)), signed, sha256Hex(vector.body))),
    ).toBe(vector.canonicalHash);
    expect(fits({})).toBe(true);
  });

  it.each(Object.keys(vector.headers))('fails when one byte of the header %s changes', (name) => {
    const before = vector.headers[name] ?? '';
    for (const value of oneByteChanges(before)) {
      // The key id itself is not signed: another one has another secret.
      if (name === 'authorization' && keyOf(value) !== '' && keyOf(value) !== keyOf(before)) continue;
      expect(unlessRejected(() => fits({ headers: { ...vector.headers, [name]: value } }))).toBe(false);
    }
  });

  it('fails when the method, the path, a parameter, the body or the secret changes', () => {
    expect(fits({ method: 'GET' })).toBe(false);
    expect(fits({ path: '//' })).toBe(false);
    for (const [name, value] of Object.entries(vector.query)) {
      for (const other of oneByteChanges(value))
        expect(fits({ query: { ...vector.query, [name]: other } })).toBe(false);
    }
    for (const body of [...oneByteChanges(vector.body), `${vector.body}&`])
      expect(unlessRejected(() => fits({ body }))).toBe(false);
    for (const secret of oneByteChanges(vector.secret)) expect(fits({ secret })).toBe(false);
  });

  it('fails when the body changes and its hash with it', () => {
    const body = `${vector.body}&More=1`;
    expect(fits({ body, headers: { ...vector.headers, 'x-acs-content-sha256': sha256Hex(body) } })).toBe(false);
  });
});

function acs3Headers(
  action: string,
  nonce: string,
  body: string,
  more: Record<string, string>,
  signature: string,
): Record<string, string> {
  const signed: Record<string, string> = {
    ...more,
    host: '127.0.0.1:18080',
    'x-acs-action': action,
    'x-acs-content-sha256': sha256Hex(body),
    'x-acs-credentials-provider': 'static_ak',
    'x-acs-date': '2026-11-22T00:50:31Z',
    'x-acs-signature-nonce': nonce,
    'x-acs-version': '2016-01-20',
  };
  const names = Object.keys(signed).sort().join(';');
  return {
    ...signed,
    authorization: `ACS3-HMAC-SHA256 Credential=testAK,SignedHeaders=${names},Signature=${signature}`,
  };
}

function keyOf(authorization: string): string {
  return /Credential=([^,]*)/.exec(authorization)?.[1] ?? '';
}

/** The text with each of its characters, in turn, replaced by a neighbour. */
function oneByteChanges(text: string): string[] {
  return Array.from(
    text,
    (character, at) => text.slice(0, at) + (character === 'a' ? 'b' : 'a') + text.slice(at + character.length),
  );
}

/** A signature that cannot be read at all is rejected as well. */
function unlessRejected(fits: () => boolean): boolean {
  try {
    return fits();
  } catch {
    return false;
  }
}
