import { describe, expect, it } from '@jest/globals';
import { type WireRequest, requestHead, sha256Hex } from '@dragoman/protocol-kit';

import { isSignature, parseAuthorization } from '../src/auth/authorization.ts';
import { canonicalRequests } from '../src/auth/canonical.ts';
import { verifySdkHmac } from '../src/auth/sdk-hmac.ts';
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
  name: 'T1', method: 'GET', target: `/v1/${P}/secrets?limit=50&marker=a.b`, body: '',
  headers: { 'content-type': 'application/json', host: 'localhost:4566', 'x-project-id': P, 'x-sdk-date': DATE },
  signedHeaders: 'content-type;host;x-project-id;x-sdk-date',
  canonicalHash: 'f9270c2313a6d40ff95d8fc4826c65869c237c5da2c60bc5cad4171eaba2baf2',
  signature: '8d30156915b4a9249cebeb36f1182516965d6267d97a849f044a0a6cf04a8d6a',
};
const VECTORS: readonly Vector[] = [
  T1,
  {
    name: 'T2', method: 'POST', target: `/v1/${P}/secrets`, body: '{"name":"demo","secret_string":"v"}',
    headers: {
      'content-type': 'application/json;charset=UTF-8', host: 'kms.cn-north-4.myhuaweicloud.com',
      'x-project-id': P, 'x-sdk-date': DATE, 'x-security-token': 'tok',
    },
    signedHeaders: 'content-type;host;x-project-id;x-sdk-date;x-security-token',
    canonicalHash: 'cd5db95e38c9fdd06b638f10635899f1f071f76250b574442ef5cd0123aff75d',
    signature: 'ddcda93863a2ecdd88249fa56a0048843e5d1c956d7aa696726d899e9566671b',
  },
  {
    name: 'T3', method: 'GET', body: '',
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

/** The text with its character at `at` made another (and not the other case of a hexadecimal digit, which would mean the same). */
function altered(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at]?.toLowerCase() === 'f' ? 'e' : 'f'}${text.slice(at + 1)}`;
}

describe.each(VECTORS)('signature vector $name', (vector) => {
  it('has the published canonical request', () => {
    const [first] = canonicalRequests(requestOf(vector), vector.signedHeaders.split(';'));
    expect(sha256Hex(first?.text ?? '')).toBe(vector.canonicalHash);
  });

  it('fits', () => {
    expect(fits(vector)).toBe(true);
  });

  it('fits no more with one byte of the signature, the secret key or the method changed', () => {
    for (let at = 0; at < 64; at += 1) expect(fits({ ...vector, signature: altered(vector.signature, at) })).toBe(false);
    for (let at = 0; at < SK.length; at += 1) expect(fits(vector, altered(SK, at))).toBe(false);
    expect(fits(vector, SK, { ...requestOf(vector), method: 'PUT' })).toBe(false);
    expect(fits({ ...vector, signature: vector.signature.toUpperCase() })).toBe(false);
  });

  it('fits no more with one byte of path, query, a signed header or the body changed', () => {
    const request = requestOf(vector);
    const changes: WireRequest[] = [];
    for (let at = 1; at < request.path.length; at += 1) changes.push({ ...request, path: altered(request.path, at) });
    for (let at = 0; at < request.query.length; at += 1) changes.push({ ...request, query: altered(request.query, at) });
    for (const name of vector.signedHeaders.split(';')) {
      const value = request.headers[name] ?? '';
      for (let at = 0; at < value.length; at += 1) changes.push({ ...request, headers: { ...request.headers, [name]: altered(value, at) } });
    }
    for (let at = 0; at < request.body.length; at += 1) changes.push({ ...request, body: Buffer.from(altered(vector.body, at)) });
    changes.push({ ...request, body: Buffer.from(`${vector.body} `) });
    const accepted = changes.filter((change) => fits(vector, SK, change));
    expect(accepted).toEqual([]);
  });

  it('takes headers that were added after signing', () => {
    const request = requestOf(vector);
    expect(fits(vector, SK, { ...request, headers: { ...request.headers, 'x-domain-id': 'added', accept: '*/*' } })).toBe(true);
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
    for (const info of ['20260103/cn-north-4/csms', '20260102/cn-north-1/csms', '20260102/cn-north-4/kms', '20260102/cn-north-4']) {
      const signed = parseAuthorization(authorizationOf(vector).replace(V11_INFO, info));
      expect(signed !== null && verifyV11Hmac(requestOf(vector), signed, SK).fits).toBe(false);
    }
  });
});

describe('the Authorization header', () => {
  it('is told from those of other schemes', () => {
    expect(isSignature('SDK-HMAC-SHA256 Access=a')).toBe(true);
    expect(isSignature('SDK-SM2-SM3 Access=a')).toBe(true);
    expect(isSignature('Bearer SDK-HMAC-SHA256')).toBe(false);
    expect(isSignature('ACS3-HMAC-SHA256 Credential=a')).toBe(false);
    expect(isSignature(undefined)).toBe(false);
  });

  it.each(['SDK-HMAC-SHA256 ', 'SDK-HMAC-SHA256 Access=a', 'SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=0', 'SDK-HMAC-SHA256 Access=a, Signature=0'])(
    'does not parse from %j', (text) => {
      expect(parseAuthorization(text)).toBeNull();
    },
  );
});
