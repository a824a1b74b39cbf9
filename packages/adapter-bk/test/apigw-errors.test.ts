/** Every error of the API gateway's own: one request that is answered with it. */
import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { APP, ACCESS_CREDENTIAL, type EnvironmentParts, read } from './environment.ts';
import { type Send, APIGW, CODE, environmentWith, apigwWith } from './error-requests.ts';

describe('errors of the API gateway itself', () => {
  const invalid = (reason: string): [number, number, string, string] => [
    400,
    1640001,
    'INVALID_ARGS',
    `Parameters error [reason="${reason}"]`,
  ];
  it.each<[string, Send, [number, number, string, string], EnvironmentParts['settings']?]>([
    [
      'no header',
      (environment) => environment.send('POST', APIGW, { body: '{}' }),
      invalid('app code cannot be empty'),
    ],
    ['no app code', apigwWith({ bk_app_secret: 's' }), invalid('app code cannot be empty')],
    [
      'a long code',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_code: 'x'.repeat(33) }),
      invalid('app code cannot be longer than 32 characters'),
    ],
    [
      'a long secret',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 'x'.repeat(129) }),
      invalid('app secret cannot be longer than 128 characters'),
    ],
    [
      'neither secret nor signature',
      apigwWith(CODE),
      invalid('please provide bk_app_secret or bk_signature to verify app'),
    ],
    ['an unknown app', apigwWith({ ...ACCESS_CREDENTIAL, bk_app_code: 'X' }), invalid('app not found')],
    [
      'a wrong secret',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 'x' }),
      invalid('bk_app_code or bk_app_secret is incorrect'),
    ],
    [
      'a header that is no JSON object',
      apigwWith('x'),
      invalid('request header X-Bkapi-Authorization is not a valid JSON'),
    ],
    [
      'no user',
      apigwWith(APP),
      invalid(
        'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token',
      ),
    ],
    [
      'bk_username alone',
      apigwWith({ ...APP, bk_username: 'a' }),
      invalid('user authentication failed, the user indicated by bk_username is not verified'),
      { trust_bk_username: false },
    ],
    ['a bad bk_token', apigwWith({ ...APP, bk_token: 'x' }), invalid('bk_token is not valid')],
    [
      "an app's access_token",
      apigwWith({ access_token: 'of-app' }),
      invalid('the access_token is the application type and cannot indicate the user'),
    ],
    [
      "an old user's access_token",
      apigwWith({ access_token: 'old-of-user' }),
      invalid('the access_token of the user(alice) has expired, please re-authorize'),
    ],
    ["an old app's access_token", apigwWith({ access_token: 'old-of-app' }), invalid('access_token has expired')],
    [
      'an app without the API',
      apigwWith(ACCESS_CREDENTIAL),
      [
        403,
        1640301,
        'APP_NO_PERMISSION',
        'App has no permission to the resource [reason="no permission, bk_app_code=dragoman"]',
      ],
      { app_permissions: ['x/*'] },
    ],
    [
      'an unknown path',
      (environment) => environment.send('POST', '/api/bk-job/prod/x'),
      [404, 1640401, 'API_NOT_FOUND', 'API not found [method="POST" path="/api/bk-job/prod/x"]'],
    ],
    [
      'a long body',
      async (environment) => {
        return read(environment.door.rejectTooLong(requestHead('POST', APIGW, {}), 'body'));
      },
      [413, 1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.'],
    ],
    [
      'a long URL',
      async (environment) => {
        return read(environment.door.rejectTooLong(requestHead('GET', APIGW, {}), 'uri'));
      },
      [414, 1641401, 'URI_SIZE_LIMIT_EXCEED', 'Request uri size too large.'],
    ],
  ])('%s', async (...[, send, [status, code, codeName, message], settings]) => {
    const answer = await send(await environmentWith(settings));
    expect([answer.status, answer.body]).toEqual([
      status,
      { code, code_name: codeName, message, result: false, data: null },
    ]);
    expect(answer.headers).toMatchObject({
      'X-Bkapi-Error-Code': String(code),
      'X-Bkapi-Error-Message': message,
      'X-Bkapi-Request-Id': expect.any(String),
    });
  });
});
