import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { createDoor } from './door.ts';
import type { Outcome } from './outcome.ts';
import { NO_INTERCEPTION } from './interception.ts';
import { type Operation } from './operation.ts';
import { BodyTooLargeError, UriTooLongError, VendorError } from './vendor-error.ts';
import { requestHead } from './wire.ts';
import {
  NOW,
  type Context,
  type TestDialect,
  CALLER,
  injectable,
  CALL_FIELDS,
  opened,
  request,
} from '../test/dialect.ts';

describe('a request that succeeds', () => {
  it('goes through the steps in their order, its defaults filled in before it is seen', async () => {
    const { door, steps, outcomes } = opened();
    const response = await door.handle(request('{}'));
    expect(steps).toEqual(['identify', 'authenticate', 'decode', 'context caller {"limit":50}', 'run 50', 'encode']);
    expect(response).toEqual({ status: 200, headers: { 'x-request-id': 'request-1' }, body: '["List",{"limit":50}]' });
    expect(outcomes).toEqual([
      {
        door: 'test',
        method: 'POST',
        path: '/test/x',
        operation: 'List',
        requestedOperation: null,
        identity: CALLER.identity,
        resource: 'limit 50',
        shape: { names: [], version: 'none', stage: null, flags: {}, page: { limit: 50 } },
        unread: [],
        checks: null,
        requestId: 'request-1',
        receivedAt: NOW,
        durationMs: 0,
        injected: false,
        status: 200,
        rejection: null,
        internalError: null,
      },
    ]);
  });

  it('carries one request id and one time through every step', async () => {
    let made = 0;
    const seen: [string, number][] = [];
    const { door } = opened({
      newRequestId: () => `request-${(made += 1)}`,
      async authenticate({ requestId, now }) {
        seen.push([requestId, now]);
        return CALLER;
      },
      encode({ requestId, now }) {
        seen.push([requestId, now]);
        return { status: 200, headers: {}, body: '' };
      },
    });
    await door.handle(request('{}'));
    await door.handle(request('{}'));
    expect(seen).toEqual([
      ['request-1', NOW],
      ['request-1', NOW],
      ['request-2', NOW],
      ['request-2', NOW],
    ]);
  });

  it('is reported once and as a success, even when reporting fails', async () => {
    const seen: Outcome[] = [];
    const door = createDoor(bareDialect(), {
      clock: { now: () => NOW },
      interceptor: NO_INTERCEPTION,
      observe(outcome) {
        seen.push(outcome);
        throw new Error('observer');
      },
    });
    await expect(door.handle(request('{}'))).rejects.toThrow('observer');
    expect(seen.map(({ status, rejection }) => [status, rejection])).toEqual([[200, null]]);
  });
});

/** A dialect of one operation that always succeeds. */
function bareDialect(): TestDialect {
  const operation: Operation<Context> = { name: 'Noop', input: Type.Object({}), run: async () => null };
  const answer = { status: 200, headers: {}, body: '' };
  return {
    name: 'bare',
    bodyLimit: 1,
    uriLimit: 1,
    operations: [operation],
    notImplemented: [],
    injectable,
    matches: () => true,
    callFields: CALL_FIELDS,
    routeOf: () => null,
    presentedCredentials: () => [],
    explain: async () => null,
    resourceOf: () => null,
    newRequestId: () => '',
    identify: () => ({ operation }),
    authenticate: async () => CALLER,
    decode: () => ({}),
    context: () => ({ caller: '' }),
    encode: () => answer,
    toVendorError: () => new VendorError(500, '', ''),
    renderError: () => answer,
  };
}

describe('a body or a URI that is too long', () => {
  it.each([
    ['body', 413],
    ['uri', 414],
  ] as const)("is rejected without being read, in the vendor's words: %s", (part, status) => {
    const { door, steps, outcomes } = opened();
    const response = door.rejectTooLong(requestHead('PUT', '/test/y', {}), part);
    expect(response.status).toBe(status);
    expect(steps).toEqual(['toVendorError none', 'renderError']);
    expect(outcomes).toMatchObject([
      {
        door: 'test',
        method: 'PUT',
        path: '/test/y',
        operation: null,
        requestId: 'request-1',
        status,
        rejection: expect.any(VendorError),
        internalError: null,
      },
    ]);
    expect(new BodyTooLargeError(10).message).toBe('the body is longer than 10 bytes');
    expect(new UriTooLongError(20).message).toBe('path and query are longer than 20 bytes');
  });
});

describe('a door', () => {
  it('has the name, the limit and the claim of its dialect', () => {
    const { door } = opened();
    expect([door.name, door.bodyLimit, door.uriLimit]).toEqual(['test', 10, 20]);
    expect(door.matches(requestHead('GET', '/test', {}))).toBe(true);
    expect(door.matches(requestHead('GET', '/other', {}))).toBe(false);
  });
});
