/** What the official signers for Node make of the requests. */
import { createRequire } from 'node:module';

import { type SignatureGroup, type SignatureTest, type WireRequest, readFamily, signatureFamilies } from './data.ts';
import type { Made } from './signers.ts';

/** The signer of Huawei Cloud's SDK, as far as it is used here. */
interface HuaweiSigner {
  sign(request: object, credential: object): Record<string, string>;
}

/** `@alicloud/openapi-util`, as far as it is used here. */
interface OpenApiUtil {
  getRPCSignature(params: Record<string, string>, method: string, secret: string): string;
  getAuthorization(request: object, algorithm: string, payload: string, id: string, secret: string): string;
  hash(raw: Buffer, algorithm: string): Buffer;
  hexEncode(raw: Buffer): string;
}

const HERE = createRequire(new URL('../../packages/gateway/package.json', import.meta.url));
const huawei = createRequire(HERE.resolve('@huaweicloud/huaweicloud-sdk-core'));
const { AKSKSigner } = huawei('./auth/AKSKSigner.js') as { readonly AKSKSigner: HuaweiSigner };
const { DerivedAKSKSigner } = huawei('./auth/DerivedAKSKSigner.js') as { readonly DerivedAKSKSigner: HuaweiSigner };
const { default: openApiUtil } = createRequire(HERE.resolve('@alicloud/openapi-client'))('@alicloud/openapi-util') as {
  readonly default: OpenApiUtil;
};

type Result = Omit<Made, 'family' | 'tcId'>;

/** What each client for Node makes of each test that is not invalid. */
export function signByNode(): Made[] {
  return signatureFamilies().flatMap((family) => {
    const { algorithm, testGroups } = readFamily(family);
    return testGroups.flatMap((group) =>
      group.tests
        .filter(({ result }) => result !== 'invalid')
        .flatMap((test) => madeOf(algorithm, group, test).map((made) => ({ family, tcId: test.tcId, ...made }))),
    );
  });
}

function madeOf(algorithm: string, group: SignatureGroup, { request }: SignatureTest): Result[] {
  if (group.service === 'huawei') {
    if (algorithm === 'SDK-HMAC-SHA256') return [byHuawei(AKSKSigner, group, request)];
    return algorithm === 'V11-HMAC-SHA256' ? [byHuawei(DerivedAKSKSigner, group, request)] : [];
  }
  if (group.service !== 'aliyun') return [];
  if (algorithm === 'HMAC-SHA1') return [{ client: '@alicloud/openapi-util', signature: rpcSignature(group, request) }];
  return algorithm.startsWith('ACS3')
    ? [{ client: '@alicloud/openapi-util', authorization: acs3(algorithm, group, request) }]
    : [];
}

/** As the SDK's caller gives it: the path decoded, a list for a parameter that stands twice, the body as an object. */
function byHuawei(
  signer: HuaweiSigner,
  { key }: SignatureGroup,
  { method, target, headers, body = '' }: WireRequest,
): Result {
  const client = '@huaweicloud/huaweicloud-sdk-core';
  const { pathname, searchParams } = new URL(target, 'http://host');
  const signed = signedHeaders(headers);
  const data = parsed(body);
  if (body !== '' && JSON.stringify(data) !== body) return { client, cannot: 'it writes bodies itself' };
  const { region, service } = (key['scope'] ?? {}) as { readonly region?: string; readonly service?: string };
  const credential = {
    getAk: () => key['accessKeyId'],
    getSk: () => key['secretAccessKey'],
    getRegionId: () => region,
    getDerivedAuthServiceName: () => service,
  };
  const queryParams = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
  );
  const host = Object.entries(signed).find(([name]) => name.toLowerCase() === 'host')?.[1] ?? 'host';
  const others = Object.fromEntries(Object.entries(signed).map(([name, value]) => [casing(name), value]));
  const endpoint = `http://${host}${decodeURIComponent(pathname)}`;
  const made = signer.sign(
    { method, endpoint, queryParams, headers: others, ...(body === '' ? {} : { data }) },
    credential,
  );
  return { client, authorization: made['Authorization'] ?? '' };
}

/** As the SDK itself writes these. */
function casing(name: string): string {
  return /^(host|content-type)$/i.test(name) ? name.toLowerCase() : name;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function signedHeaders(headers: WireRequest['headers']): Record<string, string> {
  const authorization = headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
  const names = (/SignedHeaders=([^,]*)/.exec(authorization)?.[1] ?? '').toLowerCase().split(';');
  return Object.fromEntries(headers.filter(([name]) => names.includes(name.toLowerCase())));
}

function parametersOf(...encoded: string[]): Record<string, string> {
  const pairs = encoded.flatMap((text) => [...new URLSearchParams(text)]).reverse();
  return Object.fromEntries(pairs.filter(([name]) => name !== 'Signature'));
}

function rpcSignature({ key }: SignatureGroup, { method, target, body = '' }: WireRequest): string {
  const params = parametersOf(target.split('?')[1] ?? '', body);
  return openApiUtil.getRPCSignature(params, method, String(key['secretAccessKey']));
}

function acs3(algorithm: string, { key }: SignatureGroup, { method, target, headers, body = '' }: WireRequest): string {
  const [pathname = '', query = ''] = target.split('?');
  const request = { method, pathname, query: parametersOf(query), headers: signedHeaders(headers) };
  const payload = openApiUtil.hexEncode(openApiUtil.hash(Buffer.from(body), algorithm));
  const { accessKeyId, secretAccessKey } = key;
  return openApiUtil.getAuthorization(request, algorithm, payload, String(accessKeyId), String(secretAccessKey));
}
