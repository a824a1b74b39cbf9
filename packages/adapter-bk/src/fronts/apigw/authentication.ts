import { type Awaitable, andThen, attempt, sameText } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { parseBoundedJson, type WireRequest } from '@dragoman/protocol-kit';

import {
  type AccessToken,
  type App,
  type AuthParts,
  type Caller,
  type User,
  mayCall,
  openAccessToken,
  trustsUsername,
  userOfToken,
  verifyApp,
} from '../../auth/principals.ts';
import { type SignatureProblem, signatureFits, signatureOf, signatureProblem } from '../../auth/signature.ts';
import { ApigwError } from '../../errors/apigw-error.ts';
import { JobError } from '../../errors/job-error.ts';
import { HELP } from '../../messages.ts';
import { MAX_APP_CODE_BYTES, MAX_APP_SECRET_BYTES } from '../../names.ts';
import { cookie } from '../../wire/cookies.ts';
import { type Parameters, scalarText } from '../../wire/parameters.ts';

const HEADER = 'x-bkapi-authorization';

const SIGNATURE_REASONS: Record<SignatureProblem, string> = {
  'no-nonce': 'parameter bk_nonce required',
  'nonce-illegal': 'parameter bk_nonce is invalid, it should be a positive integer',
  'nonce-not-positive': 'parameter bk_nonce is invalid, it should be a positive integer',
  'no-timestamp': 'parameter bk_timestamp required',
  'timestamp-illegal': 'parameter bk_timestamp is invalid, it should be in time format',
  'timestamp-expired': 'parameter bk_timestamp has expired',
};

/** Which of the gateway's resources is called. */
export interface Resource {
  /** The resource's name, `system_` included. */
  readonly name: string;
  /** Whether the resource is for apps, which name the user without authentication. */
  readonly forApps: boolean;
  /** What stands in for a missing header, where a gateway allows that; `null` where it does not. */
  readonly fallback: Parameters | null;
}

/**
 * Who calls through the API gateway: the app, then the user, then whether the app may.
 * @throws ApigwError; JobError 1247002 when an app names no user
 */
export function authenticateApigw(request: WireRequest, resource: Resource, parts: AuthParts): Awaitable<Caller> {
  const authorization = authorizationOf(request, resource.fallback);
  return andThen(authenticateApp(request, authorization, parts), (app) => {
    const known = resource.forApps ? null : authenticateUser(request, authorization, app, parts);
    return andThen(known, (user) => {
      if (!mayCall(parts.settings, app.code, resource.name)) throw noPermission(app, HELP.apiNotGranted);
      return andThen(user ?? namedUser(request, authorization, parts), (caller) => ({ app, user: caller }));
    });
  });
}

function authorizationOf(request: WireRequest, fallback: Parameters | null): Parameters {
  const header = request.headers[HEADER] ?? '';
  if (header === '') return fallback ?? {};
  const parsed = parseHeader(header);
  if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  throw rejection('request header X-Bkapi-Authorization is not a valid JSON');
}

function parseHeader(header: string): unknown {
  try {
    return parseBoundedJson(header);
  } catch {
    return null;
  }
}

function authenticateApp(request: WireRequest, authorization: Parameters, parts: AuthParts): Awaitable<App> {
  const accessToken = stringIn(authorization, 'access_token');
  if (accessToken === '') return appByAccount(request, authorization, parts);
  return andThen(openAccessToken(parts, accessToken, codeIn(authorization)), (token) => {
    if (token !== null && !token.isExpired) return token.app;
    // The app may still be authenticated by its secret; only the user is then missing.
    return attempt(
      () => appByAccount(request, authorization, parts),
      (error) => {
        throw error instanceof ApigwError ? tokenRejection(token) : error;
      },
    );
  });
}

function appByAccount(request: WireRequest, authorization: Parameters, parts: AuthParts): Awaitable<App> {
  const code = codeIn(authorization);
  const secret = firstGiven(authorization, 'bk_app_secret', 'app_secret');
  if (code === '') throw rejection('app code cannot be empty', HELP.credentialsAsJson);
  if (secret !== '') return appBySecret(code, secret, parts);
  if (signatureOf(request) === '') throw rejection('please provide bk_app_secret or bk_signature to verify app');
  return andThen(
    verifyApp(parts, code, (kept) => signatureFits(request, kept)),
    (verified) => {
      const app = requireKnown(verified);
      const problem = parts.mode === 'lenient' ? null : signatureProblem(request, parts.callerTimes);
      if (problem !== null) throw rejection(SIGNATURE_REASONS[problem]);
      if (app === 'unfit')
        throw rejection('signature [bk_signature] verification failed, please provide valid bk_signature');
      return app;
    },
  );
}

function appBySecret(code: string, secret: string, parts: AuthParts): Awaitable<App> {
  if (Buffer.byteLength(code) > MAX_APP_CODE_BYTES)
    throw rejection(`app code cannot be longer than ${MAX_APP_CODE_BYTES} characters`);
  if (Buffer.byteLength(secret) > MAX_APP_SECRET_BYTES)
    throw rejection(`app secret cannot be longer than ${MAX_APP_SECRET_BYTES} characters`);
  return andThen(
    verifyApp(parts, code, (kept) => sameText(kept, secret)),
    (verified) => {
      const app = requireKnown(verified);
      if (app === 'unfit') throw rejection('bk_app_code or bk_app_secret is incorrect', HELP.checkSecret);
      return app;
    },
  );
}

function requireKnown(app: App | 'unknown' | 'unfit'): App | 'unfit' {
  if (app === 'unknown') throw rejection('app not found', HELP.developmentApp);
  return app;
}

function authenticateUser(
  request: WireRequest,
  authorization: Parameters,
  app: App,
  parts: AuthParts,
): Awaitable<User> {
  const accessToken = stringIn(authorization, 'access_token');
  if (accessToken !== '') return openAccessToken(parts, accessToken, app.code).then(userOfAccessToken);
  const bkToken = stringIn(authorization, 'bk_token') || cookie(request, 'bk_token');
  if (bkToken !== '') return userOfBkToken(parts, bkToken);
  const username = firstGiven(authorization, 'bk_username', 'username');
  if (username === '')
    throw rejection(
      'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token',
    );
  if (trustsUsername(parts, app.code)) return { username, identity: null };
  throw rejection('user authentication failed, the user indicated by bk_username is not verified', HELP.tokenOrSystem);
}

async function userOfBkToken(parts: AuthParts, bkToken: string): Promise<User> {
  const user = await userOfToken(parts, bkToken);
  if (user === null) throw rejection('bk_token is not valid', HELP.unknownToken);
  return user;
}

function userOfAccessToken(token: AccessToken | null): User {
  if (token === null || token.isExpired) throw tokenRejection(token);
  if (token.user === null) throw rejection('the access_token is the application type and cannot indicate the user');
  return token.user;
}

function tokenRejection(token: AccessToken | null): ApigwError {
  if (token === null) return rejection('access_token is invalid');
  return rejection(
    token.user === null
      ? 'access_token has expired'
      : `the access_token of the user(${token.user.username}) has expired, please re-authorize`,
  );
}

/**
 * The user whom an app names: JOB looks at `X-Bk-Username` first, then at what the gateway found out, verified or not.
 */
async function namedUser(request: WireRequest, authorization: Parameters, parts: AuthParts): Promise<User> {
  const named = (request.headers['x-bk-username'] ?? '').trim();
  if (named !== '') return { username: named, identity: null };
  const accessToken = stringIn(authorization, 'access_token');
  const bkToken = stringIn(authorization, 'bk_token') || cookie(request, 'bk_token');
  const byAccess = accessToken === '' ? null : await openAccessToken(parts, accessToken, '');
  const found = byAccess?.user ?? (bkToken === '' ? null : await userOfToken(parts, bkToken));
  const username = firstGiven(authorization, 'bk_username', 'username');
  if (found === null && username === '') throw new JobError(1247002, { status: 401, help: HELP.nameUser });
  return found ?? { username, identity: null };
}

function rejection(reason: string, help?: Message): ApigwError {
  return new ApigwError('INVALID_ARGS', { reason }, help === undefined ? {} : { help });
}

/** @param help why, for the console */
export function noPermission(app: App, help: Message): ApigwError {
  const reason = `no permission, bk_app_code=${app.code}`;
  return new ApigwError('APP_NO_PERMISSION', { reason }, { help, summary: 'App has no permission to the resource' });
}

function codeIn(authorization: Parameters): string {
  return firstGiven(authorization, 'bk_app_code', 'app_code');
}

/** The first of the two that is given at all, even when it is empty. */
function firstGiven(authorization: Parameters, name: string, oldName: string): string {
  return scalarText(authorization[name] ?? authorization[oldName]);
}

/** Tokens must be strings; anything else is as if absent. */
function stringIn(authorization: Parameters, name: string): string {
  const value = authorization[name];
  return typeof value === 'string' ? value : '';
}
