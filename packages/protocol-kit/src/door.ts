import { type Clock, DomainError } from '@dragoman/core';

import { type NotImplemented, type Operation, checkTable } from './operation.ts';
import { schemaCompiler } from './validation.ts';
import { BodyTooLarge, InvalidInput, VendorError } from './vendor-error.ts';
import type { RequestHead, WireRequest, WireResponse } from './wire.ts';

/** One request on its way through a door. */
export interface Exchange {
  readonly request: WireRequest;
  /** In the form that the dialect shows. */
  readonly requestId: string;
  /** When the request came in, Unix milliseconds. */
  readonly now: number;
}

/**
 * What a dialect gives to the pipeline, in the order of its steps. A step refuses by throwing:
 * a VendorError in the vendor's words, an InvalidInput or a DomainError for `toVendorError` to translate.
 */
export interface Dialect<Context, Call extends { readonly operation: Operation<Context> }, Caller> {
  readonly name: string;
  /** The longest body that is read, in bytes. */
  readonly bodyLimit: number;
  readonly operations: readonly Operation<Context>[];
  /** Operations that the vendor has and this door refuses by name. */
  readonly notImplemented: readonly NotImplemented[];
  /** Whether the request, by its shape, is meant for this door. */
  claims(head: RequestHead): boolean;
  newRequestId(): string;
  /** Which operation is called; parses just what that takes. */
  identify(exchange: Exchange): Call;
  /** Who calls. */
  authenticate(exchange: Exchange, call: Call): Promise<Caller>;
  /** The input as one object, for the operation's schema. */
  decode(exchange: Exchange, call: Call): unknown;
  /** What the operation works with: services, the vault that the address leads to, the caller. */
  context(exchange: Exchange, call: Call, caller: Caller, input: unknown): Context | Promise<Context>;
  encode(exchange: Exchange, call: Call, output: unknown): WireResponse;
  /** Total: whatever was thrown, in the vendor's words; what nobody foresaw becomes the vendor's internal error. */
  toVendorError(error: unknown, call: Call | null): VendorError;
  renderError(exchange: Exchange, call: Call | null, error: VendorError): WireResponse;
}

/** What became of a request, for consoles and journals; holds no secret value. */
export interface Outcome {
  readonly door: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly requestId: string;
  readonly status: number;
  readonly refusal: VendorError | null;
  /** What was thrown, when it is a fault of ours rather than a refusal. */
  readonly fault: unknown;
}

/** A dialect made into a server of its own requests. */
export interface Door {
  readonly name: string;
  /** The names of the operations that it serves, and of those that it refuses by name. */
  readonly operations: readonly string[];
  readonly notImplemented: readonly string[];
  readonly bodyLimit: number;
  claims(head: RequestHead): boolean;
  handle(request: WireRequest): Promise<WireResponse>;
  /** Answers a request whose body is longer than the limit. */
  refuseBody(head: RequestHead): WireResponse;
}

/** What a door needs from its host. */
interface DoorHost {
  readonly clock: Clock;
  observe(outcome: Outcome): void;
}

/**
 * Builds the door: identify → authenticate → decode → validate → run → encode, and one catch.
 * @throws Error when the dialect's table does not hold together
 */
export function createDoor<Context, Call extends { readonly operation: Operation<Context> }, Caller>(
  dialect: Dialect<Context, Call, Caller>,
  host: DoorHost,
): Door {
  checkTable(dialect.operations, dialect.notImplemented);
  const compile = schemaCompiler();
  const validators = new Map(dialect.operations.map((operation) => [operation.name, compile(operation.input)]));

  async function perform(exchange: Exchange, call: Call): Promise<WireResponse> {
    const caller = await dialect.authenticate(exchange, call);
    const input = dialect.decode(exchange, call);
    const validate = validators.get(call.operation.name);
    if (validate === undefined) throw new Error(`operation ${call.operation.name} is not in the table of ${dialect.name}`);
    validate(input);
    const context = await dialect.context(exchange, call, caller, input);
    // The validator has just shown that the input fits the operation's schema.
    const output = await call.operation.run(context, input as never);
    return dialect.encode(exchange, call, output);
  }

  function refuse(exchange: Exchange, call: Call | null, error: unknown): WireResponse {
    const refusal = dialect.toVendorError(error, call);
    const response = dialect.renderError(exchange, call, refusal);
    report(exchange, call, response, refusal, refusal.cause ?? (isFault(error, refusal) ? error : null));
    return response;
  }

  function report(exchange: Exchange, call: Call | null, response: WireResponse, refusal: VendorError | null, fault: unknown): void {
    const { method, path } = exchange.request;
    const operation = call?.operation.name ?? null;
    host.observe({ door: dialect.name, method, path, operation, requestId: exchange.requestId, status: response.status, refusal, fault });
  }

  return {
    name: dialect.name,
    operations: dialect.operations.map(({ name }) => name),
    notImplemented: dialect.notImplemented.map(({ name }) => name),
    bodyLimit: dialect.bodyLimit,
    claims: (head) => dialect.claims(head),
    async handle(request) {
      const exchange = { request, requestId: dialect.newRequestId(), now: host.clock.now() };
      let call: Call | null = null;
      let response: WireResponse;
      try {
        call = dialect.identify(exchange);
        response = await perform(exchange, call);
      } catch (error) {
        return refuse(exchange, call, error);
      }
      report(exchange, call, response, null, null);
      return response;
    },
    refuseBody(head) {
      const request = { ...head, body: Buffer.alloc(0) };
      const exchange = { request, requestId: dialect.newRequestId(), now: host.clock.now() };
      return refuse(exchange, null, new BodyTooLarge(dialect.bodyLimit));
    },
  };
}

/** The kind of error tells it too, as some vendors answer every error with status 200; a refusal with a `cause` says so itself. */
function isFault(error: unknown, refusal: VendorError): boolean {
  return refusal !== error && (refusal.status >= 500 || !isForeseen(error));
}

function isForeseen(error: unknown): boolean {
  return [VendorError, InvalidInput, BodyTooLarge, DomainError].some((kind) => error instanceof kind);
}
