import type { Message } from '@dragoman/messages';
import { type KeyObject, createPublicKey } from 'node:crypto';

import type { WireRequest } from '@dragoman/protocol-kit';

import { openJwt } from '../../auth/jwt.ts';
import { type AuthParts, type Caller, trustedApp } from '../../auth/principals.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { JobError } from '../../errors/job-error.ts';
import { HELP } from '../../messages.ts';
import { type Parameters, firstFilled } from '../../wire/parameters.ts';

/**
 * Who calls JOB at its own path: whom the gateways' token names. For an app's resource JOB looks at `X-Bk-Username`
 * first.
 * @param key the gateways' public key; `null` verifies no token
 * @throws BackendError without a token, or with one that does not hold; JobError when it names no user or no app
 */
export async function authenticateBackend(
  request: WireRequest,
  key: KeyObject | null,
  parts: AuthParts,
): Promise<Caller> {
  const token = request.headers['x-bkapi-jwt'] ?? '';
  if (token === '') throw new BackendError(401, HELP.giveJwt);
  const claims =
    parts.mode === 'strict' && key === null
      ? null
      : openJwt(token, parts.mode === 'lenient' ? null : key, parts.callerTimes);
  const app = objectIn(claims?.['app']);
  // A token that JOB cannot use is an internal error of its own.
  if (claims === null || (app !== null && app['verified'] !== true)) throw new BackendError(500, helpWith(key));
  const code = firstFilled(app ?? {}, 'app_code', 'bk_app_code');
  const username = namedByApp(request) || firstFilled(objectIn(claims['user']) ?? {}, 'username', 'bk_username');
  if (username === '') throw new JobError(1247002, { status: 401, help: HELP.tokenWithoutUser });
  if (code === '') throw new JobError(1247004, { status: 401, help: HELP.tokenWithoutApp });
  return { app: await trustedApp(parts, code), user: { username, identity: null } };
}

/** The key in PEM text; `null` when it is empty. @throws Error when it is no public key */
export function publicKeyFrom(pem: string): KeyObject | null {
  if (pem.trim() === '') return null;
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new Error(
      'doors.bk.jwt_public_key is no public key in PEM: give the text between and with its BEGIN and END lines',
      { cause },
    );
  }
}

function namedByApp(request: WireRequest): string {
  return request.headers['x-bk-job-api-type'] === 'app' ? (request.headers['x-bk-username'] ?? '').trim() : '';
}

function helpWith(key: KeyObject | null): Message {
  return key === null ? HELP.noPublicKey : HELP.wrongJwt;
}

function objectIn(value: unknown): Parameters | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}
