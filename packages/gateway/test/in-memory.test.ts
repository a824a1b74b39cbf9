import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
});
afterAll(() => gateway.close());

/** What a request over a connection in memory gets, or the code of the error that it fails with. */
function answer(path: string, body = ''): Promise<{ readonly status: number; readonly body: string } | string> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      resolve((error as NodeJS.ErrnoException).code ?? error.message);
    };
    const request = httpRequest(
      { createConnection: () => gateway.connect(), host: '127.0.0.1', method: body === '' ? 'GET' : 'POST', path },
      (response) => {
        text(response).then((answered) => {
          resolve({ status: response.statusCode ?? 0, body: answered });
        }, fail);
      },
    );
    request.once('error', fail).end(body);
  });
}

function createCredential(name: string): ReturnType<typeof answer> {
  const caller = { ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser, ...DEVELOPMENT.scope };
  return answer(
    '/api/c/compapi/v2/jobv3/create_credential/',
    JSON.stringify({ ...caller, name, type: 'PASSWORD', credential_password: 'over a pipe' }),
  );
}

it('answers over a connection that takes no socket', async () => {
  expect(await answer('/_dragoman/health')).toEqual({ status: 200, body: '{"status":"up"}' });
  const { status, body } = (await createCredential('in-memory')) as Exclude<Awaited<ReturnType<typeof answer>>, string>;
  expect({ status, ...(JSON.parse(body) as object) }).toMatchObject({ status: 200, result: true });
});

it.each([
  [{ reset: 'before' }, 'ECONNRESET'],
  [{ reset: 'mid-body' }, 'ECONNRESET'],
  [{ truncate_bytes: 3 }, 'ECONNRESET'],
] as const)('breaks such a connection as it would a socket: %j', async (fault, code) => {
  const { faults } = controlClient({ url: gateway.url });
  await faults.set({ rules: [{ fault, times: 1 }] });
  expect(await createCredential(`broken by ${Object.keys(fault).join()}`)).toBe(code);
});

it('closes without waiting for such connections', async () => {
  const other = await gatewayForTest();
  const idle = other.connect();
  await other.close();
  expect(idle.destroyed).toBe(true);
});
