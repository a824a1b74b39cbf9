import type { IncomingMessage, ServerResponse } from 'node:http';

import { type Clock, sameText } from '@dragoman/core';
import { ControlError, invalidInput } from '@dragoman/input';

import { MESSAGES } from '../messages.ts';
import { LoginLimit } from './login-limit.ts';
import type { Sessions } from './sessions.ts';

/** More than any token that a person would paste. */
const MAX_BODY_BYTES = 4_096;

/** What logins need. */
export interface LoginParts {
  readonly token: string | undefined;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

/** Logs browsers in (`POST` with the control token) and out (`DELETE`). */
export function loginHandler({ token, sessions, clock }: LoginParts) {
  const limit = new LoginLimit(clock);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // By the property that Node's sockets over TLS have: their class is loaded with all of TLS.
    const isSecure = 'encrypted' in request.socket;
    if (request.method === 'DELETE') {
      answer(response, sessions.close(request.headers, isSecure));
      return;
    }
    if (request.method !== 'POST') throw new ControlError(405, 'method-rejected', MESSAGES.loginByPost);
    if (token === undefined) throw new ControlError(409, 'no-token', MESSAGES.noLoginNeeded);
    const address = request.socket.remoteAddress ?? '';
    rejectHasty(response, limit.waitSeconds(address));
    if (!sameText(await tokenIn(request), token)) {
      limit.countFailure(address);
      throw new ControlError(401, 'token-rejected', MESSAGES.wrongToken);
    }
    answer(response, sessions.open(isSecure));
  };
}

function answer(response: ServerResponse, cookie: string): void {
  response.writeHead(204, { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end();
}

/** @throws ControlError 429 */
function rejectHasty(response: ServerResponse, seconds: number): void {
  if (seconds === 0) return;
  response.setHeader('Retry-After', String(seconds));
  throw new ControlError(429, 'too-many-logins', MESSAGES.tooManyLogins({ seconds }), {
    seconds,
  });
}

/** A form of another site can send text; JSON takes a script, which its `Origin` tells of. */
async function tokenIn(request: IncomingMessage): Promise<string> {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json')
    throw new ControlError(415, 'not-json', MESSAGES.notJson);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw invalidInput(MESSAGES.tokenTooLong);
    chunks.push(chunk);
  }
  return tokenFrom(Buffer.concat(chunks).toString());
}

/** What could not be read may be a token, and is not repeated. */
function tokenFrom(text: string): string {
  try {
    const { token } = JSON.parse(text) as { readonly token?: unknown };
    if (typeof token === 'string') return token;
  } catch {
    // Told below.
  }
  throw invalidInput(MESSAGES.giveToken);
}
