import { DomainError, type Identity } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { NO_CALL_FIELDS } from '../src/call-shape.ts';
import type { Dialect } from '../src/dialect.ts';
import { createDoor, type Door } from '../src/door.ts';
import type { Outcome } from '../src/outcome.ts';
import { type Interceptor, NO_INTERCEPTION } from '../src/interception.ts';
import { type CheckList, type Operation, operationFactory } from '../src/operation.ts';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from '../src/vendor-error.ts';
import { type WireRequest, requestHead } from '../src/wire.ts';

export const NOW = 1_767_323_045_000;

export interface Context {
  readonly caller: string;
}

interface Call {
  readonly operation: Operation<Context>;
}

interface Caller {
  readonly identity: Identity | null;
  readonly name: string;
}

export type TestDialect = Dialect<Context, Call, Caller>;

export const CALLER: Caller = {
  identity: { id: 'i1', name: 'caller', addresses: 'any', attributes: {} },
  name: 'caller',
};

export const injectable: TestDialect['injectable'] = {
  codes: ['Busy'],
  retried: [],
  rejection: (code) => new VendorError(503, code, 'busy'),
  throttled: () => new VendorError(429, 'Throttled', 'slow down'),
};

export const CALL_FIELDS = { ...NO_CALL_FIELDS, page: new Set(['limit']) };

/** A door over a dialect that notes its steps, the steps changed as a test needs. */
export function opened(
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

export function request(body: string, path = '/test/x?q=secret'): WireRequest {
  return { ...requestHead('POST', path, {}), body: Buffer.from(body) };
}
