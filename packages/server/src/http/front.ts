import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { andThen, attempt, type Awaitable } from '@dragoman/core';
import {
  type Counts,
  type Environment,
  type Environments,
  type TenantContext,
  tenantContextOf,
  type VirtualClock,
} from '@dragoman/environment';
import {
  type Door,
  type Peer,
  type RequestHead,
  requestHead,
  type WireRequest,
  type WireResponse,
} from '@dragoman/protocol-kit';

import type { EventLog } from '../log/event-log.ts';
import { deliver } from './deliver.ts';
import { readBody } from './read-body.ts';

/** What answers beside the doors. */
export interface ControlRoute {
  /** Everything under this path goes there; no door sees it. */
  readonly prefix: string;
  readonly handle: RequestListener;
  /** The path of its page, where a browser that asks for the bare address is sent; `null` where it has none. */
  readonly page: string | null;
}

/**
 * Sends each request to the control API or to the first door that matches it.
 * @param peerOf who is on the other side of a request
 */
export function frontListener(
  environments: Environments,
  control: ControlRoute,
  eventLog: EventLog,
  counts: Counts,
  peerOf: (request: IncomingMessage) => Peer = ({ socket }) => socket,
): RequestListener {
  const { root } = environments;
  return (request, response) => {
    const target = request.url ?? '/';
    if (isBelow(target, control.prefix)) {
      control.handle(request, response);
      return;
    }
    void serve(request, response, headOf(request, peerOf(request)));
  };

  function serve(request: IncomingMessage, response: ServerResponse, head: RequestHead): Awaitable<void> {
    counts.inFlight += 1;
    return andThen(attempt(answer, breakOff, request, response, head), leave);
  }

  function leave(): void {
    counts.inFlight -= 1;
  }

  /** The door answers every error itself: what comes here is a broken connection, or an error in its own rendering. */
  function breakOff(error: unknown, request: IncomingMessage, response: ServerResponse, head: RequestHead): void {
    if (!request.destroyed || request.complete) eventLog.internalError(`${head.method} ${head.path}`, error);
    response.destroy();
  }

  function answer(request: IncomingMessage, response: ServerResponse, head: RequestHead): Awaitable<void> {
    return andThen(root.doors(), answerBy, request, response, head);
  }

  function answerBy(doors: readonly Door[], request: IncomingMessage, response: ServerResponse, head: RequestHead) {
    const doorAt = doorFor(doors, head);
    const door = doors[doorAt];
    if (door === undefined) return answerByNone(response, head);
    const isLong = head.path.length + head.query.length > door.uriLimit;
    const body = readBody(request, isLong ? 0 : door.bodyLimit);
    return andThen(body, isLong ? rejectUri : take, head, doorAt, response);
  }

  function answerByNone(response: ServerResponse, head: RequestHead): Awaitable<void> {
    if (isForPeople(head)) return send(response, welcome(head, control.page), head, root.clock);
    eventLog.unmatched(head, root.journal.writer.recordUnmatched(head, root.clock.now()));
    counts.countUnmatched();
    return send(response, unmatched(head), head, root.clock);
  }

  function take(body: Buffer | null, head: RequestHead, doorAt: number, response: ServerResponse): Awaitable<void> {
    if (body === null) return rejectLong(root, 'body', { head, doorAt, response });
    const request: WireRequest = { ...head, body };
    return andThen(tenantContextOf(environments, doorAt, request), handle, request, response);
  }

  function rejectUri(_body: Buffer | null, head: RequestHead, doorAt: number, response: ServerResponse) {
    return rejectLong(root, 'uri', { head, doorAt, response });
  }
}

/** A request of which a part is longer than the limit of its door. */
interface LongRequest {
  readonly head: RequestHead;
  readonly doorAt: number;
  readonly response: ServerResponse;
}

function rejectLong(environment: Environment, part: 'uri' | 'body', { head, doorAt, response }: LongRequest) {
  return andThen(environment.doors(), (doors) => {
    const rejection = doors[doorAt]?.rejectTooLong(head, part) ?? unmatched(head);
    const answer = { ...rejection, headers: { ...rejection.headers, Connection: 'close' } };
    return send(response, answer, head, environment.clock);
  });
}

function handle({ environment, door }: TenantContext, request: WireRequest, response: ServerResponse): Awaitable<void> {
  const answered = environment.stateLock.withShared(() => door.handle(request));
  return andThen(answered, sendTo, response, request, environment.clock);
}

function sendTo(answer: WireResponse, response: ServerResponse, head: RequestHead, clock: VirtualClock) {
  return send(response, answer, head, clock);
}

/** The place of the first door that a request is for; past the end where it is for none. */
function doorFor(doors: readonly Door[], head: RequestHead): number {
  let doorAt = 0;
  while (doorAt < doors.length && doors[doorAt]?.matches(head) !== true) doorAt += 1;
  return doorAt;
}

/** What is known of a request before its body is read. */
export function headOf(request: IncomingMessage, peer: Peer): RequestHead {
  return requestHead(request.method ?? 'GET', request.url ?? '/', headersOf(request), peer);
}

/** Whether a request target is the path or below it. */
export function isBelow(target: string, prefix: string): boolean {
  return target.startsWith(prefix) && (target.length === prefix.length || target[prefix.length] === '/');
}

/** Node joins repeated headers itself; the only list it leaves is `set-cookie`, which no request needs. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers = request.headers as Record<string, string | string[]>;
  if (headers['set-cookie'] !== undefined) headers['set-cookie'] = String(headers['set-cookie']);
  return headers as Record<string, string>;
}

/** Who opens the bare address in a browser, or tries it with curl, bears no mark of a client. */
function isForPeople({ method, path, query }: RequestHead): boolean {
  return (method === 'GET' || method === 'HEAD') && path === '/' && query === '';
}

/** A browser gets the page, where there is one. */
function welcome({ headers }: RequestHead, page: string | null): WireResponse {
  if (page === null || headers['accept']?.includes('text/html') !== true) return WELCOME;
  return { status: 302, headers: { Location: page, Vary: 'Accept' }, body: '' };
}

const WELCOME: WireResponse = {
  status: 200,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: `Dragoman emulates the secret services of Huawei Cloud (CSMS, KMS), Alibaba Cloud (KMS) and BlueKing (JOB).
Point a client of one of them at this address. What came in: /_dragoman/journal, what can be called: \
/_dragoman/openapi.json

Dragoman 在此地址模拟华为云（CSMS、KMS）、阿里云（KMS）与蓝鲸（作业平台）的凭据服务。
请将相应的客户端指向此地址。收到的请求：/_dragoman/journal；可调用的接口：/_dragoman/openapi.json
`,
};

function unmatched(head: RequestHead): WireResponse {
  const message = `no door serves ${head.method} ${head.path}`;
  return {
    status: 404,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ error: 'no-door', message }),
  };
}

/** Writes a door's answer. */
export function send(
  response: ServerResponse,
  answer: WireResponse,
  head: RequestHead,
  clock: VirtualClock,
): Awaitable<void> {
  const { status, headers, body, delivery } = answer;
  if (delivery?.kind === 'reset' && delivery.after === 'nothing') {
    return deliver(response, Buffer.alloc(0), delivery);
  }
  // Node dates answers by the machine's clock.
  if (clock.mode !== 'real') response.setHeader('Date', new Date(clock.now()).toUTCString());
  const bare = status === 204 || status === 304;
  response.writeHead(status, bare ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  if (delivery !== undefined) return deliver(response, Buffer.from(body), delivery);
  if (bare || head.method === 'HEAD') response.end();
  else if (typeof body === 'string') response.end(body);
  // Head and body go out together as text of one byte a character; bytes would be a second write.
  else response.end(Buffer.from(body).toString('latin1'), 'latin1');
  return undefined;
}
