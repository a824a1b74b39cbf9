import { createHmac, randomUUID } from 'node:crypto';

import { byCodePoint, decodePairs, percentEncode } from '../../packages/protocol-kit/src/index.ts';
import type { RawRequest, ServiceKeys, SigningContext } from '../../packages/conform/src/doors/door.ts';
import { doorNamed } from '../../packages/conform/src/doors/doors.ts';
import type { DoorName } from '../../packages/conform/src/recording/recording.ts';

/** A request that costs a gateway as much as one of its size can, and whose signature is right where it bears one. */
export interface HeavyRequest {
  readonly name: string;
  readonly make: () => RawRequest;
}

/** One that is not signed yet. */
interface Draft {
  readonly name: string;
  readonly draft: () => RawRequest;
}

const KIB = 1_024;
const MIB = 1_024 * KIB;
/** As docs/limits.md has them, less what the rest of a request takes. */
const HUAWEI_BODY = 12 * MIB - KIB;
const ALIYUN_BODY = 508 * KIB;
const BK_BODY = 4 * MIB - 4 * KIB;
const PROTOBUF_BODY = 3 * MIB;
const HEAD = 900 * KIB;

const PROJECT = 'd7a60a00000000000000000000000001';
const FORM = 'application/x-www-form-urlencoded';

/** Texts of so many bytes. Each is what some reader has most work with. */
const FILLINGS: Readonly<Record<string, (bytes: number) => string>> = {
  'one text': (bytes) => `{"name":"${'x'.repeat(bytes - 12)}"}`,
  'a text of escapes': (bytes) => `{"name":"${'\\u0001'.repeat(bytes / 6 - 4)}"}`,
  lists: (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
  objects: (bytes) => '{"a":'.repeat(bytes / 6 - 1) + '1' + '}'.repeat(bytes / 6 - 1),
  'many numbers': (bytes) => `{"name":[${'0,'.repeat(bytes / 2 - 8)}0]}`,
  'many empty objects': (bytes) => `{"name":[${'{},'.repeat(bytes / 3 - 8)}0]}`,
  'many names': (bytes) => `{${names(bytes / 14, '"', '":0')}}`,
  'a long number': (bytes) => `{"name":${'9'.repeat(bytes - 16)}}`,
  blanks: (bytes) => `${' '.repeat(bytes - 4)}{}`,
  'no JSON at its end': (bytes) => `{"name":[${'0,'.repeat(bytes / 2 - 8)}`,
};

/** Forms and queries. */
const PAIRS: Readonly<Record<string, (bytes: number) => string>> = {
  'one name': (bytes) => 'a&'.repeat(bytes / 2),
  'many pairs': (bytes) => names(bytes / 9, '', '=').replaceAll(',', '&'),
  'one value of escapes': (bytes) => `a=${'%41'.repeat(bytes / 3 - 1)}`,
  'fields of one number': (bytes) => names(bytes / 16, 'Tag.1.', '=').replaceAll(',', '&'),
  'many numbers of a list': (bytes) =>
    Array.from({ length: Math.min(9_999, bytes / 14) }, (_item, at) => `Tag.${at + 1}.Key=`).join('&'),
  plusses: (bytes) => `a=${'+'.repeat(bytes - 2)}`,
};

function names(count: number, before: string, after: string): string {
  return Array.from({ length: count }, (_name, at) => before + at.toString(36).padStart(6, 'a') + after).join(',');
}

type Later<Value> = Value | (() => Value);

function soon<Value extends string | Buffer | readonly string[]>(value: Later<Value>): Value {
  return typeof value === 'function' ? value() : value;
}

/** Each filling of a table, made when it is asked for. */
function tableOf<Filling extends string | Buffer>(
  table: Readonly<Record<string, (bytes: number) => Filling>>,
  bytes: number,
): [string, () => Filling][] {
  return Object.entries(table).map(([name, fill]) => [name, () => fill(bytes)]);
}

interface DraftParts {
  readonly method?: string;
  readonly target: Later<string>;
  readonly headers: Later<readonly string[]>;
  readonly body?: Later<string | Buffer>;
}

function draftOf(name: string, { method = 'POST', target, headers, body = '' }: DraftParts): Draft {
  return {
    name,
    draft: () => ({
      method,
      target: soon(target),
      rawHeaders: soon(headers),
      body: Buffer.from(soon(body) as string),
    }),
  };
}

function huawei(): Draft[] {
  const base = `/v1/${PROJECT}/secrets`;
  const headers = ['Content-Type', 'application/json', 'Authorization', 'SDK-HMAC-SHA256'];
  const list = (): string => names(HEAD / 9, '', '').replaceAll(',', ';');
  return [
    ...tableOf(FILLINGS, HUAWEI_BODY).flatMap(([name, body]) =>
      [base, '/v3/auth/tokens'].map((target) =>
        draftOf(`huawei ${target.slice(1, 3)}: ${name}`, { target, headers, body }),
      ),
    ),
    ...tableOf(PAIRS, 31 * KIB).map(([name, query]) =>
      draftOf(`huawei query: ${name}`, { method: 'GET', target: () => `${base}?${query()}`, headers }),
    ),
    ...[
      ['a list of signed headers', () => ['Authorization', signed(`${list()};x-sdk-date`)]] as const,
      ['one header signed often', () => repeated('huawei')] as const,
      ['many headers', () => [...manyHeaders(), ...headers]] as const,
      ['a token that is long', () => ['X-Auth-Token', 'x'.repeat(HEAD)]] as const,
    ].map(([name, sent]) => draftOf(`huawei: ${name}`, { method: 'GET', target: base, headers: sent })),
  ];
}

function signed(list: string): string {
  return `SDK-HMAC-SHA256 Access=DRAGOMANDEV000000001, SignedHeaders=${list}, Signature=${'0'.repeat(64)}`;
}

/** A header that is nearly as long as a head may be, named in the list of signed ones as often as there is room. */
function repeated(door: 'huawei' | 'aliyun'): string[] {
  const list = Array.from({ length: (200 * KIB) / 2 }, () => 'x').join(';');
  const authorization =
    door === 'huawei' ? signed(list) : `ACS3-HMAC-SHA256 Credential=a,SignedHeaders=${list},Signature=0`;
  return ['X', 'x'.repeat(HEAD - 250 * KIB), 'Authorization', authorization];
}

function manyHeaders(): string[] {
  return Array.from({ length: HEAD / 64 }, (_header, at) => [`x-${at.toString(36)}`, 'v'.repeat(40)]).flat();
}

function aliyun(): Draft[] {
  const call = (action: string): string => `Action=${action}&Version=2016-01-20&Format=JSON`;
  const headers = ['Content-Type', FORM];
  const forms = (action: string, before: string, fillings: [string, () => string][]): Draft[] =>
    fillings.map(([name, text]) =>
      draftOf(`aliyun ${action}: ${name}`, { target: '/', headers, body: () => `${call(action)}&${before}${text()}` }),
    );
  const fillings = tableOf(FILLINGS, ALIYUN_BODY);
  const acs3 = ['x-acs-action', 'ListSecrets', 'x-acs-version', '2016-01-20'];
  const noList = ['Authorization', 'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=,Signature=0'];
  return [
    ...forms('TagResource', '', tableOf(PAIRS, ALIYUN_BODY)),
    ...tableOf(PAIRS, 255 * KIB).map(([name, query]) =>
      draftOf(`aliyun query: ${name}`, {
        method: 'GET',
        target: () => `/?${call('ListSecrets')}&${query()}`,
        headers: [],
      }),
    ),
    ...forms('CreateSecret', 'SecretName=s&VersionId=v&SecretData=x&SecretType=Rds&ExtendedConfig=', fillings),
    ...forms('SetSecretPolicy', 'SecretName=s&PolicyName=default&Policy=', fillings),
    ...forms('PutSecretValue', 'SecretName=s&VersionId=v&SecretData=x&VersionStages=', fillings),
    ...[
      ['one header signed often', () => [...acs3, ...repeated('aliyun')]] as const,
      ['many headers', () => [...acs3, ...manyHeaders(), ...noList]] as const,
      ['a bearer token that is long', () => [...acs3, 'x-acs-bearer-token', 'x.'.repeat(HEAD / 2)]] as const,
    ].map(([name, sent]) => draftOf(`aliyun: ${name}`, { target: '/', headers: sent })),
    draftOf('aliyun: an OIDC token that is deep', { target: '/', headers, body: oidcCall }),
    ...instance(),
  ];
}

function oidcCall(): string {
  const token = Buffer.from(`{"sub":${'['.repeat(MIB)}`).toString('base64url');
  const account = 'acs:ram::1000000000000001';
  return (
    'Action=AssumeRoleWithOIDC&Version=2015-04-01&RoleSessionName=sess' +
    `&RoleArn=${account}:role/r&OIDCProviderArn=${account}:oidc-provider/p&OIDCToken=${token}.${token}.x`
  );
}

const FIELD_OF_3_MIB = Buffer.from([0x0a, 0xf0, 0xff, 0xbf, 0x01]);
const MESSAGES: Readonly<Record<string, (bytes: number) => Buffer>> = {
  'fields that nobody knows': (bytes) => Buffer.alloc(bytes, Buffer.from([0xf8, 0x01, 0x01])),
  groups: (bytes) => Buffer.alloc(bytes, 0xfb),
  'one field again and again': (bytes) => Buffer.alloc(bytes, Buffer.from([0x0a, 0x01, 0x61])),
  'a long field': (bytes) => Buffer.concat([FIELD_OF_3_MIB, Buffer.alloc(bytes - 21, 97)]),
  'no UTF-8': (bytes) => Buffer.concat([FIELD_OF_3_MIB, Buffer.alloc(bytes - 21, 0xff)]),
};

/** The protobuf of an instance. */
function instance(): Draft[] {
  const headers = [
    ...['Content-Type', 'application/x-protobuf', 'x-kms-apiversion', 'dkms-gcs-0.2', 'x-kms-acccesskeyid', 'KAAP.1'],
    ...['x-kms-signaturemethod', 'RSA_PKCS1_SHA_256', 'Authorization', 'Bearer AAAA', 'x-kms-apiname'],
  ];
  return tableOf(MESSAGES, PROTOBUF_BODY).flatMap(([name, body]) =>
    ['Encrypt', 'GetSecretValue'].map((operation) =>
      draftOf(`instance ${operation}: ${name}`, { target: '/', headers: [...headers, operation], body }),
    ),
  );
}

const BK_FRONTS = [
  ['apigw', '/api/bk-job/prod/api/v3/create_credential'],
  ['esb', '/api/c/compapi/v2/jobv3/create_credential/'],
  ['backend', '/api/job/esb/v3/create_credential'],
] as const;

function bk(): Draft[] {
  const json = ['Content-Type', 'application/json'];
  const caller = ['X-Bkapi-Authorization', '{}'];
  const ofFronts = BK_FRONTS.flatMap(([front, target]) => [
    ...tableOf(FILLINGS, BK_BODY).map(([name, body]) =>
      draftOf(`bk ${front}: ${name}`, { target, headers: [...json, ...caller], body }),
    ),
    ...tableOf(PAIRS, 255 * KIB).map(([name, query]) =>
      draftOf(`bk ${front} query: ${name}`, {
        method: 'GET',
        target: () => `${target.replace('create_credential', 'get_credential_detail')}?bk_app_code=a&${query()}`,
        headers: caller,
      }),
    ),
  ]);
  const [[, target], [, esb]] = BK_FRONTS;
  const headers = ['Content-Type', FORM];
  return [
    ...ofFronts,
    ...tableOf(PAIRS, BK_BODY).map(([name, body]) => draftOf(`bk esb form: ${name}`, { target: esb, headers, body })),
    ...[
      ...tableOf(FILLINGS, HEAD).map(
        ([name, fill]) => [`an authorization of ${name}`, () => ['X-Bkapi-Authorization', fill().trim()]] as const,
      ),
      ['many cookies', () => ['Cookie', 'a=b;'.repeat(HEAD / 4)]] as const,
      ['a token that is long', () => ['X-Bkapi-JWT', `${'e30'.repeat(HEAD / 9)}.e30.x`]] as const,
      ['many headers', () => [...manyHeaders(), ...caller]] as const,
    ].map(([name, sent]) => draftOf(`bk: ${name}`, { target, headers: () => [...json, ...sent()], body: '{}' })),
  ];
}

/** What no door is at. */
function nowhere(): Draft[] {
  return tableOf(PAIRS, 255 * KIB).map(([name, query]) =>
    draftOf(`no door: ${name}`, { target: () => `/nowhere?${query()}`, headers: [] }),
  );
}

type KeysOfDoors = Readonly<Record<'huawei' | 'aliyun' | 'bk', ServiceKeys>>;

/** @param keys who calls, by door */
export function heavyRequests(keys: KeysOfDoors, host: string): HeavyRequest[] {
  const signedBy =
    (door: 'huawei' | 'bk') =>
    ({ name, draft }: Draft): HeavyRequest => ({
      name,
      make() {
        const request = draft();
        const context = { keys: keys[door], host, now: Date.now(), nonce: randomUUID() };
        return isSigned(request) ? request : signedAnew(request, door, context);
      },
    });
  return [
    ...huawei().map(signedBy('huawei')),
    ...aliyun().map(({ name, draft }) => ({ name, make: () => withV1(draft(), keys.aliyun) })),
    ...bk().map(signedBy('bk')),
    ...nowhere().map(({ name, draft }) => ({ name, make: draft })),
  ];
}

function signedAnew(request: RawRequest, door: DoorName, context: SigningContext): RawRequest {
  try {
    return doorNamed(door).resign(request, context) ?? request;
  } catch {
    // What is too deep for a signer is sent as it is.
    return request;
  }
}

/** One whose mistake is in what it says of its signature. */
function isSigned({ rawHeaders }: RawRequest): boolean {
  return rawHeaders.some((value) => value.includes('SignedHeaders='));
}

/** Signed by signature version 1.0, and as it is but for what that adds: encoded anew it would be too long. */
function withV1(request: RawRequest, { id, secret }: ServiceKeys): RawRequest {
  const isQuery = request.method === 'GET';
  const sent = isQuery ? request.target.slice(2) : request.body.toString();
  if (!sent.startsWith('Action=')) return request;
  const text =
    `${sent}&AccessKeyId=${id}&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureNonce=${randomUUID()}` +
    `&Timestamp=${percentEncode(`${new Date().toISOString().slice(0, 19)}Z`)}`;
  const params = new Map(decodePairs(text).toReversed());
  const canonical = [...params.keys()]
    .toSorted(byCodePoint)
    .map((name) => `${percentEncode(name)}=${percentEncode(params.get(name) ?? '')}`)
    .join('&');
  const signature = createHmac('sha1', `${secret}&`)
    .update(`${request.method}&%2F&${percentEncode(canonical)}`)
    .digest('base64');
  const whole = `${text}&Signature=${percentEncode(signature)}`;
  return isQuery ? { ...request, target: `/?${whole}` } : { ...request, body: Buffer.from(whole) };
}
