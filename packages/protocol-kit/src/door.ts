import { performance } from 'node:perf_hooks';

import { type Clock, DomainError, type Identity, type AccessCredentialKind, callerTimesOf } from '@dragoman/core';

import { type Explanation, type GivenRejection, ofRule } from './explain/explanation.ts';
import type { InjectableErrors, Injection, Interceptor } from './interception.ts';
import { type NotImplemented, type Operation, checkTable } from './operation.ts';
import { schemaCompiler } from './validation.ts';
import { BodyTooLargeError, InvalidInputError, VendorError } from './vendor-error.ts';
import type { RequestHead, WireRequest, WireResponse } from './wire.ts';

/** One request on its way through a door. */
export interface Exchange {
  readonly request: WireRequest;
  /** In the form that the dialect shows. */
  readonly requestId: string;
  /** When the request came in, Unix milliseconds. */
  readonly now: number;
  /**
   * What the caller's clock may read then: `now` first. What a caller states about the time is held against any of
   * these.
   */
  readonly callerTimes: readonly number[];
}

/**
 * What a dialect gives to the pipeline, in the order of its steps. A step refuses by throwing:
 * a VendorError in the vendor's words, an InvalidInput or a DomainError for `toVendorError` to translate.
 */
export interface Dialect<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
> {
  readonly name: string;
  /** The longest body that is read, in bytes. */
  readonly bodyLimit: number;
  readonly operations: readonly Operation<Context>[];
  /** Operations that the vendor has and this door refuses by name. */
  readonly notImplemented: readonly NotImplemented[];
  /** The errors that a fault may answer with in place of an operation. */
  readonly injectable: InjectableErrors<Call>;
  /** Whether the request, by its shape, is meant for this door. */
  matches(head: RequestHead): boolean;
  /** Who the request says it is from, the likeliest first; nothing is verified and nothing refused. */
  presentedCredentials(request: WireRequest): readonly PresentedCredential[];
  newRequestId(): string;
  /** Which operation is called; parses just what that takes. */
  identify(exchange: Exchange): Call;
  /** Who calls. */
  authenticate(exchange: Exchange, call: Call): Promise<Caller>;
  /** The input as one object, for the operation's schema. */
  decode(exchange: Exchange, call: Call): unknown;
  /** What the operation works with: services, the vault that the address leads to, the caller. */
  context(exchange: Exchange, call: Call, caller: Caller, input: unknown): Context | Promise<Context>;
  /**
   * What a valid input is about: the name or id of a secret, a key or a credential as the client gave it; `null` for
   * anything else.
   */
  resourceOf(call: Call, input: unknown): string | null;
  /**
   * Why a request is refused, as far as where it leads and who it is from go; `null` where these are right. Reads
   * alone.
   * @param exchange as it was
   */
  explain(exchange: Exchange): Promise<Explanation | null>;
  encode(exchange: Exchange, call: Call, output: unknown): WireResponse;
  /** Total: whatever was thrown, in the vendor's words; what nobody foresaw becomes the vendor's internal error. */
  toVendorError(error: unknown, call: Call | null): VendorError;
  renderError(exchange: Exchange, call: Call | null, error: VendorError): WireResponse;
}

/** What a request shows to be found by, as it stands in the request. */
export interface PresentedCredential {
  readonly kind: AccessCredentialKind;
  readonly presented: string;
}

/** What became of a request, for consoles and journals; holds no secret value. */
export interface Outcome {
  readonly door: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  /** Who was let in; `null` when nobody was. */
  readonly identity: Identity | null;
  /** What a valid input was about. */
  readonly resource: string | null;
  readonly requestId: string;
  /** When the request came in by the gateway's clock, Unix milliseconds. */
  readonly receivedAt: number;
  /** How long the answer took, in milliseconds of the machine's own time. */
  readonly durationMs: number;
  /** Whether the answer is a fault's doing. */
  readonly injected: boolean;
  readonly status: number;
  readonly rejection: VendorError | null;
  /** What was thrown, when it is a fault of ours rather than a refusal. */
  readonly internalError: unknown;
}

/** A dialect made into a server of its own requests. */
export interface Door {
  readonly name: string;
  /** The names of the operations that it serves, and of those that it refuses by name. */
  readonly operations: readonly string[];
  readonly notImplemented: readonly string[];
  /** The codes that a fault may answer with. */
  readonly injectable: Pick<InjectableErrors<never>, 'codes' | 'retried'>;
  readonly bodyLimit: number;
  matches(head: RequestHead): boolean;
  presentedCredentials(request: WireRequest): readonly PresentedCredential[];
  /**
   * Why a request was refused. Changes nothing. @param rejection as it was given; `null` where it is not known any more
   */
  explain(
    explained: { readonly request: WireRequest; readonly requestId: string; readonly receivedAt: number },
    rejection: GivenRejection | null,
  ): Promise<Explanation>;
  handle(request: WireRequest): Promise<WireResponse>;
  /** Answers a request whose body is longer than the limit. */
  rejectBody(head: RequestHead): WireResponse;
}

/** What a door needs from its host. */
export interface DoorHost {
  readonly clock: Clock;
  readonly interceptor: Interceptor;
  /** @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/** How far a request came. */
interface RequestTrace<Call> {
  readonly startedAt: number;
  call: Call | null;
  identity: Identity | null;
  resource: string | null;
  injected: boolean;
}

/**
 * Builds the door: identify → authenticate → decode → validate → run → encode, and one catch.
 * @throws Error when the dialect's table does not hold together
 */
export function createDoor<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(dialect: Dialect<Context, Call, Caller>, host: DoorHost): Door {
  checkTable(dialect.operations, dialect.notImplemented);
  const compile = schemaCompiler();
  const validators = new Map(dialect.operations.map((operation) => [operation.name, compile(operation.input)]));

  async function perform(exchange: Exchange, call: Call, trace: RequestTrace<Call>): Promise<WireResponse> {
    const caller = await dialect.authenticate(exchange, call);
    trace.identity = caller.identity;
    const input = dialect.decode(exchange, call);
    const validate = validators.get(call.operation.name);
    if (validate === undefined)
      throw new Error(`operation ${call.operation.name} is not in the table of ${dialect.name}`);
    validate(input);
    trace.resource = dialect.resourceOf(call, input);
    const context = await dialect.context(exchange, call, caller, input);
    const injection = host.interceptor.isArmed ? await injectionFor(dialect, host.interceptor, call, trace) : null;
    if (injection?.kind === 'drop') return DROPPED;
    // The validator has just shown that the input fits the operation's schema.
    const output = await call.operation.run(context, input as never);
    const response = dialect.encode(exchange, call, output);
    return injection?.kind === 'deliver' ? { ...response, delivery: injection.delivery } : response;
  }

  function reject(exchange: Exchange, trace: RequestTrace<Call>, error: unknown): WireResponse {
    const { call } = trace;
    const rejection = dialect.toVendorError(error, call);
    const response = withHeadersOf(rejection, dialect.renderError(exchange, call, rejection));
    report(exchange, trace, { status: response.status, rejection, internalError: internalErrorIn(error, rejection) });
    return response;
  }

  function report(exchange: Exchange, trace: RequestTrace<Call>, end: End): void {
    host.observe(outcomeOf(dialect.name, exchange, trace, end), exchange.request);
  }

  return {
    ...describeDoor(dialect),
    async handle(request) {
      const trace = newTrace<Call>();
      const exchange = newExchange(request, dialect.newRequestId(), host.clock);
      let response: WireResponse;
      try {
        trace.call = dialect.identify(exchange);
        response = await perform(exchange, trace.call, trace);
      } catch (error) {
        return reject(exchange, trace, error);
      }
      report(exchange, trace, { status: response.status, rejection: null, internalError: null });
      return response;
    },
    rejectBody(head) {
      const request = { ...head, body: Buffer.alloc(0) };
      const exchange = newExchange(request, dialect.newRequestId(), host.clock);
      return reject(exchange, newTrace(), new BodyTooLargeError(dialect.bodyLimit));
    },
  };
}

/** What a door says of itself, and what it tells of a request without answering it. */
function describeDoor<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(dialect: Dialect<Context, Call, Caller>): Omit<Door, 'handle' | 'rejectBody'> {
  return {
    name: dialect.name,
    operations: dialect.operations.map(({ name }) => name),
    notImplemented: dialect.notImplemented.map(({ name }) => name),
    injectable: dialect.injectable,
    bodyLimit: dialect.bodyLimit,
    matches: (head) => dialect.matches(head),
    presentedCredentials: (request) => dialect.presentedCredentials(request),
    async explain({ request, requestId, receivedAt }, rejection) {
      const explained = await dialect.explain({ request, requestId, now: receivedAt, callerTimes: [receivedAt] });
      return explained ?? ofRule(rejection);
    },
  };
}

function withHeadersOf({ headers }: VendorError, response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** What a dropped request is answered with: nothing. */
const DROPPED: WireResponse = { status: 0, headers: {}, body: '', delivery: { kind: 'reset', after: 'nothing' } };

/** @throws VendorError when the fault is a refusal */
async function injectionFor<Context, Call extends { readonly operation: Operation<Context> }>(
  { name, injectable }: { readonly name: string; readonly injectable: InjectableErrors<Call> },
  interceptor: Interceptor,
  call: Call,
  trace: RequestTrace<Call>,
): Promise<Exclude<Injection, { readonly kind: 'reject' | 'throttle' }> | null> {
  const { identity, resource } = trace;
  const injection = await interceptor.intercept({ door: name, operation: call.operation.name, identity, resource });
  trace.injected = injection !== null;
  if (injection?.kind === 'reject') throw injectable.rejection(injection.code, call);
  if (injection?.kind === 'throttle') throw injectable.throttled(call);
  return injection;
}

function newExchange(request: WireRequest, requestId: string, clock: Clock): Exchange {
  const callerTimes = callerTimesOf(clock);
  return { request, requestId, now: callerTimes[0] ?? clock.now(), callerTimes };
}

/** How a request ended. */
type End = Pick<Outcome, 'status' | 'rejection' | 'internalError'>;

function outcomeOf(
  door: string,
  { request, requestId, now }: Exchange,
  trace: RequestTrace<{ readonly operation: { readonly name: string } }>,
  end: End,
): Outcome {
  const { call, identity, resource, injected, startedAt } = trace;
  return {
    door,
    method: request.method,
    path: request.path,
    operation: call?.operation.name ?? null,
    identity,
    resource,
    requestId,
    receivedAt: now,
    durationMs: performance.now() - startedAt,
    injected,
    status: end.status,
    rejection: end.rejection,
    internalError: end.internalError,
  };
}

function newTrace<Call>(): RequestTrace<Call> {
  return { startedAt: performance.now(), call: null, identity: null, resource: null, injected: false };
}

/**
 * The kind of error tells it too, as some vendors answer every error with status 200; a refusal with a `cause` says so
 * itself.
 */
function internalErrorIn(error: unknown, rejection: VendorError): unknown {
  const isFault = rejection !== error && (rejection.status >= 500 || !isForeseen(error));
  return rejection.cause ?? (isFault ? error : null);
}

function isForeseen(error: unknown): boolean {
  return [VendorError, InvalidInputError, BodyTooLargeError, DomainError].some((kind) => error instanceof kind);
}
