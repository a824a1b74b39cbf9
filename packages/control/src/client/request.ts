import { ControlError } from '@dragoman/input/control-error';
import { verbatim } from '@dragoman/messages';

import { CONTROL_PREFIX } from '../prefix.ts';
import { CLIENT_MESSAGES } from './messages.ts';
import type { CallRoute } from './route.ts';

/** A request of a client, as `fetch` takes it. */
export interface SentRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;
  /** Of a body that comes in pieces. */
  readonly duplex?: 'half';
  /** Ends it before it is answered. */
  readonly signal?: AbortSignal;
}

/** As much of an answer as a client reads. */
export interface ReceivedAnswer extends Pick<Response, 'ok' | 'status' | 'json' | 'text' | 'arrayBuffer'> {
  /** A stream, or an iterable of chunks; `null` is empty. */
  readonly body: unknown;
}

/** Sends a request. Rejects where nobody answers. */
type Send = (url: string, request: SentRequest) => Promise<ReceivedAnswer>;

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
  /** Takes the file that a call answers, piece by piece; what it answers stands in the place of all of it. */
  readonly takeFile?: ((chunks: AsyncIterable<Uint8Array>) => Promise<unknown>) | undefined;
  /** Ends calls, streams among them. */
  readonly signal?: AbortSignal | undefined;
}

/** Makes one call. @throws ControlError when it is rejected */
export async function callRoute(
  parts: ControlClientParts,
  call: CallRoute,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { url, request } = requestOf(parts, call, input);
  const response = await (parts.fetch ?? fetch)(url, request).catch((error: unknown) => {
    throw parts.signal?.aborted === true ? error : unreachable(parts.url, error);
  });
  // A status of its own (ready: 503) may come with an answer.
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    if (!isErrorBody(body)) return bodyOrError(body, response);
    throw receivedError(response.status, body);
  }
  if (call.responseKind === 'bytes')
    return parts.takeFile?.(chunksOf(response.body)) ?? new Uint8Array(await response.arrayBuffer());
  if (call.responseKind === 'text') return response.text();
  return call.responseKind === 'events' ? events(response) : response.json();
}

/** What the gateway said of a call that it rejected, in the language that it was asked in. */
export function receivedError(status: number, { error, message, ...details }: ErrorBody): ControlError {
  return new ControlError(status, error, verbatim(message), details);
}

interface ErrorBody {
  readonly error: string;
  readonly message: string;
}

/** What Node says of a certificate that it does not trust. */
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

function unreachable(url: string, cause: unknown): ControlError {
  // `fetch` wraps what Node says.
  const { code = '' } = ((cause as Error).cause ?? cause) as NodeJS.ErrnoException;
  if (UNTRUSTED.test(code)) {
    const untrustedError = new ControlError(0, 'untrusted', CLIENT_MESSAGES.untrusted({ url, code }));
    untrustedError.cause = cause;
    return untrustedError;
  }
  const unreachableError = new ControlError(0, 'unreachable', CLIENT_MESSAGES.unreachable({ url }));
  unreachableError.cause = cause;
  return unreachableError;
}

function bodyOrError(body: unknown, { status }: ReceivedAnswer): unknown {
  if (body === null) throw new ControlError(status, 'unreadable', CLIENT_MESSAGES.answerWithoutJson({ status }));
  return body;
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body && 'message' in body;
}

function requestOf(
  { url, token, sandbox, signal }: ControlClientParts,
  call: CallRoute,
  input: Readonly<Record<string, unknown>>,
): { readonly url: string; readonly request: SentRequest } {
  const base = sandbox === undefined ? CONTROL_PREFIX : `${CONTROL_PREFIX}/sandboxes/${encodeURIComponent(sandbox)}`;
  const path = call.path.replace(/\{(\w+)\}/g, (_braced, name: string) => encodeURIComponent(text(input[name])));
  const query = new URLSearchParams();
  for (const name of call.query) if (input[name] !== undefined) query.set(name, text(input[name]));
  const body = Object.fromEntries(
    call.body.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
  const sent =
    'bytes' in body
      ? { type: 'application/octet-stream', body: body['bytes'] as Exclude<SentRequest['body'], undefined> }
      : { type: 'application/json', body: JSON.stringify(body) };
  const hasBody = call.body.length > 0;
  return {
    url: `${url}${base}${path}${query.size === 0 ? '' : `?${query.toString()}`}`,
    request: {
      method: call.method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headersOf(call, input),
        ...(hasBody && { 'Content-Type': sent.type }),
      },
      ...(hasBody && { body: sent.body }),
      ...(hasBody && isInPieces(sent.body) && { duplex: 'half' as const }),
      ...(signal !== undefined && { signal }),
    },
  };
}

function isInPieces(body: Exclude<SentRequest['body'], undefined>): boolean {
  return body instanceof ReadableStream;
}

/** Of headers, which hold but ASCII. */
function headersOf({ headers }: CallRoute, input: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(headers).filter(([name]) => input[name] !== undefined);
  return Object.fromEntries(given.map(([name, header]) => [header, encodeURIComponent(text(input[name]))]));
}

/** A value of a path or a query: texts, numbers and booleans stand there. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The values of a stream of server-sent events. */
async function* events({ body }: ReceivedAnswer): AsyncGenerator {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of chunksOf(body)) {
    const blocks = (pending + decoder.decode(chunk, { stream: true })).split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) if (block.startsWith('data: ')) yield JSON.parse(block.slice('data: '.length));
  }
}

/** Not every browser lets a stream be iterated. */
async function* chunksOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (!(body instanceof ReadableStream)) {
    yield* (body ?? []) as AsyncIterable<Uint8Array>;
    return;
  }
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    // Who stops reading hangs up.
    await reader.cancel().catch(() => undefined);
  }
}
