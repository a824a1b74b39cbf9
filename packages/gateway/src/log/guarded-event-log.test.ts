import { lineEventLog } from '@dragoman/gateway/command-line';
import { SecretRedactor } from '@dragoman/journal';
import { verbatim } from '@dragoman/messages';
import { type Outcome, requestHead, VendorError, type WireRequest } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import type { Settings } from '../config/schema.ts';
import { guardedEventLog } from './guarded-event-log.ts';

const VALUE = 'Correct-Horse-Battery';
const REQUEST: WireRequest = {
  ...requestHead('POST', '/', {}),
  body: Buffer.from(JSON.stringify({ secret_string: 'Staple-of-this-test' })),
};
const SERVED: Outcome = {
  door: 'huawei',
  method: 'POST',
  path: '/x',
  operation: 'CreateSecret',
  identity: null,
  resource: VALUE,
  requestedOperation: null,
  unread: [],
  shape: null,
  checks: null,
  requestId: 'r-1',
  receivedAt: 0,
  durationMs: 1,
  injected: false,
  status: 200,
  rejection: null,
  internalError: null,
};
const REJECTED: Outcome = {
  ...SERVED,
  operation: null,
  path: `/v1/${VALUE}`,
  rejection: new VendorError(400, 'C', 'm', verbatim(`not ${VALUE}`), `no ${VALUE}`),
  status: 400,
};
const FAULT: Outcome = {
  ...SERVED,
  rejection: new VendorError(500, 'C', 'm'),
  internalError: new Error('broken'),
  status: 500,
};

function told(
  requests: Settings['log']['requests'],
  outcomes: readonly Outcome[] = [SERVED, REJECTED, FAULT],
  level: Settings['log']['level'] = 'info',
): string[] {
  const lines: string[] = [];
  const values = new SecretRedactor(new Uint8Array(8).fill(77));
  values.add(VALUE);
  const eventLog = guardedEventLog(
    lineEventLog((line) => {
      lines.push(line);
    }),
    { log: { requests, format: 'text', level }, data_dir: '/data', memory: false },
    values,
  );
  for (const outcome of outcomes) eventLog.observe(outcome, REQUEST);
  eventLog.unmatched(requestHead('GET', '/Staple-of-this-test', { 'x-auth-token': 'Staple-of-this-test' }), null);
  return lines;
}

describe('the console of a gateway', () => {
  it('is told as many requests as the settings want, and every fault', () => {
    const served = 'served huawei CreateSecret [secret] for nobody: 200 in 1.0 ms [r-1]';
    const rejected = 'rejected huawei POST /v1/[secret]: C no [secret] - not [secret] [dragoman explain r-1]';
    const unclaimed =
      'rejected GET /[secret]: it matches no door - check the path, or the host name that the client calls';
    const internalError = expect.stringMatching(/^internal error in huawei CreateSecret \[r-1\]: Error: broken\n +at /);
    expect(told('all')).toEqual([served, rejected, internalError, unclaimed]);
    expect(told('rejected')).toEqual([rejected, internalError, unclaimed]);
    expect(told('none')).toEqual([internalError]);
  });

  it('is told of what the machine is to blame for in one line, and with debug by its stack', () => {
    const full = {
      ...FAULT,
      internalError: Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
    };
    const missing = { code: 'ENOSPC', syscall: 'write', path: '/data/snapshots/a' };
    const file = { ...FAULT, internalError: Object.assign(new Error('ENOSPC: no space left'), missing) };
    const head = 'internal error in huawei CreateSecret [r-1]: ';
    expect(told('rejected', [full, file]).slice(0, -1)).toEqual([
      `${head}"/data/dragoman.db" cannot grow: the disk is full (SQLITE_FULL): free space on the disk`,
      `${head}"/data/snapshots/a" cannot be written: the disk is full: free space on the disk`,
    ]);
    expect(told('none', [full], 'debug')).toEqual([
      expect.stringMatching(/^internal error in huawei CreateSecret \[r-1\]: Error: database or disk is full\n +at /),
    ]);
  });

  it('tells what an observed permission would have kept from passing, and whose text it must not show', () => {
    const check = { action: 'kms:GetSecretValue', resource: `secret/${VALUE}` };
    const observed = { ...SERVED, checks: [{ check, outcome: 'implicit-deny', by: null } as const] };
    expect(told('rejected', [observed]).slice(0, 1)).toEqual([
      expect.stringMatching(
        /^observed huawei CreateSecret: kms:GetSecretValue on secret\/\[\w+\] is not allowed .*r-1\]$/,
      ),
    ]);
    expect(told('none', [observed])).toEqual([]);
  });
});
