import { ControlError } from '@dragoman/input';
import type { TObject, TSchema } from '@sinclair/typebox';

import { type AnswerOf, type CallInput, type ControlCall, headerOf, type ResponseKind } from './call.ts';
import { type CALLS, NAMED_CALLS } from './calls/index.ts';
import { CONTROL_PREFIX } from './prefix.ts';

type Calls = typeof CALLS;

/** The calls that answer with a JSON value. */
export type JsonCallName = {
  [Name in keyof Calls]: Calls[Name]['responseKind'] extends 'json' ? Name : never;
}[keyof Calls];

interface Parts {
  readonly params: TObject;
  readonly query: TObject;
  readonly headers: TObject;
  readonly body: TObject;
  readonly answer: TSchema;
  readonly responseKind: ResponseKind;
}

type InputOf<Call extends Parts> = CallInput<Call['params'], Call['query'], Call['body'], Call['headers']>;

type ResultOf<Call extends Parts> = AnswerOf<Call['answer'], Call['responseKind']>;

/** A call that takes nothing, or nothing that it needs, may be called with nothing. */
type Method<Call extends Parts> =
  Partial<InputOf<Call>> extends InputOf<Call>
    ? (input?: InputOf<Call>) => Promise<ResultOf<Call>>
    : (input: InputOf<Call>) => Promise<ResultOf<Call>>;

type Group<Name> = Name extends `${infer Head}.${string}` ? Head : never;

type Single = {
  readonly [Name in keyof Calls as Name extends `${string}.${string}` ? never : Name]: Method<Calls[Name]>;
};

type Grouped = {
  readonly [Head in Group<keyof Calls>]: {
    readonly [Name in keyof Calls as Name extends `${Head}.${infer Verb}` ? Verb : never]: Method<Calls[Name]>;
  };
};

/**
 * The control API of a gateway, one method a call: `client.clock.get()`, `client.health()`. A rejected call rejects
 * with a ControlError.
 */
export interface ControlClient extends Single, Grouped {
  /** The same calls about one sandbox. */
  sandbox(id: string): ControlClient;
}

/** A request of a client, as `fetch` takes it. */
export interface SentRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** As much of an answer as a client reads. */
export interface ReceivedAnswer extends Pick<Response, 'ok' | 'status' | 'json' | 'text' | 'arrayBuffer'> {
  /** An iterable of chunks; `null` is empty. */
  readonly body: unknown;
}

/** Sends a request. Rejects where nobody answers. */
export type Send = (url: string, request: SentRequest) => Promise<ReceivedAnswer>;

/** Where a client calls. */
export interface ControlClientParts {
  /** Of the gateway, without a path. */
  readonly url: string;
  /** The control token, where the gateway has one. */
  readonly token?: string | undefined;
  /** Calls about this sandbox. */
  readonly sandbox?: string | undefined;
  /** Sends in place of the global `fetch`, which fits. */
  readonly fetch?: Send;
}

/** A client of the control API of the gateway at `url`. */
export function controlClient(parts: ControlClientParts): ControlClient {
  const client: Record<string, unknown> = { sandbox: (id: string) => controlClient({ ...parts, sandbox: id }) };
  for (const [name, call] of NAMED_CALLS) {
    const [head = '', verb] = name.split('.');
    const method = (input: Readonly<Record<string, unknown>> = {}) => callControl(parts, call, input);
    if (verb === undefined) client[head] = method;
    else client[head] = { ...(client[head] as object), [verb]: method };
  }
  // Made from the same table that its type is made from.
  return client as unknown as ControlClient;
}

/** Makes one call. @throws ControlError when it is rejected */
export async function callControl(
  parts: ControlClientParts,
  call: ControlCall,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { url, request } = requestOf(parts, call, input);
  const response = await (parts.fetch ?? fetch)(url, request).catch((error: unknown) => {
    throw unreachable(parts.url, error);
  });
  // A status of its own (ready: 503) may come with an answer.
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    if (!isErrorBody(body)) return bodyOrError(body, response);
    const { error, message, ...details } = body;
    throw new ControlError(response.status, error, message, details);
  }
  if (call.responseKind === 'bytes') return new Uint8Array(await response.arrayBuffer());
  if (call.responseKind === 'text') return response.text();
  return call.responseKind === 'events' ? events(response) : response.json();
}

/** What Node says of a certificate that it does not trust. */
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

function unreachable(url: string, cause: unknown): ControlError {
  // `fetch` wraps what Node says.
  const { code = '' } = ((cause as Error).cause ?? cause) as NodeJS.ErrnoException;
  if (UNTRUSTED.test(code)) {
    const untrustedError = new ControlError(
      0,
      'untrusted',
      `the certificate that ${url} shows is not trusted (${code}): call it by http, or run with ` +
        'NODE_EXTRA_CA_CERTS set to the file that `dragoman ca path` names',
    );
    untrustedError.cause = cause;
    return untrustedError;
  }
  const unreachableError = new ControlError(
    0,
    'unreachable',
    `no gateway answers at ${url}: start one with \`dragoman start\`, or say where it is (--url, DRAGOMAN_URL)`,
  );
  unreachableError.cause = cause;
  return unreachableError;
}

function bodyOrError(body: unknown, { status }: ReceivedAnswer): unknown {
  if (body === null) throw new ControlError(status, 'unreadable', `the gateway answered ${status} without a JSON body`);
  return body;
}

function isErrorBody(body: unknown): body is { readonly error: string; readonly message: string } {
  return typeof body === 'object' && body !== null && 'error' in body && 'message' in body;
}

function requestOf(
  { url, token, sandbox }: ControlClientParts,
  call: ControlCall,
  input: Readonly<Record<string, unknown>>,
): { readonly url: string; readonly request: SentRequest } {
  const base = sandbox === undefined ? CONTROL_PREFIX : `${CONTROL_PREFIX}/sandboxes/${encodeURIComponent(sandbox)}`;
  const path = call.path.replace(/\{(\w+)\}/g, (_braced, name: string) => encodeURIComponent(text(input[name])));
  const query = new URLSearchParams();
  for (const name of Object.keys(call.query.properties))
    if (input[name] !== undefined) query.set(name, text(input[name]));
  const body = Object.fromEntries(
    Object.keys(call.body.properties).flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
  const sent =
    'bytes' in body
      ? { type: 'application/octet-stream', body: body['bytes'] as Uint8Array<ArrayBuffer> }
      : { type: 'application/json', body: JSON.stringify(body) };
  const hasBody = Object.keys(call.body.properties).length > 0;
  return {
    url: `${url}${base}${path}${query.size === 0 ? '' : `?${query.toString()}`}`,
    request: {
      method: call.method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(hasBody && { 'Content-Type': sent.type }),
        ...headersOf(call, input),
      },
      ...(hasBody && { body: sent.body }),
    },
  };
}

/** Of headers, which hold but ASCII. */
function headersOf({ headers }: ControlCall, input: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.keys(headers.properties).filter((name) => input[name] !== undefined);
  return Object.fromEntries(given.map((name) => [headerOf(name), encodeURIComponent(text(input[name]))]));
}

/** A value of a path or a query: texts, numbers and booleans stand there. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The values of a stream of server-sent events. */
async function* events(response: ReceivedAnswer): AsyncGenerator {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    const blocks = (pending + decoder.decode(chunk, { stream: true })).split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) if (block.startsWith('data: ')) yield JSON.parse(block.slice('data: '.length));
  }
}
