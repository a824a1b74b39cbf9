/**
 * Watches all that gateways put out while a test file runs: what goes over the wire of those in this process, the lines
 * of their consoles, and the output of those in processes of their own. What shows a secret that a request brought
 * fails the file.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { afterAll } from '@jest/globals';

import { knownSecrets, type SentRequest } from '../../../../test/known-secrets.ts';

/**
 * Requests that are answered with a value, by the vendors' paths and actions; BlueKing has none. New credentials are
 * given out once.
 */
const RETURNS_VALUE = [
  /^GET \/v1\/[^/]+\/secrets\/[^/]+\/versions\/[^/]+/,
  /^POST \/v1\.0\/[^/]+\/kms\/decrypt-data$/,
  /^POST \/_dragoman\/sandboxes$/,
  /^POST (\/_dragoman)?(\/sandboxes\/[^/]+)?\/(secrets|credentials)\/[^/]+\/reveal$/,
  /^((Batch)?GetSecretValue|Decrypt|AsymmetricDecrypt|AdvanceDecrypt)$/,
];

/** An answer of bytes, such as an export: sealed ones hold any short text by chance. */
const IS_BYTES = /^content-type: application\/octet-stream\r$/im;

/** Aliyun repeats the whole request to who signed it wrongly. */
const REPEATS_REQUEST = /SignatureDoesNotMatch|IncompleteSignature/;

/** One exchange over the wire. */
interface Exchange {
  readonly request: SentRequest;
  readonly method: string;
  readonly path: string;
  readonly answer: string;
}

/** What the guard of one test file knows. */
export interface Guard {
  /** Watches the gateway that listens at this address, in this process. */
  watch(url: string): void;
  /** Takes an exchange that some client saw, with a gateway wherever it runs. */
  exchanged(exchange: Exchange): void;
  /** Takes what was printed. */
  printed(text: string): void;
  /** @throws Error when a secret showed */
  rejectShown(): void;
}

/** @param isPublic whether a value is known to all, and may show */
export function newGuard(isPublic: (value: string) => boolean): Guard {
  const known = knownSecrets(isPublic);
  const ports = new Set<number>();
  const prints: string[] = [];
  const leaks: string[] = [];
  const guard: Guard = {
    watch(url) {
      if (ports.size === 0)
        tapServers(ports, (exchange) => {
          guard.exchanged(exchange);
        });
      ports.add(Number(new URL(url).port));
    },
    exchanged({ request, method, path, answer }) {
      known.add(request);
      const names = [`${method} ${path}`, actionOf(request)];
      if (RETURNS_VALUE.some((returning) => names.some((name) => returning.test(name))) || REPEATS_REQUEST.test(answer))
        return;
      const shows = IS_BYTES.test(answer) ? known.shownInBytes(answer) : known.shownIn(answer);
      leaks.push(...shows.map((field) => `${field} in the answer to ${names.join(' ')}: ${answer}`));
    },
    printed: (text) => {
      prints.push(text);
    },
    rejectShown() {
      // A line may be older than the moment in which its secret got known.
      leaks.push(
        ...prints
          .splice(0)
          .flatMap((text) => known.shownIn(text).map((field) => `${field} in what was printed: ${text}`)),
      );
      if (leaks.length > 0) throw new Error(`secrets show: ${leaks.splice(0).join('\n')}`);
    },
  };
  return guard;
}

/** The action of an RPC, wherever it stands. */
function actionOf({ query, headers, body }: SentRequest): string {
  const inForm = new URLSearchParams(body.toString()).get('Action');
  return String(headers['x-acs-action'] ?? new URLSearchParams(query).get('Action') ?? inForm ?? '');
}

interface Started {
  readonly request: IncomingMessage;
  readonly socket: Socket;
}

/** Reports each exchange with a server of this process on one of the ports, as its bytes came and went. */
function tapServers(ports: ReadonlySet<number>, report: (exchange: Exchange) => void): void {
  const open = new WeakMap<IncomingMessage, { readonly sent: Buffer[]; readonly written: Buffer[] }>();
  const current = new WeakMap<Socket, Buffer[]>();
  subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as Started;
    if (!ports.has(socket.localPort ?? 0)) return;
    const [sent, written]: [Buffer[], Buffer[]] = [[], []];
    open.set(request, { sent, written });
    if (!current.has(socket)) tapWrites(socket, current);
    current.set(socket, written);
    tapData(request, sent);
  });
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    const tapped = open.get(request);
    if (tapped === undefined) return;
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    const body = Buffer.concat(tapped.sent);
    report({
      request: { query, headers: request.headers, body },
      method: request.method ?? '',
      path,
      answer: Buffer.concat(tapped.written).toString(),
    });
  });
}

function tapWrites(socket: Socket, current: WeakMap<Socket, Buffer[]>): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = (...args: unknown[]) => {
    const [chunk, encoding] = args;
    current
      .get(socket)
      ?.push(
        typeof chunk === 'string'
          ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
          : Buffer.from(chunk as Uint8Array),
      );
    return write(...args);
  };
}

/** Looks at what the reader of a request gets, without reading itself. */
function tapData(request: IncomingMessage, sent: Buffer[]): void {
  const emit = request.emit.bind(request) as (event: string | symbol, ...args: unknown[]) => boolean;
  request.emit = (event: string | symbol, ...args: unknown[]) => {
    if (event === 'data') sent.push(Buffer.from(args[0] as Uint8Array));
    return emit(event, ...args);
  };
}

/**
 * What the development identity shows is printed in every guide, and the names of its account stand beside a password.
 */
const PUBLIC = ['dragoman', 'dragoman-development-app-secret', 'dragoman-development-token'];

/** The guard of this test file. */
export const guard = newGuard((value) => PUBLIC.includes(value) || /^sandbox-[0-9a-f-]+$/.test(value));

afterAll(() => {
  guard.rejectShown();
});
