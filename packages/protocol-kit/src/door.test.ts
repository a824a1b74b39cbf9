import { DomainError, type Identity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { NO_CALL_FIELDS } from './call-shape.ts';
import type { Dialect } from './dialect.ts';
import { createDoor, type Door } from './door.ts';
import type { Outcome } from './outcome.ts';
import { type InterceptedRequest, type Injection, type Interceptor, NO_INTERCEPTION } from './interception.ts';
import { type CheckList, type Operation, operationFactory } from './operation.ts';
import { RequestPermissions, UNRESTRICTED } from './permissions.ts';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from './vendor-error.ts';
import { type WireRequest, requestHead } from './wire.ts';

const NOW = 1_767_323_045_000;

interface Context {
  readonly caller: string;
}
interface Call {
  readonly operation: Operation<Context>;
}
interface Caller {
  readonly identity: Identity | null;
  readonly name: string;
}
type TestDialect = Dialect<Context, Call, Caller>;

const CALLER: Caller = { identity: { id: 'i1', name: 'caller', addresses: 'any', attributes: {} }, name: 'caller' };
const injectable: TestDialect['injectable'] = {
  codes: ['Busy'],
  retried: [],
  rejection: (code) => new VendorError(503, code, 'busy'),
  throttled: () => new VendorError(429, 'Throttled', 'slow down'),
};

const SECRET = 'hunter2';

const CALL_FIELDS = { ...NO_CALL_FIELDS, page: new Set(['limit']) };

/** A door over a dialect that notes its steps, the steps changed as a test needs. */
function opened(
  changes: Partial<TestDialect> = {},
  run: (input: { limit: number }) => unknown = ({ limit }) => ({ limit }),
  interceptor: Interceptor = NO_INTERCEPTION,
  checks?: (context: Context, input: { limit: number }) => CheckList,
): {
  readonly door: Door;
  readonly steps: string[];
  readonly outcomes: Outcome[];
} {
  const steps: string[] = [];
  const outcomes: Outcome[] = [];
  const list = operationFactory<Context, object>()({
    name: 'List',
    input: Type.Object({ limit: Type.Integer({ default: 50, maximum: 100 }) }),
    ...(checks !== undefined && { checks }),
    async run(_context, input) {
      steps.push(`run ${input.limit}`);
      return run(input);
    },
  });
  const dialect: TestDialect = {
    name: 'test',
    bodyLimit: 10,
    uriLimit: 20,
    operations: [list],
    notImplemented: [],
    injectable,
    callFields: CALL_FIELDS,
    presentedCredentials: () => [],
    explain: async () => null,
    resourceOf: (_call, input) => `limit ${(input as { limit: number }).limit}`,
    matches: ({ path }) => path.startsWith('/test'),
    routeOf: () => null,
    newRequestId: () => 'request-1',
    identify() {
      steps.push('identify');
      return { operation: list };
    },
    async authenticate() {
      steps.push('authenticate');
      return CALLER;
    },
    decode({ request }) {
      steps.push('decode');
      return JSON.parse(request.body.toString()) as unknown;
    },
    context(_exchange, _call, caller, input) {
      steps.push(`context ${caller.name} ${JSON.stringify(input)}`);
      return { caller: caller.name };
    },
    encode({ requestId }, { operation }, output) {
      steps.push('encode');
      return { status: 200, headers: { 'x-request-id': requestId }, body: JSON.stringify([operation.name, output]) };
    },
    toVendorError(error, call) {
      steps.push(`toVendorError ${call?.operation.name ?? 'none'}`);
      if (error instanceof VendorError) return error;
      if (error instanceof InvalidInputError) return new VendorError(400, 'Invalid', `${error.field} ${error.rule}`);
      if (error instanceof BodyTooLargeError) return new VendorError(413, 'TooLarge', 'too large');
      if (error instanceof UriTooLongError) return new VendorError(414, 'TooLong', 'too long');
      if (error instanceof DomainError) return new VendorError(404, 'NotFound', error.code);
      return new VendorError(500, 'Internal', 'internal error');
    },
    renderError({ requestId }, call, { status, code, message }) {
      steps.push('renderError');
      return {
        status,
        headers: {},
        body: JSON.stringify({ code, message, requestId, operation: call?.operation.name ?? null }),
      };
    },
    ...changes,
  };
  const door = createDoor(dialect, {
    clock: { now: () => NOW },
    interceptor,
    observe: (outcome) => outcomes.push({ ...outcome, durationMs: 0 }),
  });
  return { door, steps, outcomes };
}

function request(body: string, path = '/test/x?q=secret'): WireRequest {
  return { ...requestHead('POST', path, {}), body: Buffer.from(body) };
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

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
        identity: CALLER.identity,
        resource: 'limit 50',
        shape: { names: [], version: 'none', stage: null, flags: {}, page: { limit: 50 } },
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

describe('a request that is rejected', () => {
  it('is answered with the headers of its rejection', async () => {
    const hinted = new VendorError(429, 'Throttled', 'slow down').withHeaders({ 'retry-after': '2' });
    const { door } = opened({ authenticate: throwing(hinted) });
    expect(await door.handle(request('{}'))).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
  });

  const rejection = new VendorError(403, 'Denied', 'denied', 'use the right key');

  it.each<[string, Partial<TestDialect>, readonly string[]]>([
    ['identify', { identify: throwing(rejection) }, []],
    ['authenticate', { authenticate: async () => throwing(rejection)() }, ['identify']],
    ['decode', { decode: throwing(rejection) }, ['identify', 'authenticate']],
    ['context', { context: throwing(rejection) }, ['identify', 'authenticate', 'decode']],
    ['context, later', { context: async () => throwing(rejection)() }, ['identify', 'authenticate', 'decode']],
    [
      'encode',
      { encode: throwing(rejection) },
      ['identify', 'authenticate', 'decode', 'context caller {"limit":50}', 'run 50'],
    ],
  ])("in %s stops there, and is rendered in the vendor's words", async (step, change, before) => {
    const { door, steps, outcomes } = opened(change);
    const operation = step === 'identify' ? null : 'List';
    const response = await door.handle(request('{}'));
    expect(steps).toEqual([...before, `toVendorError ${operation ?? 'none'}`, 'renderError']);
    expect(response.status).toBe(403);
    expect(JSON.parse(String(response.body))).toEqual({
      code: 'Denied',
      message: 'denied',
      requestId: 'request-1',
      operation,
    });
    expect(outcomes).toMatchObject([
      {
        door: 'test',
        method: 'POST',
        path: '/test/x',
        operation,
        requestId: 'request-1',
        status: 403,
        rejection,
        internalError: null,
      },
    ]);
  });

  it('by its schema is told by field and rule, before anything of it is used', async () => {
    const { door, steps, outcomes } = opened();
    expect((await door.handle(request('{"limit":101}'))).body).toContain('limit maximum');
    expect(steps).toEqual(['identify', 'authenticate', 'decode', 'toVendorError List', 'renderError']);
    expect(outcomes[0]?.internalError).toBeNull();
    expect((await door.handle(request('null'))).body).toContain('type');
  });

  it('by the core is translated', async () => {
    const { door, outcomes } = opened({}, throwing(new DomainError('secret-not-found', 'name')));
    expect((await door.handle(request('{}'))).body).toContain('secret-not-found');
    expect(outcomes[0]).toMatchObject({ status: 404, rejection: { code: 'NotFound' }, internalError: null });
  });

  it("with an internal error of the vendor's by intent is no fault of ours", async () => {
    const { door, outcomes } = opened({}, throwing(new VendorError(500, 'Internal', 'asked for')));
    await door.handle(request('{}'));
    expect(outcomes[0]).toMatchObject({ status: 500, internalError: null });
  });
});

describe('an error that nobody foresaw', () => {
  it.each<[string, unknown]>([
    ['an error', new Error(`a fault that knows ${SECRET}`)],
    ['a type error', new TypeError(SECRET)],
    ['a string', SECRET],
    ['an object', { message: SECRET }],
  ])("such as %s becomes the vendor's internal error, and is told to observers only", async (_, thrown) => {
    const { door, outcomes } = opened({}, throwing(thrown));
    const response = await door.handle(request('{}'));
    expect(response.status).toBe(500);
    expect(JSON.stringify(response)).not.toContain(SECRET);
    expect(outcomes.length).toBe(1);
    expect(outcomes[0]?.internalError).toBe(thrown);
    expect(JSON.stringify(outcomes[0]?.rejection)).not.toContain(SECRET);
  });

  it('is a fault even where the vendor answers errors with status 200', async () => {
    const inSuccess = {
      toVendorError: (error: unknown) =>
        error instanceof VendorError ? error : new VendorError(200, 1240002, 'internal'),
    };
    const internalError = new Error('fault');
    const { door, outcomes } = opened(inSuccess, throwing(internalError));
    expect((await door.handle(request('{}'))).status).toBe(200);
    expect(outcomes[0]?.internalError).toBe(internalError);
    const foreseen = opened(inSuccess, throwing(new DomainError('secret-not-found', 'name')));
    await foreseen.door.handle(request('{}'));
    expect(foreseen.outcomes[0]?.internalError).toBeNull();
  });

  it('is a fault when the rejection names it as its cause', async () => {
    const cause = new Error('cause');
    const rejection = new VendorError(200, 1, 'internal');
    rejection.cause = cause;
    const { door, outcomes } = opened({}, throwing(rejection));
    await door.handle(request('{}'));
    expect(outcomes[0]?.internalError).toBe(cause);
  });

  it('may be a rejection of the core that the vendor has no words for', async () => {
    const conflict = new DomainError('too-many-conflicts', 'name');
    const { door, outcomes } = opened(
      { toVendorError: () => new VendorError(503, 'Busy', 'busy') },
      throwing(conflict),
    );
    await door.handle(request('{}'));
    expect(outcomes[0]?.internalError).toBe(conflict);
  });

  it('may come from a body that does not parse, when the dialect lets it through', async () => {
    const { door, outcomes } = opened();
    expect((await door.handle(request(SECRET))).body).not.toContain(SECRET);
    expect(outcomes[0]?.internalError).toBeInstanceOf(SyntaxError);
  });

  it('may be an operation that is not in the table: it does not run unchecked', async () => {
    const stray: Operation<Context> = { name: 'Stray', input: Type.Object({}), run: async () => 'ran' };
    const { door, outcomes } = opened({ identify: () => ({ operation: stray }) });
    expect((await door.handle(request('{}'))).status).toBe(500);
    expect(String(outcomes[0]?.internalError)).toContain('Stray is not in the table of test');
  });
});

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

describe('VendorError', () => {
  it('shows consoles its summary in place of a message that repeats what was sent', () => {
    expect(new VendorError(400, 'Code', 'message')).toMatchObject({
      name: 'VendorError',
      message: 'message',
      help: null,
      summary: 'message',
    });
    expect(new VendorError(400, 1, `repeats ${SECRET}`, 'help', 'repeats it').summary).toBe('repeats it');
  });
});

describe('a request with an injected fault', () => {
  const injecting = (injection: Injection | null) => {
    const explained: InterceptedRequest[] = [];
    const interceptor: Interceptor = {
      isArmed: true,
      async intercept(what) {
        explained.push(what);
        return injection;
      },
    };
    return { explained, ...opened({}, undefined, interceptor) };
  };

  it('is asked about once it is understood, and passes when nothing is to be done', async () => {
    const { door, steps, explained, outcomes } = injecting(null);
    expect((await door.handle(request('{}'))).status).toBe(200);
    expect(explained).toEqual([{ door: 'test', operation: 'List', identity: CALLER.identity, resource: 'limit 50' }]);
    expect(steps).toContain('run 50');
    expect(outcomes[0]?.injected).toBe(false);
  });

  it.each<[string, Injection, number, boolean]>([
    ['rejected by code', { kind: 'reject', code: 'Busy' }, 503, false],
    ['throttled', { kind: 'throttle' }, 429, false],
    ['dropped', { kind: 'drop' }, 0, false],
    ['delivered badly', { kind: 'deliver', delivery: { kind: 'slow', bytesPerSecond: 1 } }, 200, true],
  ])('is %s', async (_how, injection, status, ran) => {
    const { door, steps, outcomes } = injecting(injection);
    const response = await door.handle(request('{}'));
    expect(response.status).toBe(status);
    expect(steps.includes('run 50')).toBe(ran);
    expect(outcomes).toMatchObject([{ injected: true, status, internalError: null }]);
    expect(response.delivery !== undefined).toBe(injection.kind === 'drop' || injection.kind === 'deliver');
  });
});

describe('permissions', () => {
  const check = { action: 'test:List', resource: 'limit' };
  const denying = (mode: 'observe' | 'enforce') =>
    new RequestPermissions({
      mode,
      decide: ([given = check]) => ({
        decided: [{ check: given, outcome: 'implicit-deny', by: null }],
        denied: { check: given, outcome: 'implicit-deny', by: null },
      }),
      reject: (denied) => new VendorError(403, 'Forbidden', denied.check.resource),
    });
  const guarded = (granted: () => RequestPermissions | typeof UNRESTRICTED, before: 'validation' | 'run' = 'run') =>
    opened(
      { permissions: { before, of: granted, least: () => null } },
      undefined,
      undefined,
      (_context: Context, { limit }: { limit: number }) => [{ ...check, resource: `limit ${limit}` }],
    );

  it('are asked after the input is valid and before the operation runs', async () => {
    const { door, steps, outcomes } = guarded(() => denying('enforce'));
    expect(await door.handle(request('{"limit":1000}'))).toMatchObject({ status: 400 });
    expect(await door.handle(request('{}'))).toMatchObject({ status: 403, body: expect.stringContaining('limit 50') });
    expect(steps).not.toContain('run 50');
    expect(outcomes.map(({ checks }) => checks?.map(({ outcome }) => outcome))).toEqual([[], ['implicit-deny']]);
  });

  it('are asked before the input is looked at, where the dialect says so', async () => {
    const { door } = guarded(() => denying('enforce'), 'validation');
    expect(await door.handle(request('{"limit":1000}'))).toMatchObject({ status: 403 });
  });

  it('reject nothing where they are observed, and are recorded', async () => {
    const { door, outcomes } = guarded(() => denying('observe'));
    expect(await door.handle(request('{}'))).toMatchObject({ status: 200 });
    expect(outcomes[0]?.checks).toEqual([
      { check: { ...check, resource: 'limit 50' }, outcome: 'implicit-deny', by: null },
    ]);
  });

  it('of whoever states none are neither asked nor recorded', async () => {
    const { door, outcomes } = guarded(() => UNRESTRICTED);
    expect(await door.handle(request('{}'))).toMatchObject({ status: 200 });
    expect(outcomes[0]?.checks).toBeNull();
  });

  it('must be said by every operation of a dialect that decides them', () => {
    expect(() => opened({ permissions: { before: 'run', of: () => UNRESTRICTED, least: () => null } })).toThrow(
      'operation List does not say what its caller must be allowed',
    );
  });
});
