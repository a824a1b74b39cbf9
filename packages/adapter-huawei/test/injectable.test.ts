import { beforeAll, describe, expect, it } from '@jest/globals';
import { platformErrors } from '@dragoman/huawei-platform';
import type { VendorError } from '@dragoman/protocol-kit';

import { CSMS_ERRORS } from '../src/errors/csms.ts';
import { injectableErrors } from '../src/injectable.ts';
import { KMS_ERRORS } from '../src/errors/kms.ts';
import { type Environment, PROJECT, SECRETS, openEnvironment } from './environment.ts';

/** Who is asked, and how. */
const CALLS = {
  flat: ['GET', `${SECRETS}?limit=1`],
  nested: ['GET', `/v1/${PROJECT}/csms/events`],
  kms: ['POST', `/v1.0/${PROJECT}/kms/list-keys`, {}],
  iam: ['GET', '/v3/projects'],
} as const;

const current: { code: string } = { code: '' };
let environment: Environment;
beforeAll(async () => {
  environment = await openEnvironment({
    interceptor: {
      isArmed: true,
      intercept: async () =>
        current.code === 'throttle' ? { kind: 'throttle' } : { kind: 'reject', code: current.code },
    },
  });
});

async function injected(how: keyof typeof CALLS, code: string) {
  current.code = code;
  const [method, path, body] = CALLS[how];
  return environment.call(method, path, body);
}

const TABLES: readonly (readonly [status: number, code: string, message: string])[] = [
  ...Object.values(CSMS_ERRORS),
  ...Object.values(KMS_ERRORS),
  ...platformErrors()
    .map((make) => make())
    .map(({ status, code, message }) => [status, String(code), message] as const),
];
const { codes, retried } = injectableErrors({ missing_status: 404 });
const statusOf = (code: string): number =>
  TABLES.find((row) => row[1] === code)?.[0] ?? (Number(code) || (code === 'APIGW.0301' ? 401 : 400));

describe('an injected error', () => {
  it('may be of every code of the tables, each once', () => {
    expect(new Set(codes).size).toBe(codes.length);
    const tables = TABLES.map(([, code]): string => code);
    expect(codes).toEqual(expect.arrayContaining([...tables, 'KMS.0308']));
    expect(codes).toEqual(expect.arrayContaining([...retried]));
  });

  it.each(codes.filter((code) => code.startsWith('CSMS.')))('%s comes as CSMS sends it', async (code) => {
    const flat = await injected('flat', code);
    expect(flat.status).toBe(statusOf(code));
    expect(JSON.parse(flat.text)).toEqual({ error_code: code, error_msg: expect.any(String) });
    expect(JSON.parse((await injected('nested', code)).text)).toEqual({
      error: { error_code: code, error_msg: expect.any(String) },
    });
  });

  it.each(codes.filter((code) => code.startsWith('KMS.')))('%s comes as KMS sends it', async (code) => {
    const answer = await injected('kms', code);
    expect(answer.status).toBe(statusOf(code));
    expect(JSON.parse(answer.text)).toEqual({ error: { error_code: code, error_msg: expect.any(String) } });
  });

  it.each(codes.filter((code) => code.startsWith('APIGW.')))('%s comes as the gateway sends it', async (code) => {
    for (const how of ['flat', 'kms', 'iam'] as const) {
      const answer = await injected(how, code);
      expect(answer.status).toBe(statusOf(code));
      expect(JSON.parse(answer.text)).toEqual({
        error_code: code,
        error_msg: expect.any(String),
        request_id: answer.headers['X-Request-Id'],
      });
    }
  });

  it.each(TABLES.filter(([status, code]) => String(status) === code))(
    '%s comes as IAM sends it',
    async (status, code, message) => {
      const answer = await injected('iam', code);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.text)).toEqual({
        error: { code: status, message, title: expect.any(String) },
      });
    },
  );

  it('is missing with the status that was set for it', () => {
    const make = (status: 400 | 404, code: string): VendorError =>
      injectableErrors({ missing_status: status }).rejection(code, null);
    expect([make(400, 'CSMS.0106').status, make(404, 'CSMS.0106').status, make(400, 'KMS.0207').status]).toEqual([
      400, 404, 404,
    ]);
    expect(() => make(404, 'CSMS.9999')).toThrow('CSMS.9999');
  });
});

it('throttles with the gateway’s 429', async () => {
  const answer = await injected('flat', 'throttle');
  expect([answer.status, answer.json.error_code]).toEqual([429, 'APIGW.0308']);
});
