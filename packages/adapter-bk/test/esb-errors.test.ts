/** Every error of ESB's own: one request that is answered with it. */
import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { APP, ACCESS_CREDENTIAL, SCOPE, type EnvironmentParts, authorization } from './environment.ts';
import { type Send, ESB, environmentWith, esbWith, esbHeader, esbSigned } from './error-requests.ts';

describe('errors of ESB itself', () => {
  const COMMON = 1306000;
  it.each<[string, Send, number, string, EnvironmentParts['settings']?]>([
    [
      'neither signature nor secret',
      esbWith({}),
      COMMON,
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
    ],
    ['a secret without a code', esbWith({ bk_app_secret: 's' }), COMMON, 'APP Code [bk_app_code] cannot be empty'],
    [
      'an unknown code',
      esbWith({ bk_app_code: 'X', bk_app_secret: 's' }),
      COMMON,
      'Invalid APP Code [bk_app_code=X], please confirm if the APP Code has been registered',
    ],
    [
      'a wrong secret',
      esbWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 's' }),
      COMMON,
      'APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=dragoman] match',
    ],
    [
      'a bad signature',
      esbSigned(`bk_nonce=1&bk_timestamp=${START / 1000}`),
      COMMON,
      'Signature [bk_signature] verification failed, please provide valid parameters and signature',
    ],
    ['no nonce', esbSigned(''), COMMON, 'Parameter bk_nonce does not exist'],
    ['an illegal nonce', esbSigned('bk_nonce=x'), COMMON, 'Parameter bk_nonce is illegal'],
    [
      'a nonce of nought',
      esbSigned('bk_nonce=0'),
      COMMON,
      'Parameter bk_nonce is illegal, it must be a positive integer',
    ],
    ['no timestamp', esbSigned('bk_nonce=1'), COMMON, 'Parameter bk_timestamp does not exist'],
    [
      'an illegal timestamp',
      esbSigned('bk_nonce=1&bk_timestamp=x'),
      COMMON,
      'Parameter bk_timestamp is illegal, due to non-time format',
    ],
    [
      'an old timestamp',
      esbSigned(`bk_nonce=1&bk_timestamp=${START / 1000 - 301}`),
      COMMON,
      'Parameter bk_timestamp is illegal, because it has expired',
    ],
    [
      'no user',
      esbWith(APP),
      COMMON,
      'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
    ],
    [
      'bk_username of an app that is not exempt',
      esbWith({ ...APP, bk_username: 'a' }),
      COMMON,
      'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
      { trust_bk_username: false },
    ],
    [
      'a bad bk_token',
      esbWith({ ...APP, bk_token: 'x' }),
      COMMON,
      'User authentication failed, please check if the bk_token is valid',
    ],
    [
      'a bad access_token',
      esbHeader({ access_token: 'x' }),
      COMMON,
      'verify access_token failed, please check if the access_token is valid',
    ],
    [
      "an app's access_token",
      esbHeader({ access_token: 'of-app' }),
      COMMON,
      'the access_token is the application type and cannot indicate the user',
    ],
    [
      'an unknown bk_access_token',
      esbWith({ ...APP, bk_access_token: 'x' }),
      COMMON,
      'The specified user TOKEN [bk_access_token] does not exist',
    ],
    [
      'an old bk_access_token',
      esbWith({ ...APP, bk_access_token: 'old-of-user' }),
      COMMON,
      'The specified user TOKEN [bk_access_token] has expired, please apply for authorization again',
    ],
    [
      'an internal exception',
      esbHeader([]),
      COMMON,
      'Component error, please contact the component developer to handle it.',
    ],
    [
      'a body that only begins like JSON',
      (environment) => environment.send('POST', ESB, { headers: authorization(ACCESS_CREDENTIAL), body: '{x' }),
      COMMON,
      'Request JSON string is wrong in format, which cannot be analyzed.',
    ],
    [
      'an app without the API',
      esbWith(ACCESS_CREDENTIAL),
      1306403,
      'APP permission is insufficient, APP has no permission to access the component (create_credential) ' +
        'of the system (JOBV3). The APP manager can go to the Developer Center and apply for permission to ' +
        'access the component',
      { app_permissions: ['x/*'] },
    ],
    [
      'a header that is no JSON',
      (environment) => environment.send('POST', ESB, { headers: { 'x-bkapi-authorization': '{' }, body: '{}' }),
      1306406,
      'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string',
    ],
    [
      'an answer of JOB with another status',
      (environment) => environment.esb('update_file_source', SCOPE),
      1306201,
      'Component request third-party system [JOBV3] interface [update_file_source] error: Status Code: ' +
        '400, Error Message: third-party system interface response status code is not 200, please try again ' +
        'later or contact component developer to handle this',
      { job_version: '3.9' },
    ],
  ])('%s', async (...[, send, code, message, settings]) => {
    const answer = await send(await environmentWith(settings));
    expect([answer.status, answer.headers]).toEqual([200, { 'Content-Type': 'application/json; charset=utf-8' }]);
    expect(answer.body).toMatchObject({ result: false, code, data: null, message });
  });

  it('an unknown path', async () => {
    const answer = await (await environmentWith()).esb('no_such_api', {});
    expect([answer.status, answer.body]).toEqual([
      404,
      { result: false, data: null, message: 'The content does not exist' },
    ]);
  });
});
