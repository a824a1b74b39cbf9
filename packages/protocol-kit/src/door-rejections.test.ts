import { DomainError } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { type Operation } from './operation.ts';
import { VendorError } from './vendor-error.ts';
import { type Context, type TestDialect, opened, request } from '../test/dialect.ts';

const SECRET = 'hunter2';

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('a request that is rejected', () => {
  it('is answered with the headers of its rejection', async () => {
    const hinted = new VendorError(429, 'Throttled', 'slow down').withHeaders({ 'retry-after': '2' });
    const { door } = opened({ authenticate: throwing(hinted) });
    expect(await door.handle(request('{}'))).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
  });

  const rejection = new VendorError(403, 'Denied', 'denied', verbatim('use the right key'));

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

describe('VendorError', () => {
  it('shows consoles its summary in place of a message that repeats what was sent', () => {
    expect(new VendorError(400, 'Code', 'message')).toMatchObject({
      name: 'VendorError',
      message: 'message',
      help: null,
      summary: 'message',
    });
    expect(new VendorError(400, 1, `repeats ${SECRET}`, verbatim('help'), 'repeats it').summary).toBe('repeats it');
  });
});
