import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';

import { type FuzzedGateway, startFuzzed } from './gateway.ts';

const PAGE = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');

const SANDBOXES = 3;

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({ 'sandboxes-limit': String(SANDBOXES) });
});
after(() => gateway.stop());

/** What the page says of a row, in bytes. */
function limitOf(row: string): number {
  const found = new RegExp(`^\\| ${row} \\| (\\d+) (KiB|MiB) \\|`, 'm').exec(PAGE);
  assert.ok(found, `docs/limits.md has no row "${row}"`);
  return Number(found[1]) * (found[2] === 'KiB' ? 1_024 : 1_024 ** 2);
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly length?: number;
  /** In the place of blanks. */
  readonly body?: unknown;
}

/** The status of an answer; `null` where the connection ended without one. */
function statusOf({ method, path, headers = {}, body, length = 0 }: Sent): Promise<number | null> {
  return new Promise((resolve) => {
    const bytes = body === undefined ? Buffer.alloc(length, ' ') : Buffer.from(JSON.stringify(body));
    const all = { ...headers, 'content-length': String(bytes.length) };
    const sent = request(gateway.url + path, { method, headers: all });
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? null);
    });
    sent.on('error', () => {
      resolve(null);
    });
    sent.end(bytes);
  });
}

/** The question mark between path and query is of neither. */
const padded = (path: string, bytes: number): string => path + 'x'.repeat(bytes + 1 - path.length);
const ALIYUN = '/?Action=ListSecrets&Version=2016-01-20';

test('a head that is longer than what is read is answered 431', async () => {
  const limit = limitOf('the head of a request: its line and headers');
  const head = (bytes: number): Sent => ({ method: 'GET', path: '/', headers: { 'x-long': 'x'.repeat(bytes) } });
  // Its line and the other headers take some of it.
  assert.equal(await statusOf(head(limit - 512)), 200);
  assert.equal(await statusOf(head(limit)), 431);
});

const URIS = [
  ['Huawei: path and query', 'GET', '/v1/p/secrets?x=', 401],
  ['Aliyun: path and query', 'GET', `${ALIYUN}&x=`, 400],
  ['BlueKing: path and query', 'GET', '/api/bk-job/prod/api/v3/get_credential_detail?x=', 400],
] as const;

for (const [row, method, path, within] of URIS) {
  test(`${row}: one byte more is rejected as too long, in the vendor's words`, async () => {
    const limit = limitOf(row);
    assert.equal(await statusOf({ method, path: padded(path, limit) }), within);
    assert.equal(await statusOf({ method, path: padded(path, limit + 1) }), 414);
  });
}

const INSTANCE = {
  ...{ 'content-type': 'application/x-protobuf', 'x-kms-apiname': 'Encrypt', 'x-kms-apiversion': 'dkms-gcs-0.2' },
  ...{ 'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256', authorization: 'Bearer AAAA' },
};
const JSON_BODY = { 'content-type': 'application/json' };

const BODIES = [
  ['Huawei: body', '/v1/p/secrets'],
  ['Aliyun: body', ALIYUN],
  ['BlueKing: body', '/api/bk-job/prod/api/v3/create_credential'],
  ['a KMS instance of Aliyun: body', '/', INSTANCE],
] as const;

for (const [row, path, headers = JSON_BODY] of BODIES) {
  test(`${row}: one byte more is rejected as too long, in the vendor's words`, async () => {
    const length = limitOf(row);
    const sent = { method: 'POST', path, headers };
    assert.notEqual(await statusOf({ ...sent, length }), 413);
    assert.equal(await statusOf({ ...sent, length: length + 1 }), 413);
  });
}

test('a body of the control API that is too long is answered 413', async () => {
  const length = limitOf('control API: JSON, unpacked');
  const sent = { method: 'POST', path: '/_dragoman/faults', headers: JSON_BODY };
  assert.equal(await statusOf({ ...sent, length }), 400);
  assert.equal(await statusOf({ ...sent, length: length + 1 }), 413);
});

/** What the page says of a row, which is a count. */
function countOf(row: string): number {
  const found = new RegExp(`^\\| ${row} \\| ([\\d,]+) \\|`, 'm').exec(PAGE);
  assert.ok(found, `docs/limits.md has no row "${row}"`);
  return Number(found[1]?.replace(',', ''));
}

test('one rule of faults more than an environment takes is answered 400', async () => {
  const limit = countOf('rules of faults in an environment');
  const rule = { match: { door: 'bk' }, fault: 'throttle' };
  const sent = { path: '/_dragoman/faults', headers: JSON_BODY };
  const put = (count: number): Sent => ({ ...sent, method: 'PUT', body: { rules: Array(count).fill(rule) } });
  assert.equal(await statusOf(put(limit + 1)), 400);
  assert.equal(await statusOf(put(limit)), 200);
  assert.equal(await statusOf({ ...sent, method: 'POST', body: rule }), 400);
  assert.equal(await statusOf(put(0)), 200);
});

test('one host more than can be added is answered 409', async () => {
  const limit = countOf('hosts that are added at run time');
  const add = (from: number, count: number): Promise<number | null> =>
    statusOf({
      method: 'POST',
      path: '/_dragoman/hosts',
      headers: JSON_BODY,
      body: { hosts: Array.from({ length: count }, (_host, at) => `h${from + at}.example`) },
    });
  for (let from = 0; from < limit; from += 64) assert.equal(await add(from, 64), 200);
  assert.equal(await add(limit, 1), 409);
});

test('one sandbox more than the setting allows is answered 409', async () => {
  const sent = { method: 'POST', path: '/_dragoman/sandboxes', headers: JSON_BODY, body: {} };
  for (let n = 0; n < SANDBOXES; n += 1) assert.equal(await statusOf(sent), 201);
  assert.equal(await statusOf(sent), 409);
});
