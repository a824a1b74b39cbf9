import { createHash, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { WireResponse } from '@dragoman/protocol-kit';

import { decodeMessage, encodeMessage, type MessageOf, type MessageType } from '../../src/dkms/message.ts';
import { ERROR_MESSAGE, MESSAGES } from '../../src/dkms/messages.ts';
import { type Environment, newEnvironment, type Params } from '../environment.ts';

/** A request as it was captured from a client, or made by hand. */
export interface InstanceVector {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body_base64: string;
  readonly body_fields?: readonly (readonly [number, 'bytes' | 'varint', string | number])[];
  readonly string_to_sign: string;
  readonly signature_base64: string;
  readonly verdict: string;
}

interface Vectors {
  readonly client_key: {
    readonly key_id: string;
    readonly password: string;
    readonly certificate_pem: string;
    readonly private_key_pkcs8_pem: string;
  };
  readonly instance: readonly InstanceVector[];
  readonly ciphertext: Readonly<Record<string, string>>;
  readonly encryption_context: readonly {
    readonly context: Params;
    readonly canonical: string;
    readonly sha256_hex: string;
  }[];
}

export const vectors = JSON.parse(
  readFileSync(new URL('../vectors/aliyun-kms-instance.json', import.meta.url), 'utf8'),
) as Vectors;

export const INSTANCE = 'kst-test';
export const KEY_USER = 'RbacPermission/Template/CryptoServiceKeyUser';
export const SECRET_USER = 'RbacPermission/Template/CryptoServiceSecretUser';
const { key_id: CLIENT_KEY, certificate_pem: certificate, private_key_pkcs8_pem: PRIVATE_KEY } = vectors.client_key;

type Name = keyof typeof MESSAGES;
type Fields = Readonly<Record<string, unknown>>;

/** What an operation answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Params;
  /** Of the operation's message, or of the error. */
  readonly fields: Fields;
}

export interface InstanceEnvironment extends Environment {
  /** Calls an operation, signed by the client key. */
  call(name: Name, fields?: Fields, headers?: Params): Promise<Answer>;
  /** A success; a rejection fails the test. */
  done(name: Name, fields?: Fields, headers?: Params): Promise<Answer['fields']>;
  /** A rejection, as `status code message`. */
  rejected(name: Name, fields?: Fields, headers?: Params): Promise<string>;
  /** A new key of the instance, by its id. */
  key(spec?: string, more?: Params): Promise<string>;
}

interface InstanceOptions extends NonNullable<Parameters<typeof newEnvironment>[0]> {
  readonly permissionsOf?: readonly string[];
  readonly resources?: readonly string[];
  /** When the client key counts. */
  readonly period?: { readonly not_before?: string; readonly not_after?: string };
  /** How many calls a second the instance takes. */
  readonly spec?: number;
}

export async function newInstanceEnvironment(given: InstanceOptions = {}): Promise<InstanceEnvironment> {
  const { permissionsOf = [KEY_USER, SECRET_USER], resources = ['key/*', 'secret/*'], period, spec, ...rest } = given;
  const policies = [{ name: 'policy', permissions: [...permissionsOf], resources: [...resources] }];
  const client_keys = [{ id: CLIENT_KEY, certificate, ...period }];
  const access_points = [{ name: 'point', policies: ['policy'], client_keys }];
  const instance = { id: INSTANCE, policies, access_points, ...(spec !== undefined && { spec }) };
  const instances = [instance, { id: 'kst-other' }];
  const environment = await newEnvironment({ ...rest, settings: { ...rest.settings, instances } });
  const call: InstanceEnvironment['call'] = async (name, fields = {}, headers = {}) => {
    const body = encodeMessage(MESSAGES[name].request as MessageType, fields as Partial<MessageOf<MessageType>>);
    const signed = signedHeaders(name, body, environment.services.clock.now(), headers);
    return answerOf(name, await environment.send('POST', '/', signed, Buffer.from(body)));
  };
  return {
    ...environment,
    call,
    async done(name, fields, headers) {
      const answer = await call(name, fields, headers);
      if (answer.status !== 200) throw new Error(`${name} was rejected: ${JSON.stringify(answer.fields)}`);
      return answer.fields;
    },
    async rejected(name, fields, headers) {
      return rejectionIn(await call(name, fields, headers));
    },
    async key(keySpec = 'Aliyun_AES_256', more = {}) {
      const { KeyMetadata } = await environment.ok('CreateKey', {
        KeySpec: keySpec,
        DKMSInstanceId: INSTANCE,
        ...more,
      });
      return (KeyMetadata as Params)['KeyId'] ?? '';
    },
  };
}

/** Reads what the gateway answered to an operation. */
export function answerOf(name: Name, { status, headers, body }: WireResponse): Answer {
  const type: MessageType = status === 200 ? MESSAGES[name].response : ERROR_MESSAGE;
  return { status, headers, fields: decodeMessage(type, Buffer.from(body as Uint8Array)) };
}

/** `status code message`; what the message repeats must be right. */
export function rejectionIn({ status, fields }: Answer): string {
  if (fields['StatusCode'] !== status || fields['RequestId'] === '') throw new Error(JSON.stringify(fields));
  return `${status} ${String(fields['ErrorCode'])} ${String(fields['ErrorMessage'])}`;
}

/** An independent signer, after the specification. */
export function signedHeaders(name: string, body: Uint8Array, now: number, more: Params = {}): Params {
  const headers: Record<string, string> = {
    accept: 'application/x-protobuf',
    'content-type': 'application/x-protobuf',
    date: new Date(now).toUTCString(),
    'content-sha256': createHash('sha256').update(body).digest('hex').toUpperCase(),
    'x-kms-apiversion': 'dkms-gcs-0.2',
    'x-kms-apiname': name,
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
    'x-kms-acccesskeyid': CLIENT_KEY,
    ...more,
  };
  const kms = Object.keys(headers).filter((header) => header.startsWith('x-kms-'));
  const lines = [
    'POST',
    ...['content-sha256', 'content-type', 'date'].map((header) => headers[header] ?? ''),
    ...kms.sort().map((header) => `${header}:${headers[header] ?? ''}`),
    '/',
  ];
  const signature = sign('RSA-SHA256', Buffer.from(lines.join('\n')), PRIVATE_KEY).toString('base64');
  return { authorization: `Bearer ${signature}`, ...headers };
}
