import { sameText } from '@dragoman/core';
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
import { EsbError, noPermission } from '../../errors/esb-error.ts';
import { HELP } from '../../messages.ts';
import { type Parameters, firstFilled } from '../../wire/parameters.ts';
import { esbParameters } from './parameters.ts';

const HEADER = 'x-bkapi-authorization';

const SIGNATURE_MESSAGES: Record<SignatureProblem, string> = {
  'no-nonce': 'Parameter bk_nonce does not exist',
  'nonce-illegal': 'Parameter bk_nonce is illegal',
  'nonce-not-positive': 'Parameter bk_nonce is illegal, it must be a positive integer',
  'no-timestamp': 'Parameter bk_timestamp does not exist',
  'timestamp-illegal': 'Parameter bk_timestamp is illegal, due to non-time format',
  'timestamp-expired': 'Parameter bk_timestamp is illegal, because it has expired',
};

/**
 * Who calls through ESB: the app, then the user, then whether the app may.
 * @param api the component's name
 * @throws EsbError
 */
export async function authenticateEsb(request: WireRequest, api: string, parts: AuthParts): Promise<Caller> {
  const authorization = authorizationOf(request);
  const parameters = esbParameters(request);
  const app = await authenticateApp(request, authorization, parts);
  const user = await authenticateUser(authorization, parameters, app, parts);
  if (!mayCall(parts.settings, app.code, api)) throw noPermission(api, HELP.apiNotGranted);
  return { app, user };
}

/**
 * What the caller is authenticated by: the object in the header when there is one, else the parameters.
 * What fails here fails before ESB gives the request an id.
 */
function authorizationOf(request: WireRequest): Parameters {
  const header = request.headers[HEADER];
  if (header !== undefined) return objectInHeader(header);
  try {
    return esbParameters(request);
  } catch (error) {
    if (error instanceof EsbError) throw new EsbError(error.message, undefined, { early: true });
    throw error;
  }
}

function objectInHeader(header: string): Parameters {
  const parsed = parseHeader(header);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  // JSON that is no object is an internal error of ESB.
  throw new EsbError('Component error, please contact the component developer to handle it.', undefined, {
    help: HELP.authorizationNoObject,
  });
}

function parseHeader(header: string): unknown {
  try {
    return parseBoundedJson(header);
  } catch {
    throw new EsbError(
      'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string',
      1306406,
      { early: true },
    );
  }
}

async function authenticateApp(request: WireRequest, authorization: Parameters, parts: AuthParts): Promise<App> {
  if (accessTokenIn(authorization) !== '') return (await openToken(authorization, parts)).app;
  const code = firstFilled(authorization, 'bk_app_code', 'app_code');
  if (signatureOf(request) !== '') return appBySignature(request, code, parts);
  const secret = firstFilled(authorization, 'bk_app_secret', 'app_secret');
  if (secret === '') {
    throw new EsbError(
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
      undefined,
      {
        help: HELP.credentialsAnywhere,
      },
    );
  }
  const app = await findApp(code, (kept) => sameText(kept, secret), parts);
  if (app !== 'unfit') return app;
  throw new EsbError(
    `APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${code}] match`,
    undefined,
    {
      summary: 'APP Secret verification failed',
      help: HELP.checkSecret,
    },
  );
}

async function appBySignature(request: WireRequest, code: string, parts: AuthParts): Promise<App> {
  const problem = parts.mode === 'lenient' ? null : signatureProblem(request, parts.callerTimes);
  if (problem !== null) throw new EsbError(SIGNATURE_MESSAGES[problem]);
  const app = await findApp(code, (secret) => signatureFits(request, secret), parts);
  if (app !== 'unfit') return app;
  throw new EsbError(
    'Signature [bk_signature] verification failed, please provide valid parameters and signature',
    undefined,
    {
      help: HELP.signatureCovers,
    },
  );
}

/** @throws EsbError without an app code, or with an unknown one */
async function findApp(code: string, fits: (secret: string) => boolean, parts: AuthParts): Promise<App | 'unfit'> {
  if (code === '') throw new EsbError('APP Code [bk_app_code] cannot be empty', undefined, { help: HELP.giveAppCode });
  const app = await verifyApp(parts, code, fits);
  if (app !== 'unknown') return app;
  throw new EsbError(
    `Invalid APP Code [bk_app_code=${code}], please confirm if the APP Code has been registered`,
    undefined,
    {
      summary: 'Invalid APP Code',
      help: HELP.developmentApp,
    },
  );
}

async function authenticateUser(
  authorization: Parameters,
  parameters: Parameters,
  app: App,
  parts: AuthParts,
): Promise<User> {
  if (accessTokenIn(authorization) !== '') return userOfAccessToken(await openToken(authorization, parts));
  const oldToken = firstFilled(parameters, 'bk_access_token');
  if (oldToken !== '') return userOfOldToken(oldToken, app, parts);
  const token = firstFilled(authorization, 'bk_token');
  if (token !== '') {
    const user = await userOfToken(parts, token);
    if (user !== null) return user;
    throw new EsbError('User authentication failed, please check if the bk_token is valid', undefined, {
      help: HELP.unknownToken,
    });
  }
  const username = firstFilled(authorization, 'bk_username', 'username');
  if (username !== '' && trustsUsername(parts, app.code)) return { username, identity: null };
  throw new EsbError(
    'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
    undefined,
    {
      help: username === '' ? HELP.tokenOrUsername : HELP.tokenOrExempt,
    },
  );
}

function accessTokenIn(authorization: Parameters): string {
  return firstFilled(authorization, 'access_token');
}

async function openToken(authorization: Parameters, parts: AuthParts): Promise<AccessToken> {
  const token = await openAccessToken(
    parts,
    accessTokenIn(authorization),
    firstFilled(authorization, 'bk_app_code', 'app_code'),
  );
  if (token !== null && !token.isExpired) return token;
  throw new EsbError('verify access_token failed, please check if the access_token is valid');
}

function userOfAccessToken(token: AccessToken): User {
  if (token.user !== null) return token.user;
  throw new EsbError('the access_token is the application type and cannot indicate the user');
}

/** A user's token from before access tokens went into the header: bound to the app. */
async function userOfOldToken(presented: string, app: App, parts: AuthParts): Promise<User> {
  const token = await openAccessToken(parts, presented, app.code);
  if (token === null || token.user === null || token.app.code !== app.code)
    throw new EsbError('The specified user TOKEN [bk_access_token] does not exist');
  if (token.isExpired)
    throw new EsbError('The specified user TOKEN [bk_access_token] has expired, please apply for authorization again');
  return token.user;
}
