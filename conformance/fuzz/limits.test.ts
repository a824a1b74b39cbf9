import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';

import { type FuzzedGateway, startFuzzed } from './gateway.ts';

const PAGE = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({});
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
}

/** The status of an answer; `null` where the connection ended without one. */
function statusOf({ method, path, headers = {}, length = 0 }: Sent): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(gateway.url + path, { method, headers: { ...headers, 'content-length': String(length) } });
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? null);
    });
    sent.on('error', () => {
      resolve(null);
    });
    sent.end(Buffer.alloc(length, ' '));
  });
}

/** The question mark between path and query is of neither. */
const padded = (path: string, bytes: number): string => path + 'x'.repeat(bytes + 1 - path.length);
const ALIYUN = '/?Action=ListSecrets&Version=2016-01-20';

test('a head that is longer than what is read is answered 431', async () => {
  const headers = { 'x-long': 'x'.repeat(limitOf('the head of a request: its line and headers')) };
  assert.equal(await statusOf({ method: 'GET', path: '/', headers }), 431);
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

const BODIES = [
  ['Huawei: body', '/v1/p/secrets'],
  ['Aliyun: body', ALIYUN],
  ['BlueKing: body', '/api/bk-job/prod/api/v3/create_credential'],
] as const;

for (const [row, path] of BODIES) {
  test(`${row}: one byte more is rejected as too long, in the vendor's words`, async () => {
    const length = limitOf(row);
    const sent = { method: 'POST', path, headers: { 'content-type': 'application/json' } };
    assert.notEqual(await statusOf({ ...sent, length }), 413);
    assert.equal(await statusOf({ ...sent, length: length + 1 }), 413);
  });
}

test('a body of the control API that is too long is answered 413', async () => {
  const length = limitOf('control API: JSON, unpacked') + 1;
  const headers = { 'content-type': 'application/json' };
  assert.equal(await statusOf({ method: 'POST', path: '/_dragoman/faults', headers, length }), 413);
});
