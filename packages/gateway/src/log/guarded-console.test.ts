import { describe, expect, it } from '@jest/globals';
import { type Outcome, VendorError, type WireRequest, requestHead } from '@dragoman/protocol-kit';

import type { Settings } from '../config/schema.ts';
import { lineConsole } from '../console.ts';
import { KnownValues } from '../journal/known-values.ts';
import { guardedConsole } from './guarded-console.ts';

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
  refusal: null,
  fault: null,
};
const REFUSED: Outcome = {
  ...SERVED,
  operation: null,
  path: `/v1/${VALUE}`,
  refusal: new VendorError(400, 'C', 'm', `not ${VALUE}`, `no ${VALUE}`),
  status: 400,
};
const FAULT: Outcome = { ...SERVED, refusal: new VendorError(500, 'C', 'm'), fault: new Error('broken'), status: 500 };

function told(requests: Settings['log']['requests']): string[] {
  const lines: string[] = [];
  const values = new KnownValues(new Uint8Array(8).fill(77));
  values.learn(VALUE);
  const console = guardedConsole(
    lineConsole((line) => {
      lines.push(line);
    }),
    { requests, format: 'text' },
    values,
  );
  for (const outcome of [SERVED, REFUSED, FAULT]) console.observe(outcome, REQUEST);
  console.unclaimed(requestHead('GET', '/Staple-of-this-test', { 'x-auth-token': 'Staple-of-this-test' }));
  return lines;
}

describe('the console of a gateway', () => {
  it('is told as many requests as the settings want, and every fault', () => {
    const served = 'served huawei CreateSecret [secret] for nobody: 200 in 1.0 ms [r-1]';
    const refused = 'refused huawei POST /v1/[secret]: C no [secret] - not [secret] [r-1]';
    const unclaimed =
      'refused GET /[secret]: no door claims it - check the path, or the host name that the client calls';
    const fault = expect.stringMatching(/^fault in huawei CreateSecret: Error: broken/);
    expect(told('all')).toEqual([served, refused, 'refused huawei CreateSecret: C m [r-1]', fault, unclaimed]);
    expect(told('refused')).toEqual([refused, 'refused huawei CreateSecret: C m [r-1]', fault, unclaimed]);
    expect(told('none')).toEqual([fault]);
  });
});
