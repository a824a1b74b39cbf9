import { beforeAll, describe, expect, it } from '@jest/globals';

import { injectableErrors } from '../src/injectable.ts';
import { APIGW_ERRORS } from '../src/errors/apigw-error.ts';
import { BACKEND_STATUSES } from '../src/errors/backend-error.ts';
import { ESB_ERRORS } from '../src/errors/esb-error.ts';
import { JOB_MESSAGES } from '../src/errors/messages.ts';
import { type Answer, type Environment, APP, ACCESS_CREDENTIAL, SCOPE, newEnvironment } from './environment.ts';

const current: { code: string } = { code: '' };
const interceptor = {
  isArmed: true,
  intercept: async () =>
    current.code === 'throttle' ? { kind: 'throttle' as const } : { kind: 'reject' as const, code: current.code },
};
let environment: Environment;
beforeAll(async () => {
  environment = await newEnvironment({ interceptor });
});

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'the password of n' };
const { codes, retried } = injectableErrors;

async function atEsb(code: string, where = environment): Promise<Answer> {
  current.code = code;
  return where.esb('create_credential', FIELDS);
}

async function atApigw(code: string): Promise<Answer> {
  current.code = code;
  return environment.apigw('create_credential', FIELDS);
}

describe('an injected rejection', () => {
  it('may be of every code of the tables, each once', () => {
    expect(new Set(codes).size).toBe(codes.length);
    const apigw = Object.values(APIGW_ERRORS).map(({ code }) => String(code));
    expect(codes).toEqual(
      expect.arrayContaining([
        ...Object.keys(JOB_MESSAGES),
        ...apigw,
        ...Object.keys(ESB_ERRORS),
        ...Object.keys(BACKEND_STATUSES),
        '1306201',
        '1306403',
      ]),
    );
    expect(retried).toEqual([]);
  });

  it.each(Object.keys(JOB_MESSAGES))('%s comes as JOB sends it, through both fronts', async (code) => {
    const shape = {
      result: false,
      code: Number(code),
      job_request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      message: expect.not.stringContaining('{'),
    };
    const denied = code === '1238001' || code === '9900403' ? { permission: expect.anything() } : {};
    const esb = await atEsb(code);
    expect([esb.status, esb.body]).toEqual([
      200,
      { ...shape, ...denied, data: null, request_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
    const apigw = await atApigw(code);
    expect([apigw.status, apigw.body]).toEqual([200, { ...shape, ...denied }]);
    expect(apigw.headers['X-Bkapi-Request-Id']).toBeDefined();
  });

  it.each(Object.entries(APIGW_ERRORS))('%s comes as the API gateway sends it', async (name, error) => {
    const { status, headers, body } = await atApigw(String(error.code));
    expect(status).toBe(error.status);
    const codeName = error.code >= 1642901 && error.code <= 1642903 ? 'RATE_LIMIT_RESTRICTION' : name;
    expect(body).toEqual({ code: error.code, code_name: codeName, message: error.message, result: false, data: null });
    expect(headers).toMatchObject({ 'X-Bkapi-Error-Code': String(error.code), 'X-Bkapi-Error-Message': error.message });
  });

  it.each([...Object.keys(ESB_ERRORS), '1306201', '1306403'])('%s comes as ESB sends it', async (code) => {
    const { status, body } = await atEsb(code);
    expect([status, body]).toEqual([
      200,
      { result: false, code: Number(code), data: null, message: expect.any(String), request_id: expect.any(String) },
    ]);
  });

  it.each(Object.entries(BACKEND_STATUSES))('%s comes as JOB’s own gateway sends it', async (status, reason) => {
    expect((await atEsb(status)).body).toMatchObject({
      code: 1306201,
      message: expect.stringContaining(`Status Code: ${status}`),
    });
    if (status === '401') return;
    const apigw = await atApigw(status);
    expect([apigw.status, apigw.body['error'], apigw.headers['X-Request-Id']]).toEqual([
      Number(status),
      reason,
      expect.any(String),
    ]);
  });

  it('is known', () => {
    expect(() => injectableErrors.rejection('1', {} as never)).toThrow('1');
  });
});

describe('injected throttling', () => {
  it('is whose front is asked', async () => {
    expect((await atEsb('throttle')).body).toMatchObject({ code: 1306429, message: 'Access frequency limit' });
    const apigw = await atApigw('throttle');
    expect([
      apigw.status,
      apigw.body['code'],
      apigw.headers['X-Bkapi-RateLimit-Remaining'],
      apigw.headers['X-Bkapi-RateLimit-Reset'],
    ]).toEqual([429, 1642903, '0', '1']);
  });

  it('is the gateway’s before ESB in BlueKing 7, with ESB’s status', async () => {
    const modern = await newEnvironment({ interceptor, settings: { esb_style: 'bk7' } });
    current.code = 'throttle';
    const { status, body } = await modern.esb('create_credential', FIELDS, {
      'x-bkapi-authorization': JSON.stringify({ ...APP, ...ACCESS_CREDENTIAL }),
    });
    expect([status, body['code_name']]).toEqual([200, 'RATE_LIMIT_RESTRICTION']);
  });
});
