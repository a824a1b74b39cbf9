import { createHash, createHmac } from 'node:crypto';

import { type Identity, type PermissionMode, type VaultBindings, registerIdentity } from '@dragoman/core';
import {
  type AuthMode,
  type Door,
  type Interceptor,
  type Outcome,
  type WireResponse,
  NO_INTERCEPTION,
  bodyText,
  requestHead,
} from '@dragoman/protocol-kit';
import { Value } from '@sinclair/typebox/value';

import { watched } from '../../../test/known-secrets.ts';
import { aliyunDevelopment } from '../src/development.ts';
import { aliyunDoor } from '../src/dialect.ts';
import { type AliyunSettings, aliyunSettings } from '../src/settings.ts';
import { type TestServices, memoryServices } from './memory-services.ts';

/** The key that the captured vectors are signed with. */
export const KEY_ID = 'testAK';
const SECRET_KEY = 'testSK';
const VERSION = '2016-01-20';

export type Params = Readonly<Record<string, string>>;

/** One call of an operation, whatever signs and carries it. */
type Call = (action: string, params?: Params) => Promise<WireResponse>;

export interface Environment {
  readonly services: TestServices;
  readonly door: Door;
  readonly outcomes: Outcome[];
  /** Sends raw parts. */
  send(method: string, target: string, headers?: Params, body?: string | Buffer): Promise<WireResponse>;
  readonly v1: Call;
  readonly acs3: Call;
  /** V1 with Format=XML. */
  readonly xml: Call;
  /** A call over V1 by GET, as JSON, be it a success or not. */
  get(action: string, params?: Params): Promise<Record<string, unknown>>;
  /** A success over V1, as JSON; a rejection fails the test. */
  ok(action: string, params?: Params): Promise<Record<string, unknown>>;
  /** A rejection over V1, as `status code message`. */
  rejected(action: string, params?: Params): Promise<string>;
}

interface EnvironmentOptions {
  readonly settings?: Partial<AliyunSettings>;
  readonly authMode?: AuthMode;
  readonly permissions?: PermissionMode;
  readonly bindings?: VaultBindings;
  readonly services?: TestServices;
  readonly addresses?: Identity['addresses'];
  readonly interceptor?: Interceptor;
  /** The certificates of the gateway's authority. */
  readonly authority?: string;
}

export async function newEnvironment(given: EnvironmentOptions = {}): Promise<Environment> {
  const services = given.services ?? memoryServices();
  const outcomes: Outcome[] = [];
  const identity = {
    id: 'tester',
    name: 'tester',
    addresses: given.addresses ?? 'any',
    attributes: { aliyun: aliyunDevelopment.attributes },
  };
  const accessCredential = { kind: 'access-key', lookup: KEY_ID, secret: SECRET_KEY, expiresAt: null } as const;
  await registerIdentity(services, identity, [accessCredential, ...aliyunDevelopment.accessCredentials]);
  const door = watched(
    aliyunDoor({
      services,
      bindings: given.bindings ?? new Map(),
      authMode: given.authMode ?? 'strict',
      permissions: given.permissions ?? 'enforce',
      settings: { ...Value.Create(aliyunSettings), ...given.settings },
      interceptor: given.interceptor ?? NO_INTERCEPTION,
      authority: async () => given.authority ?? null,
      observe: (outcome) => {
        outcomes.push(outcome);
      },
    }),
    outcomes,
  );
  const send: Environment['send'] = async (method, target, headers = {}, body = '') =>
    door.handle({ ...requestHead(method, target, { host: '127.0.0.1:4600', ...headers }), body: Buffer.from(body) });
  const time = () => `${new Date(services.clock.now()).toISOString().slice(0, 19)}Z`;
  const v1: Call = (action, params = {}) =>
    send('POST', `/?${form(signedV1('POST', { ...commonV1(action, time()), ...params }))}`);
  const xml: Call = (action, params = {}) => v1(action, { ...params, Format: 'XML' });
  const acs3: Call = (action, params = {}) => {
    const target = Object.keys(params).length === 0 ? '/' : `/?${form(params)}`;
    return send('POST', target, signedAcs3('POST', target, { 'x-acs-action': action, 'x-acs-date': time() }));
  };
  return {
    services,
    door,
    outcomes,
    send,
    v1,
    acs3,
    xml,
    async get(action, params = {}) {
      return json(await send('GET', `/?${form(signedV1('GET', { ...commonV1(action, time()), ...params }))}`));
    },
    async ok(action, params) {
      const response = await v1(action, params);
      if (response.status !== 200) throw new Error(`${action} was rejected: ${bodyText(response)}`);
      return json(response);
    },
    async rejected(action, params) {
      const response = await v1(action, params);
      const { HttpStatus, Code, Message } = json(response);
      if (HttpStatus !== response.status)
        throw new Error(`HttpStatus differs: ${response.status} ${bodyText(response)}`);
      return `${response.status} ${String(Code)} ${String(Message)}`;
    },
  };
}

export function json(response: WireResponse): Record<string, unknown> {
  return JSON.parse(bodyText(response)) as Record<string, unknown>;
}

export function commonV1(action: string, time: string): Params {
  return {
    Action: action,
    Version: VERSION,
    AccessKeyId: KEY_ID,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: 'n-1',
    Timestamp: time,
  };
}

/** An independent signer, after the vendor's page on signatures. */
export function signedV1(method: string, params: Params, secret = SECRET_KEY): Params {
  const canonical = Object.keys(params)
    .sort()
    .map((name) => `${enc(name)}=${enc(params[name] ?? '')}`)
    .join('&');
  const digest = params['SignatureMethod'] === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  const Signature = createHmac(digest, `${secret}&`)
    .update(`${method}&%2F&${enc(canonical)}`)
    .digest('base64');
  return { ...params, Signature };
}

/** An independent ACS3 signer; signs every header given beside host and the hash. */
export function signedAcs3(
  method: string,
  target: string,
  given: Params,
  body = '',
  secret = SECRET_KEY,
  digest: 'SHA256' | 'SM3' = 'SHA256',
  key = KEY_ID,
): Params {
  const hash = createHash(digest).update(body).digest('hex');
  const headers: Record<string, string> = {
    host: '127.0.0.1:4600',
    'x-acs-version': VERSION,
    'x-acs-signature-nonce': 'n-1',
    [`x-acs-content-${digest.toLowerCase()}`]: hash,
    ...given,
  };
  const names = Object.keys(headers).sort();
  const query = (target.split('?')[1] ?? '')
    .split('&')
    .filter((part) => part !== '')
    .sort()
    .join('&');
  const lines = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('');
  const canonical = [method, '/', query, lines, names.join(';'), hash].join('\n');
  const toSign = `ACS3-HMAC-${digest}\n${createHash(digest).update(canonical).digest('hex')}`;
  const signature = createHmac(digest, secret).update(toSign).digest('hex');
  return {
    ...headers,
    authorization: `ACS3-HMAC-${digest} Credential=${key},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

export function form(params: Params): string {
  return Object.entries(params)
    .map(([name, value]) => `${enc(name)}=${enc(value)}`)
    .join('&');
}

function enc(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
