/** Errors that no request leads to: of the fronts themselves, and of a state of JOB's own. */
import { type ErrorTest, type Fields, REQUEST_ID, REQUEST_ID_DIGITS, type Response } from '../answers/exchange.ts';
import type { Pair } from '../encoding.ts';
import type { Request } from '../vector-file.ts';
import { CREDENTIAL, FRONT_NAMES, type Front, answer, call, pythonJson } from './answers.ts';

/** The API gateway's errors by the names of their codes (`bk-core/errorx.lua`). */
const OF_GATEWAY: readonly (readonly [status: number, code: number, name: string, message: string])[] = [
  [400, 1640001, 'INVALID_ARGS', 'Parameters error'],
  [400, 1640004, 'JWT_VERIFY_FAILED', 'JWT validation failed'],
  [401, 1640100, 'UNAUTHORIZED', 'Unauthorized'],
  [401, 1640101, 'APP_VERIFY_FAILED', 'App authentication failed'],
  [401, 1640102, 'USER_VERIFY_FAILED', 'User authentication failed'],
  [403, 1640301, 'APP_NO_PERMISSION', 'App has no permission to the resource'],
  [403, 1640302, 'IP_NOT_ALLOWED', 'Request rejected by ip restriction'],
  [403, 1640303, 'BK_USER_NOT_ALLOWED', 'Request rejected by bk-user restriction'],
  [404, 1640401, 'API_NOT_FOUND', 'API not found'],
  [413, 1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.'],
  [414, 1641401, 'URI_SIZE_LIMIT_EXCEED', 'Request uri size too large.'],
  [429, 1642901, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by stage global limit'],
  [429, 1642902, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by stage strategy'],
  [429, 1642903, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by resource strategy'],
  [429, 1642904, 'CONCURRENCY_LIMIT_RESTRICTION', 'Request concurrency exceeds'],
  [500, 1650000, 'REQUEST_RESOURCE_5xx', 'Request backend service status code is 5xx'],
  [500, 1650001, 'INTERNAL_SERVER_ERROR', 'Internal Server Error'],
  [500, 1650002, 'INVALID_RESOURCE_CONFIG', 'Resource configuration error'],
  [502, 1650200, 'BAD_GATEWAY', 'Bad Gateway'],
  [502, 1650201, 'ERROR_REQUESTING_RESOURCE', 'Request backend service failed'],
  [503, 1650300, 'SERVICE_UNAVAILABLE', 'Service Unavailable'],
  [504, 1650401, 'REQUEST_BACKEND_TIMEOUT', 'Request backend service timeout'],
];

export function ofGateway(): ErrorTest[] {
  return OF_GATEWAY.map(([status, code, name, message]) => {
    const value = { code, code_name: name, message, result: false, data: null };
    const headers: Pair[] = [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Bkapi-Error-Code', String(code)],
      ['X-Bkapi-Error-Message', message],
      ['X-Bkapi-Request-Id', REQUEST_ID],
    ];
    const response: Response = { status, headers, body: JSON.stringify(value) };
    return unprovoked('apigw', `${name}, ${code}`, response, value, { status, code, message });
  });
}

/** ESB's errors by their codes (`esb/common/errors.py`): the beginnings of their messages. */
const OF_ESB: readonly (readonly [code: number, message: string])[] = [
  [1306000, 'System error'],
  [1306206, 'Error, the component does not configure the api host'],
  [1306207, 'Request to the third-party system is blocked'],
  [1306401, 'You must specify the current operator'],
  [1306402, 'User permission is insufficient'],
  [1306405, 'Not found, inactive channel'],
  [1306406, 'Parameters error'],
  [1306408, 'APIGateway JWT verification failed'],
  [1306429, 'Access frequency limit'],
];

export function ofEsb(): ErrorTest[] {
  return OF_ESB.map(([code, message]) => {
    const value = { result: false, code, data: null, message, request_id: REQUEST_ID_DIGITS };
    const headers: Pair[] = [['Content-Type', 'application/json; charset=utf-8']];
    const response: Response = { status: 200, headers, body: pythonJson(value) };
    return unprovoked('esb', String(code), response, value, { status: 200, code, message });
  });
}

/** JOB's errors that its own state leads to. */
const OF_STATE: readonly (readonly [code: number, en: string, zh: string])[] = [
  [1240001, 'Service Unavailable', '服务不可用'],
  [1260019, 'File source code can not be empty', '文件源code不可为空'],
];

export function ofState(): ErrorTest[] {
  return OF_STATE.flatMap(([code, en, zh]) =>
    (['apigw', 'esb'] as const).flatMap((front) =>
      Object.entries({ en, 'zh-cn': zh }).map(([language, message]): ErrorTest => {
        const { response, value } = answer(front, { code, result: false, message });
        const test = unprovoked(front, `${code}, ${language}`, response, value, { status: 200, code, message });
        return { ...test, request: call(front, 'create_credential', CREDENTIAL, language) };
      }),
    ),
  );
}

function unprovoked(
  front: Front,
  comment: string,
  response: Response,
  value: Fields,
  error: ErrorTest['error'],
): ErrorTest {
  const request: Request = call(front, 'create_credential', CREDENTIAL);
  const name = `${comment} (${FRONT_NAMES[front]})`;
  return { comment: name, flags: ['Unprovoked'], operation: 'create_credential', request, response, value, error };
}
