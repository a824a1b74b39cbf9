import { readFileSync } from 'node:fs';
import { createECDH, createHash, createPrivateKey, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { type WireRequest, requestHead, sha256Hex } from '@dragoman/protocol-kit';

import { isSignature, parseAuthorization } from '../src/auth/authorization.ts';
import { hasFittingReading } from '../src/auth/canonical.ts';
import { SHA256, SM3, isAvailable } from '../src/auth/hashing.ts';
import { derivedPrivateKey } from '../src/auth/derived-private-key.ts';
import { DERIVATION, SDK_ECDSA_P256_SHA256, verifySdkEcdsa } from '../src/auth/sdk-ecdsa.ts';
import { verifySdkSm2 } from '../src/auth/sdk-sm2.ts';
import { verifySdkHmac, verifySdkHmacSm3 } from '../src/auth/sdk-hmac.ts';
import { derivedKey, verifyV11Hmac } from '../src/auth/v11-hmac.ts';

const AK = 'AKEMULATORTEST000001';
const SK = 'skEmulatorTestSecretKey00000000000000001';
const DATE = '20260102T030405Z';
const P = '0123456789abcdef0123456789abcdef';
const V11_INFO = '20260102/cn-north-4/csms';

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: string;
  readonly body: string;
  readonly canonicalHash: string;
  readonly signature: string;
  readonly v11?: true;
}

const T1: Vector = {
  name: 'T1',
  method: 'GET',
  target: `/v1/${P}/secrets?limit=50&marker=a.b`,
  body: '',
  headers: { 'content-type': 'application/json', host: 'localhost:4566', 'x-project-id': P, 'x-sdk-date': DATE },
  signedHeaders: 'content-type;host;x-project-id;x-sdk-date',
  canonicalHash: 'f9270c2313a6d40ff95d8fc4826c65869c237c5da2c60bc5cad4171eaba2baf2',
  signature: '8d30156915b4a9249cebeb36f1182516965d6267d97a849f044a0a6cf04a8d6a',
};
const VECTORS: readonly Vector[] = [
  T1,
  {
    name: 'T2',
    method: 'POST',
    target: `/v1/${P}/secrets`,
    body: '{"name":"demo","secret_string":"v"}',
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      host: 'kms.cn-north-4.myhuaweicloud.com',
      'x-project-id': P,
      'x-sdk-date': DATE,
      'x-security-token': 'tok',
    },
    signedHeaders: 'content-type;host;x-project-id;x-sdk-date;x-security-token',
    canonicalHash: 'cd5db95e38c9fdd06b638f10635899f1f071f76250b574442ef5cd0123aff75d',
    signature: 'ddcda93863a2ecdd88249fa56a0048843e5d1c956d7aa696726d899e9566671b',
  },
  {
    name: 'T3',
    method: 'GET',
    body: '',
    target: `/v1/${P}/csms/00000000-0000-0000-0000-000000000000/tags/a%20b%2Bc?a=x%20y~%2F&z=1`,
    headers: { host: 'localhost:4566', 'x-sdk-date': DATE },
    signedHeaders: 'host;x-sdk-date',
    canonicalHash: '6713f88abb3d8b503ccea17e5f9d3ae5d59ee5c1dabcedf36ff97e0052349a26',
    signature: '53c1bb756255a480256e301496bae34400780cdbd72829faf4a2feedb0af7892',
  },
  { ...T1, name: 'T4', v11: true, signature: '79a0dc13af8ef1c0f108944ed037b466788b7dd0c69430876b1b9ca272345aa5' },
];

function authorizationOf(vector: Vector, access = AK): string {
  const who = vector.v11 ? `V11-HMAC-SHA256 Credential=${access}/${V11_INFO}` : `SDK-HMAC-SHA256 Access=${access}`;
  return `${who}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`;
}

function requestOf(vector: Vector): WireRequest {
  return { ...requestHead(vector.method, vector.target, vector.headers), body: Buffer.from(vector.body) };
}

function fits(vector: Vector, secret = SK, request = requestOf(vector)): boolean {
  const signed = parseAuthorization(authorizationOf(vector));
  if (signed === null) throw new Error('the header does not parse');
  return (vector.v11 ? verifyV11Hmac : verifySdkHmac)(request, signed, secret).fits;
}

/**
 * The text with its character at `at` made another (and not the other case of a hexadecimal digit, which would mean the
 * same).
 */
function altered(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at]?.toLowerCase() === 'f' ? 'e' : 'f'}${text.slice(at + 1)}`;
}

describe.each(VECTORS)('signature vector $name', (vector) => {
  it('has the published canonical request', () => {
    const tried: string[] = [];
    hasFittingReading(requestOf(vector), vector.signedHeaders.split(';'), SHA256, (text) => tried.push(text) === 0);
    expect(sha256Hex(tried[0] ?? '')).toBe(vector.canonicalHash);
  });

  it('fits', () => {
    expect(fits(vector)).toBe(true);
  });

  it('fits no more with one byte of the signature, the secret key or the method changed', () => {
    for (let at = 0; at < 64; at += 1)
      expect(fits({ ...vector, signature: altered(vector.signature, at) })).toBe(false);
    for (let at = 0; at < SK.length; at += 1) expect(fits(vector, altered(SK, at))).toBe(false);
    expect(fits(vector, SK, { ...requestOf(vector), method: 'PUT' })).toBe(false);
    expect(fits({ ...vector, signature: vector.signature.toUpperCase() })).toBe(false);
  });

  it('fits no more with one byte of path, query, a signed header or the body changed', () => {
    const request = requestOf(vector);
    const changes: WireRequest[] = [];
    for (let at = 1; at < request.path.length; at += 1) changes.push({ ...request, path: altered(request.path, at) });
    for (let at = 0; at < request.query.length; at += 1)
      changes.push({ ...request, query: altered(request.query, at) });
    for (const name of vector.signedHeaders.split(';')) {
      const value = request.headers[name] ?? '';
      for (let at = 0; at < value.length; at += 1)
        changes.push({ ...request, headers: { ...request.headers, [name]: altered(value, at) } });
    }
    for (let at = 0; at < request.body.length; at += 1)
      changes.push({ ...request, body: Buffer.from(altered(vector.body, at)) });
    changes.push({ ...request, body: Buffer.from(`${vector.body} `) });
    const accepted = changes.filter((change) => fits(vector, SK, change));
    expect(accepted).toEqual([]);
  });

  it('takes headers that were added after signing', () => {
    const request = requestOf(vector);
    expect(
      fits(vector, SK, { ...request, headers: { ...request.headers, 'x-domain-id': 'added', accept: '*/*' } }),
    ).toBe(true);
  });

  it('fits no more under another list of signed headers', () => {
    expect(fits({ ...vector, signedHeaders: vector.signedHeaders.replace('host;', '') })).toBe(false);
  });
});

describe('V11-HMAC-SHA256', () => {
  it('derives the published key', () => {
    expect(derivedKey(AK, SK, V11_INFO)).toBe('a1fb97ef0e5837e845f35d536af7f74476a84dcae9d11259bbb45c4f95c110c0');
  });

  it('is good for the day, region and service that it was derived for', () => {
    const [, , , vector] = VECTORS;
    if (vector === undefined) throw new Error('no vector');
    for (const info of [
      '20260103/cn-north-4/csms',
      '20260102/cn-north-1/csms',
      '20260102/cn-north-4/kms',
      '20260102/cn-north-4',
    ]) {
      const signed = parseAuthorization(authorizationOf(vector).replace(V11_INFO, info));
      expect(signed !== null && verifyV11Hmac(requestOf(vector), signed, SK).fits).toBe(false);
    }
  });
});

describe('SDK-HMAC-SM3', () => {
  // The Go SDK's own tests (`core/auth/signer/sm3_signer_test.go`, `signer_test.go`): access key AccessKey, secret key
  // SecretKey.
  const date = { 'x-sdk-date': '20060102T150405Z' };
  const GO = [
    {
      method: 'GET',
      target: '/path?limit=1',
      body: '',
      sm3: 'acdeecf8061419275127135b54532c2c20b683bf9bbb8a32bee021a8c40befd4',
      sha256: '5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624',
    },
    {
      method: 'POST',
      target: '/path?key=value',
      body: '{"Name":"test","Id":1}\n',
      sm3: '359e49285fe5a469f82b86fd761b1a4a7ee16e3181de7d643c53a30667cde508',
      sha256: 'cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59',
    },
  ];

  it.each(GO)('fits the vector of the Go SDK: $method', ({ method, target, body, sm3, sha256 }) => {
    const request = {
      ...requestHead(method, target, { ...date, TEST_UNDERSCORE: 'TEST_VALUE' }),
      body: Buffer.from(body),
    };
    const signed = (algorithm: string, signature: string) => {
      const parsed = parseAuthorization(
        `${algorithm} Access=AccessKey, SignedHeaders=x-sdk-date, Signature=${signature}`,
      );
      if (parsed === null) throw new Error('the header does not parse');
      return parsed;
    };
    expect(isAvailable(SM3)).toBe(true);
    expect(verifySdkHmac(request, signed('SDK-HMAC-SHA256', sha256), 'SecretKey').fits).toBe(true);
    expect(verifySdkHmacSm3(request, signed('SDK-HMAC-SM3', sm3), 'SecretKey').fits).toBe(true);
    expect(verifySdkHmacSm3(request, signed('SDK-HMAC-SM3', sm3), 'OtherKey').fits).toBe(false);
    for (let at = 0; at < 64; at += 1)
      expect(verifySdkHmacSm3(request, signed('SDK-HMAC-SM3', altered(sm3, at)), 'SecretKey').fits).toBe(false);
    expect(
      verifySdkHmacSm3({ ...request, body: Buffer.from(`${body} `) }, signed('SDK-HMAC-SM3', sm3), 'SecretKey').fits,
    ).toBe(false);
  });

  it('hashes nothing as the documents print it', () => {
    expect(createHash('sm3').update('').digest('hex')).toBe(
      '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
    );
  });
});

describe('SDK-ECDSA-P256-SHA256', () => {
  const [vector] = VECTORS;
  if (vector === undefined) throw new Error('no vector');

  it('derives the published key', () => {
    expect(derivedPrivateKey(DERIVATION, AK, SK).toString(16)).toBe(
      '1430578647d8f7c4e928bd4f0727a33191fa88582658306736078106256da5c9',
    );
  });

  function signatureOf(text: string): string {
    const pair = createECDH('prime256v1');
    const d = Buffer.from(derivedPrivateKey(DERIVATION, AK, SK).toString(16), 'hex');
    pair.setPrivateKey(d);
    const point = pair.getPublicKey();
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      d: d.toString('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    return sign('sha256', Buffer.from(text), {
      key: createPrivateKey({ format: 'jwk', key: jwk }),
      dsaEncoding: 'der',
    }).toString('hex');
  }

  function verdict(signature: string, request = requestOf(T1), secret = SK): boolean {
    const parsed = parseAuthorization(
      `${SDK_ECDSA_P256_SHA256} Access=${AK}, SignedHeaders=${T1.signedHeaders}, Signature=${signature}`,
    );
    return parsed !== null && verifySdkEcdsa(request, parsed, secret).fits;
  }

  it('fits what that key signed, and nothing else', () => {
    const signature = signatureOf(`${SDK_ECDSA_P256_SHA256}\n${DATE}\n${T1.canonicalHash}`);
    expect(verdict(signature)).toBe(true);
    expect(verdict(signature, requestOf(T1), altered(SK, 3))).toBe(false);
    expect(verdict(signature, { ...requestOf(T1), query: 'limit=51&marker=a.b' })).toBe(false);
    expect(
      verdict(signature, { ...requestOf(T1), headers: { ...requestOf(T1).headers, 'x-sdk-date': '20260102T030406Z' } }),
    ).toBe(false);
    for (let at = 0; at < signature.length; at += 1) expect(verdict(altered(signature, at))).toBe(false);
    for (const other of [
      '',
      '00',
      'zz',
      signature.slice(0, -2),
      `${signature}00`,
      `${signature}0`,
      `${signature}zz`,
      T1.signature,
    ])
      expect(verdict(other)).toBe(false);
    expect(verdict(signatureOf(`SDK-HMAC-SHA256\n${DATE}\n${T1.canonicalHash}`))).toBe(false);
  });
});

describe('SDK-SM2-SM3', () => {
  const file = new URL('../../../vectors/data/huawei-sdk-sm2-sm3.json', import.meta.url);
  const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as VectorFile;
  const tests = testGroups.flatMap((group) => group.tests.filter(({ comment }) => comment.startsWith('query: ')));

  async function verdict({ request }: VectorFile['testGroups'][0]['tests'][0], secret = SK): Promise<boolean> {
    const [path = '', query = ''] = request.target.split('?');
    const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const parsed = parseAuthorization(headers['authorization'] ?? '');
    const { method, body = '' } = request;
    const wire = { method, path, query, headers, body: Buffer.from(body) };
    return parsed !== null && (await verifySdkSm2(wire, parsed, secret)).fits;
  }

  it('fits what the derived key signed, and nothing else', async () => {
    expect(tests.length).toBeGreaterThan(40);
    for (const test of tests.slice(0, 10)) {
      expect(await verdict(test)).toBe(true);
      expect(await verdict(test, altered(SK, 3))).toBe(false);
      const { request } = test;
      expect(await verdict({ ...test, request: { ...request, target: `${request.target}0` } })).toBe(false);
    }
  });
});

interface VectorFile {
  readonly testGroups: readonly {
    readonly tests: readonly {
      readonly comment: string;
      readonly request: {
        readonly method: string;
        readonly target: string;
        readonly headers: readonly (readonly [string, string])[];
        readonly body?: string;
      };
    }[];
  }[];
}

describe('the Authorization header', () => {
  it('is told from those of other schemes', () => {
    expect(isSignature('SDK-HMAC-SHA256 Access=a')).toBe(true);
    expect(isSignature('SDK-SM2-SM3 Access=a')).toBe(true);
    expect(isSignature('Bearer SDK-HMAC-SHA256')).toBe(false);
    expect(isSignature('ACS3-HMAC-SHA256 Credential=a')).toBe(false);
    expect(isSignature(undefined)).toBe(false);
  });

  it.each([
    'SDK-HMAC-SHA256 ',
    'SDK-HMAC-SHA256 Access=a',
    'SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=0',
    'SDK-HMAC-SHA256 Access=a, Signature=0',
    'SDK-HMAC-SHA256 Access=a, SignedHeaders=host;Host, Signature=0',
  ])('does not parse from %j', (text) => {
    expect(parseAuthorization(text)).toBeNull();
  });
});
