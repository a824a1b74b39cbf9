import { generateKeyPairSync } from 'node:crypto';

import type { RawAnswer, RawRequest, ServiceKeys } from '../doors/door.ts';
import { messageType } from '../doors/aliyun-instance.ts';
import { doorNamed } from '../doors/doors.ts';
import { type MessageFields, protobufOf } from '../shape/protobuf.ts';
import type { Transport } from '../record/transport.ts';
import type { DoorName } from '../recording/recording.ts';
import type { ProbeCall } from './probe.ts';

/** What signatures take from the machine. */
export interface ProbeMachine {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** A text that no call before had. */
  readonly newNonce: () => string;
}

/** Who calls a target. */
export interface ProbeCaller extends ProbeMachine {
  readonly keys: ServiceKeys;
  /** Of BlueKing's console; `null` where none is known. */
  readonly webToken: string | null;
  /** Texts of the caller that calls name, such as `<own:password>`. */
  readonly own: Readonly<Record<string, string>>;
}

const FORM = 'application/x-www-form-urlencoded';

/** Signs a call as its door has it, and sends it. */
export function sendCall(
  door: DoorName,
  call: ProbeCall,
  transport: Transport,
  { keys, webToken, now, newNonce }: ProbeCaller,
): Promise<RawAnswer> {
  const draft = draftOf(door, call, webToken);
  if (call.signed === 'not' || call.signed === 'as-web-user') return transport.send(draft);
  const own = call.keys === undefined ? keys : { token: null, ...call.keys };
  const used = call.signed === 'wrongly' ? { ...own, secret: otherSecret(door, own.secret) } : own;
  const context = { keys: used, host: transport.host, now: now(), nonce: newNonce() };
  const signed = doorNamed(door).resign(draft, context);
  if (signed === null) throw new Error(`a probe of ${door} has no place for a signature`);
  return transport.send(signed);
}

/** The request with a place for the signature that its door looks for. */
function draftOf(door: DoorName, call: ProbeCall, webToken: string | null): RawRequest {
  const headers = { ...call.headers, ...(webToken === null ? {} : cookieOf(call, webToken)) };
  if (door === 'aliyun') return rpcDraft(call, headers);
  if (door === 'aliyun-instance') return messageDraft(call, headers);
  const hasBody = call.body !== undefined;
  return {
    method: call.method,
    target: call.target,
    rawHeaders: Object.entries({
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...placeholderOf(door, call),
      ...headers,
    }).flat(),
    body: Buffer.from(hasBody ? JSON.stringify(call.body) : ''),
  };
}

/** The operation of a call to an instance is named by a header. */
function messageDraft(call: ProbeCall, headers: Readonly<Record<string, string>>): RawRequest {
  const { method, target, body } = call;
  const type = messageType(headers['x-kms-apiname'] ?? '', 'request') ?? {};
  return {
    method,
    target,
    rawHeaders: Object.entries(headers).flat(),
    body: protobufOf(type, (body ?? {}) as MessageFields),
  };
}

/** A secret that is not the caller's. */
function otherSecret(door: DoorName, secret: string): string {
  if (door !== 'aliyun-instance') return `${secret}.`;
  otherKey ??= newPrivateKey();
  return otherKey;
}
let otherKey: string | undefined;

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A call as far as doors tell operations by it. */
export function headOfCall(door: DoorName, { method, target, params, headers }: ProbeCall): RawRequest {
  const query = door === 'aliyun' ? new URLSearchParams(params).toString() : '';
  const all = query === '' ? target : `${target}?${query}`;
  return { method, target: all, rawHeaders: Object.entries(headers ?? {}).flat(), body: Buffer.alloc(0) };
}

/** ESB looks for the app among the parameters, where it stands already. */
function placeholderOf(door: DoorName, { signed, target, body }: ProbeCall): Record<string, string> {
  if (signed === 'not' || signed === 'as-web-user') return {};
  if (door === 'huawei') return { Authorization: 'SDK-HMAC-SHA256' };
  const isInParameters =
    target.includes('bk_app_code=') || (typeof body === 'object' && body !== null && 'bk_app_code' in body);
  return isInParameters ? {} : { 'X-Bkapi-Authorization': '{}' };
}

function rpcDraft({ method, params = {} }: ProbeCall, headers: Readonly<Record<string, string>>): RawRequest {
  const text = new URLSearchParams({ ...params, AccessKeyId: '', Signature: '' }).toString();
  const isGet = method === 'GET';
  return {
    method,
    target: isGet ? `/?${text}` : '/',
    rawHeaders: Object.entries({ ...headers, ...(isGet ? {} : { 'Content-Type': FORM }) }).flat(),
    body: Buffer.from(isGet ? '' : text),
  };
}

function cookieOf({ signed }: ProbeCall, token: string): Record<string, string> {
  if (signed !== 'as-web-user') return {};
  return { Cookie: `bk_token=${token}; job_csrf_key=k; blueking_language=en`, 'X-CSRF-Token': 'k' };
}
