import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Guard, newGuard } from './support/guard.ts';

const SECRET = 'Correct-Horse-Battery';

let server: Server;
let url: string;
let guard: Guard;

/** Answers every request with what stands in its header `x-answer`. */
beforeAll(async () => {
  server = createServer((request, response) => {
    request
      .resume()
      .on('end', () =>
        response.writeHead(200, { 'x-more': request.headers['x-more'] ?? '' }).end(request.headers['x-answer']),
      );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  guard = newGuard((value) => value === 'known-to-everybody');
  guard.watch(url);
});
afterAll(
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
);

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  await (await fetch(`${url}${path}`, { method: 'POST', body, headers })).text();
}

/**
 * A request that brings a secret, and one that is answered with it: what one request says openly itself is no secret.
 */
async function presented(path: string, body: string, answer: Record<string, string>): Promise<void> {
  await post(path, body);
  await post('/x', '', answer);
}

const HUAWEI = ['/v1/p/secrets', JSON.stringify({ name: 'n', secret_string: SECRET })] as const;

describe('the guard over all tests of the gateway', () => {
  it('lets pass what shows no secret', async () => {
    await post(...HUAWEI, { 'x-answer': '{"name":"n"}' });
    guard.printed('ready');
    expect(() => {
      guard.rejectShown();
    }).not.toThrow();
  });

  it.each<[string, () => Promise<void>]>([
    ['a value in the body of an answer', () => presented(...HUAWEI, { 'x-answer': SECRET })],
    ['a value in a header of an answer', () => presented(...HUAWEI, { 'x-more': SECRET })],
    [
      'a value of a form',
      () =>
        presented('/', 'Action=CreateSecret&SecretName=n&SecretData=value-of-form', { 'x-answer': 'value-of-form' }),
    ],
    [
      'a value of a query',
      () =>
        presented('/?Action=CreateSecret&SecretName=n&SecretData=value-of-query', '', { 'x-answer': 'value-of-query' }),
    ],
    [
      'a short value',
      () => presented('/v1/p/secrets', '{"name":"n","secret_string":"s3c"}', { 'x-answer': '{"value":"s3c"}' }),
    ],
    [
      'a field within a value',
      () =>
        presented('/v1/p/secrets', '{"secret_string":"{\\"users\\":[{\\"password\\":\\"inner-password\\"}]}"}', {
          'x-answer': 'inner-password',
        }),
    ],
  ])('sees %s', async (_case, send) => {
    await send();
    expect(() => {
      guard.rejectShown();
    }).toThrow(/^secrets show: (secret_string|SecretData|password) in the answer to POST /);
    expect(() => {
      guard.rejectShown();
    }).not.toThrow();
  });

  it('sees a value in what was printed, even before the value was known', async () => {
    guard.printed('rejected: later-secret');
    await post('/v1/p/secrets', '{"secret_string":"later-secret"}');
    expect(() => {
      guard.rejectShown();
    }).toThrow('secrets show: secret_string in what was printed: rejected: later-secret');
  });

  it('sees a value in an answer of bytes, but no short one: sealed bytes hold it by chance', async () => {
    await post('/v1/p/secrets', '{"name":"n","secret_string":"s3c"}');
    const bytes = (body: string) => ({
      request: { query: '', headers: {}, body: Buffer.alloc(0) },
      method: 'POST',
      path: '/state/export',
      answer: `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n${body}`,
    });
    guard.exchanged(bytes('\u0001"s3c"\u0002'));
    expect(() => {
      guard.rejectShown();
    }).not.toThrow();
    await post(...HUAWEI);
    guard.exchanged(bytes(`\u0001${SECRET}\u0002`));
    expect(() => {
      guard.rejectShown();
    }).toThrow(/^secrets show: secret_string in the answer to POST \/state\/export/);
  });

  it('lets a call whose purpose it is answer a value, but none of BlueKing', async () => {
    await post(...HUAWEI);
    await post('/', 'Action=GetSecretValue', { 'x-answer': SECRET });
    guard.exchanged({
      request: { query: '', headers: {}, body: Buffer.alloc(0) },
      method: 'GET',
      path: '/v1/p/secrets/n/versions/latest',
      answer: SECRET,
    });
    expect(() => {
      guard.rejectShown();
    }).not.toThrow();
    await post('/api/c/compapi/v2/jobv3/get_credential_detail/', '{}', { 'x-answer': SECRET });
    expect(() => {
      guard.rejectShown();
    }).toThrow('get_credential_detail');
  });

  it('does not mind what everybody knows', async () => {
    await post('/v1/p/secrets', '{"secret_string":"known-to-everybody"}', { 'x-answer': 'known-to-everybody' });
    expect(() => {
      guard.rejectShown();
    }).not.toThrow();
  });
});
