import { type Ids, hexId } from '@dragoman/core';
import type { WireRequest } from '@dragoman/protocol-kit';

import { type AuthParts, type User, userOfToken } from '../../auth/principals.ts';
import { HELP } from '../../messages.ts';
import { cookie, cookies } from '../../wire/cookies.ts';
import { LoginError } from './errors.ts';

const KEY_COOKIE = 'job_csrf_key';
const KEY_HEADER = 'x-csrf-token';
const KEY_SECONDS = 30 * 24 * 60 * 60;

/**
 * Where a browser is sent to log in. The platform gives the address of its login service, of which there is none here.
 */
export const LOGIN_HEADERS = { 'x-login-url': '/login/?' };

/** The user of the `bk_token` cookie; of several cookies the first that somebody holds. @throws LoginError */
export async function authenticateSession(request: WireRequest, parts: AuthParts): Promise<User> {
  for (const token of cookies(request, 'bk_token').filter((value) => value !== '')) {
    const user = await userOfToken(parts, token);
    if (user !== null) return user;
  }
  throw new LoginError(false, HELP.tokenCookie);
}

/** Whether cookie and header have the same key against request forgery. */
export function hasCsrfKey(request: WireRequest): boolean {
  const presented = request.headers[KEY_HEADER] ?? '';
  return presented.trim() !== '' && cookie(request, KEY_COOKIE) === presented;
}

/** Rejects what would change something without the key. @throws LoginError */
export function requireCsrfKey(request: WireRequest): void {
  if (request.method === 'GET' || hasCsrfKey(request)) return;
  throw new LoginError(true, HELP.csrf);
}

/** The headers that bring a new key. @param now Unix milliseconds */
export function keyHeaders(ids: Ids, now: number): Record<string, string> {
  const expires = new Date(now + KEY_SECONDS * 1000).toUTCString();
  return {
    'Set-Cookie': `${KEY_COOKIE}=${hexId(ids)}; Path=/; Max-Age=${KEY_SECONDS}; Expires=${expires}; SameSite=Lax`,
  };
}
