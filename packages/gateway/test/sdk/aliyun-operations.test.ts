import kms, { CreateKeyRequest, DecryptRequest, EncryptRequest } from '@alicloud/kms20160120';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { accountAndOtherRows, INSTANCES } from '../support/aliyun-account-rows.ts';
import { instanceRows } from '../support/aliyun-instance-rows.ts';
import { keyRows } from '../support/aliyun-key-rows.ts';
import { type Params, rejectedParams, type Row, UUID } from '../support/aliyun-rows.ts';
import { secretAndTagRows } from '../support/aliyun-secret-rows.ts';
import { type AliyunCall, kmsClient, openApiCaller, popCaller } from '../support/aliyun.ts';
import { gatewayForTest, servedByDoor, type TestGateway } from '../support/gateway.ts';

const ROWS: readonly Row[] = [...secretAndTagRows, ...keyRows, ...accountAndOtherRows, ...instanceRows];
const NOBODY = { accessKeyId: 'nobody', accessKeySecret: 'x' };
/** What an instance's own gateway has and the RPC API has not: its clients are in conformance/instance. */
const INSTANCE_OPERATIONS = new Set([
  'AdvanceEncrypt',
  'AdvanceDecrypt',
  'AdvanceGenerateDataKey',
  'AdvanceGenerateDataKeyPair',
  'AdvanceGenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'Sign',
  'Verify',
  'GenerateRandom',
  'Hmac',
]);
/** STS writes its ids in capitals. */
const REQUEST_ID: unknown = expect.stringMatching(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/);

let gateway: TestGateway;
/** What sets the scene, whoever plays. */
let setUp: AliyunCall;

beforeAll(async () => {
  gateway = await gatewayForTest({ 'doors-aliyun-instances': JSON.stringify(INSTANCES) });
  setUp = popCaller(gateway.url, 'POST');
});
afterAll(() => gateway.close());

describe('the rows', () => {
  it('are the operations that the door serves, each once', async () => {
    const { served, rejected } = await servedByDoor('aliyun');
    const ofInstances = served.filter((name) => INSTANCE_OPERATIONS.has(name));
    expect(ofInstances).toHaveLength(INSTANCE_OPERATIONS.size);
    const rest = served.filter((name) => !INSTANCE_OPERATIONS.has(name));
    expect(ROWS.map((row) => row.action).sort()).toEqual(rest.sort());
    expect(rejected.filter((name) => served.includes(name))).toEqual([]);
  });
});

interface Client {
  readonly name: string;
  readonly call: () => AliyunCall;
  /** The method of its calls; `any` where each call may have its own. */
  readonly method: 'GET' | 'POST' | 'any';
}

const CLIENTS: readonly Client[] = [
  { name: '@alicloud/openapi-client, ACS3, query', call: () => openApiCaller(gateway.host), method: 'any' },
  {
    name: '@alicloud/openapi-client, ACS3, form body',
    call: () => openApiCaller(gateway.host, 'body'),
    method: 'POST',
  },
  { name: '@alicloud/pop-core, GET', call: () => popCaller(gateway.url, 'GET'), method: 'GET' },
  { name: '@alicloud/pop-core, POST', call: () => popCaller(gateway.url, 'POST'), method: 'POST' },
];

describe.each(CLIENTS)('$name', (client) => {
  it.each(ROWS)('gets what $action answers, and its rejection', async (row) => {
    const params = await row.given(setUp);
    const how = {
      version: row.version ?? '2016-01-20',
      method: client.method === 'any' ? (row.method ?? 'POST') : client.method,
    };
    if (row.method !== undefined && row.method !== how.method) {
      await expect(client.call()(row.action, params, how)).rejects.toMatchObject({ code: 'UnsupportedHTTPMethod' });
      return;
    }
    if (row.answer !== null)
      expect(await client.call()(row.action, params, how)).toMatchObject({
        ...row.answer(params),
        RequestId: REQUEST_ID,
      });
    const keys = row.answer !== null && row.but === undefined ? { keys: NOBODY } : {};
    await expect(client.call()(row.action, rejectedParams(row, params), { ...how, ...keys })).rejects.toMatchObject({
      code: row.code,
    });
  });

  it('is rejected, by name, what the door does not serve', async () => {
    const { rejected } = await servedByDoor('aliyun');
    for (const action of rejected) {
      const sts = action === 'AssumeRoleWithSAML';
      const call = client.call()(action, {}, { version: sts ? '2015-04-01' : '2016-01-20' });
      await expect(call).rejects.toMatchObject({ code: sts ? 'InvalidAction.NotFound' : 'UnsupportedOperation' });
    }
  });
});

type Model = Record<string, unknown>;

/** A class of the typed client: `names` and `types` by the model's own spelling of a field. */
interface ModelClass {
  new (fields: Model): Model;
  names(): Record<string, string>;
  types(): Record<string, unknown>;
}

type TypedClient = Record<string, (request: Model) => Promise<Model>>;

const models = kms as unknown as Record<string, ModelClass>;
const modelOf = (action: string, kind: 'Request' | 'Response') => models[`${action}${kind}`] as ModelClass;
/** In the class for what the vendor no longer has. */
const WITHDRAWN = ['DescribeService'];

/** The operations of the class, by the vendor's names; each has a twin `…Ex` with options of its own. */
function typedActions(): string[] {
  const methods = Object.getOwnPropertyNames(kms.default.prototype).filter(
    (name) => !['constructor', 'getEndpoint'].includes(name),
  );
  const plain = methods.filter((name) => !name.endsWith('Ex'));
  expect(methods.filter((name) => name.endsWith('Ex')).sort()).toEqual(plain.map((name) => `${name}Ex`).sort());
  return plain.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
}

describe('@alicloud/kms20160120, every method', () => {
  const typed = typedActions();
  const rows = ROWS.filter((row) => typed.includes(row.action));

  it('has a row, or stands among what is withdrawn', () => {
    expect([...rows.map((row) => row.action), ...WITHDRAWN].sort()).toEqual([...typed].sort());
  });

  it.each(rows)('$action', async (row) => {
    const params = await row.given(setUp);
    const answered = toWire(await typedCall(row.action, params));
    const known = Object.values(modelOf(row.action, 'Response').names());
    const expected = Object.entries(row.answer?.(params) ?? {}).filter(([name]) => known.includes(name));
    expect(answered).toMatchObject({ ...Object.fromEntries(expected), RequestId: UUID });
    const rejected = typedCall(row.action, rejectedParams(row, params), row.but === undefined ? NOBODY : undefined);
    await expect(rejected).rejects.toMatchObject({ code: `${row.code}Error`, data: { Code: row.code } });
  });

  it('binds a ciphertext to its context, which the model takes as text too', async () => {
    const client = kmsClient(gateway.host);
    const { keyId } = (await client.createKey(new CreateKeyRequest({}))).keyMetadata;
    // The type says map, which the client would send as EncryptionContext.a: a parameter that the vendor does not
    // document.
    const encryptionContext = '{"a":"b","c":"中"}' as unknown as Record<string, string>;
    const { ciphertextBlob } = await client.encrypt(
      new EncryptRequest({ keyId, plaintext: 'eA==', encryptionContext }),
    );
    const reordered = '{"c":"中","a":"b"}' as unknown as Record<string, string>;
    expect(await client.decrypt(new DecryptRequest({ ciphertextBlob, encryptionContext: reordered }))).toMatchObject({
      plaintext: 'eA==',
      keyId,
    });
    await expect(client.decrypt(new DecryptRequest({ ciphertextBlob }))).rejects.toMatchObject({
      data: { Code: 'InvalidParameter' },
    });
  });

  it.each(WITHDRAWN)('%s is rejected', async (action) => {
    await expect(typedCall(action, {})).rejects.toMatchObject({ data: { Code: 'UnsupportedOperation' } });
  });
});

/** The method's call with its own model; a parameter that the model lacks is left to its default. */
function typedCall(
  action: string,
  params: Params,
  keys?: { accessKeyId: string; accessKeySecret: string },
): Promise<Model> {
  const request = modelOf(action, 'Request');
  const fields = Object.entries(request.names()).filter(([, name]) => params[name] !== undefined);
  const types = request.types();
  const typed = fields.map(([field, name]) => [field, asTyped(types[field], params[name] ?? '')]);
  const client = kmsClient(gateway.host, keys) as unknown as TypedClient;
  const method = action.charAt(0).toLowerCase() + action.slice(1);
  // Some methods take no request.
  return (client[method] as TypedClient[string]).call(client, new request(Object.fromEntries(typed) as Model));
}

function asTyped(type: unknown, text: string): unknown {
  if (type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** A model by the vendor's names, with what it lacks left out. */
function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  const names = (value.constructor as Partial<ModelClass>).names?.() ?? {};
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [names[field] ?? field, toWire(item)]));
}
