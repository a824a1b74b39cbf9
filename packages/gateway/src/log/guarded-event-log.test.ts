import { lineEventLog } from '@dragoman/gateway/command-line';
import { SecretRedactor } from '@dragoman/journal';
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
  rejection: new VendorError(400, 'C', 'm', `not ${VALUE}`, `no ${VALUE}`),
  status: 400,
};
const FAULT: Outcome = {
  ...SERVED,
  rejection: new VendorError(500, 'C', 'm'),
  internalError: new Error('broken'),
  status: 500,
};

function told(requests: Settings['log']['requests']): string[] {
  const lines: string[] = [];
  const values = new SecretRedactor(new Uint8Array(8).fill(77));
  values.add(VALUE);
  const eventLog = guardedEventLog(
    lineEventLog((line) => {
      lines.push(line);
    }),
    { requests, format: 'text' },
    values,
  );
  for (const outcome of [SERVED, REJECTED, FAULT]) eventLog.observe(outcome, REQUEST);
  eventLog.unmatched(requestHead('GET', '/Staple-of-this-test', { 'x-auth-token': 'Staple-of-this-test' }), null);
  return lines;
}

describe('the console of a gateway', () => {
  it('is told as many requests as the settings want, and every fault', () => {
    const served = 'served huawei CreateSecret [secret] for nobody: 200 in 1.0 ms [r-1]';
    const rejected = 'rejected huawei POST /v1/[secret]: C no [secret] - not [secret] [dragoman explain r-1]';
    const unclaimed =
      'rejected GET /[secret]: it matches no door - check the path, or the host name that the client calls';
    const internalError = expect.stringMatching(/^internal error in huawei CreateSecret: Error: broken/);
    expect(told('all')).toEqual([
      served,
      rejected,
      'rejected huawei CreateSecret: C m [dragoman explain r-1]',
      internalError,
      unclaimed,
    ]);
    expect(told('rejected')).toEqual([
      rejected,
      'rejected huawei CreateSecret: C m [dragoman explain r-1]',
      internalError,
      unclaimed,
    ]);
    expect(told('none')).toEqual([internalError]);
  });
});
