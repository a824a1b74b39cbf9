import {
  andThen,
  attempt,
  type Awaitable,
  callerTimesOf,
  type Clock,
  DomainError,
  type Identity,
} from '@dragoman/core';
import type { Message } from '@dragoman/messages';

import { ANSWERS, type AnsweredRequest } from './answers-channel.ts';
import { callShapes } from './call-shape.ts';
import type { Dialect, Exchange, GrantedPermissions, PresentedCredential } from './dialect.ts';
import { type DoorPermissions, doorPermissions } from './door-permissions.ts';
import { type Explanation, type GivenRejection, ofRule } from './explain/explanation.ts';
import { type HandedOutValue, type SecretFields, secretsIn } from './handed-out.ts';
import type { InjectableErrors, Injection, Interceptor } from './interception.ts';
import { checkTable, type Operation } from './operation.ts';
import { internalErrorIn, newTrace, type Outcome, outcomeOf, type RequestTrace } from './outcome.ts';
import { UNRESTRICTED } from './permissions.ts';
import { membersBeside } from './unread-fields.ts';
import { schemaCompiler, type Validator } from './validation.ts';
import type { RestRoute } from './routes.ts';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from './vendor-error.ts';
import type { RequestHead, WireRequest, WireResponse } from './wire.ts';

/** A dialect made into a server of its own requests. */
export interface Door {
  readonly name: string;
  /** The names of the operations that it serves, and of those that it rejects by name. */
  readonly operations: readonly string[];
  readonly notImplemented: readonly string[];
  /** How an operation is called, by its name; `null` for one that is not served. */
  routeOf(operation: string): RestRoute | null;
  /** The codes that a fault may answer with. */
  readonly injectable: Pick<InjectableErrors<never>, 'codes' | 'retried'>;
  readonly bodyLimit: number;
  readonly uriLimit: number;
  matches(head: RequestHead): boolean;
  presentedCredentials(request: WireRequest): readonly PresentedCredential[];
  /**
   * Why a request was rejected. Changes nothing. @param rejection as it was given; `null` where it is not known any
   * more
   */
  explain(
    explained: { readonly request: WireRequest; readonly requestId: string; readonly receivedAt: number },
    rejection: GivenRejection | null,
  ): Promise<Explanation>;
  handle(request: WireRequest): Awaitable<WireResponse>;
  /** Answers a request of which a part is longer than its limit. */
  rejectTooLong(head: RequestHead, part: 'body' | 'uri'): WireResponse;
  /** `null` where nobody is asked for permissions. */
  readonly permissions: DoorPermissions | null;
}

/** What a door needs from its host. */
export interface DoorHost {
  readonly clock: Clock;
  readonly interceptor: Interceptor;
  /**
   * For what a vault does not have: a line that says which other vault has it, and by what address; `null` where none
   * does. Without it nobody looks.
   */
  readonly findElsewhere?: ((door: string, missing: DomainError) => Promise<Message | null>) | undefined;
  /** Is told of the secret values in answers that are no values of secrets; absent, nobody looks for them. */
  readonly noteHandedOut?: ((value: HandedOutValue) => void) | undefined;
  /** Whether outcomes name the fields that nothing reads; absent, nobody looks for them. */
  readonly notesUnread?: boolean | undefined;
  /** @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/**
 * Builds the door: identify → authenticate → decode → validate → permit → run → encode, and one catch; a dialect may
 * have permit before validate. A step waits only where it has to.
 * @throws Error when the dialect's table does not hold together
 */
export function createDoor<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(dialect: Dialect<Context, Call, Caller>, host: DoorHost): Door {
  checkTable(dialect.operations, dialect.notImplemented, dialect.permissions !== undefined);
  const compile = schemaCompiler();
  const validators = new Map(dialect.operations.map((operation) => [operation.name, compile(operation.input)]));
  const perform = performer(dialect, host, validators);
  const isListenedTo = ANSWERS.hasSubscribers;

  function performed(trace: RequestTrace<Call>): Awaitable<WireResponse> {
    const call = (trace.call = dialect.identify(trace.exchange));
    return perform(trace, call);
  }

  async function failed(error: unknown, trace: RequestTrace<Call>): Promise<WireResponse> {
    return rejected(trace, error, await elsewhereOf(dialect.name, host, error));
  }

  function rejected(trace: RequestTrace<Call>, error: unknown, help?: Message): WireResponse {
    const { exchange, call } = trace;
    if (call === null) trace.requestedOperation = dialect.requestedOperation?.(exchange.request) ?? null;
    const rejection = (trace.rejection = withHelp(dialect.toVendorError(error, call), help));
    trace.internalError = internalErrorIn(error, rejection);
    if (error instanceof InvalidInputError) trace.invalidField = error.field;
    return withHeadersOf(rejection, dialect.renderError(exchange, call, rejection));
  }

  function reported(response: WireResponse, trace: RequestTrace<Call>): WireResponse {
    const { request } = trace.exchange;
    const outcome = outcomeOf(dialect.name, trace, response.status);
    host.observe(outcome, request);
    if (isListenedTo) ANSWERS.publish({ outcome, request, invalidField: trace.invalidField } satisfies AnsweredRequest);
    return response;
  }

  return {
    ...describeDoor(dialect),
    permissions: doorPermissions(dialect, { clock: host.clock, validators }),
    handle(request) {
      const trace = newTrace<Call>(newExchange(request, dialect.newRequestId(), host.clock));
      return andThen(attempt(performed, failed, trace), reported, trace);
    },
    rejectTooLong(head, part) {
      const request = { ...head, body: Buffer.alloc(0) };
      const exchange = newExchange(request, dialect.newRequestId(), host.clock);
      const { bodyLimit, uriLimit } = dialect;
      const error = part === 'body' ? new BodyTooLargeError(bodyLimit) : new UriTooLongError(uriLimit);
      const trace = newTrace<Call>(exchange);
      return reported(rejected(trace, error), trace);
    },
  };
}

/** The steps from authenticate to encode. */
function performer<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(
  dialect: Dialect<Context, Call, Caller>,
  host: DoorHost,
  validators: ReadonlyMap<string, Validator>,
): (trace: RequestTrace<Call>, call: Call) => Awaitable<WireResponse> {
  const shapeOf = callShapes(dialect.callFields);
  const { permissions: granting } = dialect;
  const unreadFields: NonNullable<typeof dialect.unreadFields> =
    dialect.unreadFields?.bind(dialect) ?? ((_exchange, { operation }, input) => membersBeside(operation.input, input));
  const interceptAndRun = operationRunner(dialect, host);

  return (trace, call) => andThen(dialect.authenticate(trace.exchange, call), admit, trace, call);

  function admit(authenticated: Caller, trace: RequestTrace<Call>, call: Call): Awaitable<WireResponse> {
    const { exchange } = trace;
    trace.identity = authenticated.identity;
    const permissions = (trace.permissions = granting?.of(exchange, call, authenticated) ?? UNRESTRICTED);
    const caller = dialect.admit?.(exchange, call, authenticated, permissions) ?? authenticated;
    if (!permissions.asks || granting?.before !== 'validation') return validate(trace, call, caller);
    return permitFirst(trace, call, caller);
  }

  /** As `admit` does where the checks come before the input is held against its schema. */
  async function permitFirst(trace: RequestTrace<Call>, call: Call, caller: Caller): Promise<WireResponse> {
    const { exchange, permissions } = trace;
    const raw = granting?.rawInput?.(exchange, call) ?? dialect.decode(exchange, call);
    await permit(permissions, call.operation, await dialect.context(exchange, call, caller, raw, permissions), raw);
    return validate(trace, call, caller);
  }

  function validate(trace: RequestTrace<Call>, call: Call, caller: Caller): Awaitable<WireResponse> {
    const { exchange, permissions } = trace;
    const { operation } = call;
    const input = dialect.decode(exchange, call);
    if (host.notesUnread === true) trace.unread = unreadFields(exchange, call, input);
    const validator = validators.get(operation.name);
    if (validator === undefined) throw new Error(`operation ${operation.name} is not in the table of ${dialect.name}`);
    validator(input);
    trace.resource = dialect.resourceOf(call, input);
    trace.shape = shapeOf(operation, input);
    const context = dialect.context(exchange, call, caller, input, permissions);
    const asks = permissions.asks && granting?.before === 'run';
    return andThen(context, asks ? permitAndRun : interceptAndRun, trace, call, input);
  }

  async function permitAndRun(context: Context, trace: RequestTrace<Call>, call: Call, input: unknown) {
    await permit(trace.permissions, call.operation, context, input);
    return interceptAndRun(context, trace, call, input);
  }
}

/** What a dialect gives to run an operation. */
type OperationParts<Context, Call extends { readonly operation: Operation<Context> }> = Pick<
  Dialect<Context, Call, { readonly identity: null }>,
  'name' | 'injectable' | 'secretFields' | 'encode'
>;

/** Runs an operation on a valid input, with the faults that are injected into it, and encodes what it gives. */
function operationRunner<Context, Call extends { readonly operation: Operation<Context> }>(
  dialect: OperationParts<Context, Call>,
  host: DoorHost,
) {
  return (context: Context, trace: RequestTrace<Call>, call: Call, input: unknown): Awaitable<WireResponse> =>
    host.interceptor.isArmed ? runWithFaults(context, trace, call, input) : run(context, trace, call, input);

  async function runWithFaults(context: Context, trace: RequestTrace<Call>, call: Call, input: unknown) {
    const injection = await injectionFor(dialect, host.interceptor, call, trace);
    if (injection?.kind === 'drop') return DROPPED;
    const response = await run(context, trace, call, input);
    return injection?.kind === 'deliver' ? { ...response, delivery: injection.delivery } : response;
  }

  function run(context: Context, trace: RequestTrace<Call>, call: Call, input: unknown): Awaitable<WireResponse> {
    // The validator has just shown that the input fits the operation's schema.
    return andThen(call.operation.run(context, input as never), encode, trace, call);
  }

  function encode(output: unknown, trace: RequestTrace<Call>, call: Call): WireResponse {
    if (host.noteHandedOut !== undefined) noteSecrets(trace, call, output);
    return dialect.encode(trace.exchange, call, output);
  }

  function noteSecrets({ exchange: { requestId } }: RequestTrace<Call>, { operation }: Call, output: unknown): void {
    const from = { door: dialect.name, operation: operation.name, requestId };
    for (const found of secretsIn(output, dialect.secretFields ?? NO_FIELDS))
      host.noteHandedOut?.({ ...from, ...found });
  }
}

const NO_FIELDS: SecretFields = new Map();

/** @throws what the dialect rejects with, for the first check that fails */
async function permit<Context>(
  permissions: GrantedPermissions,
  operation: Operation<Context>,
  context: Context,
  input: unknown,
): Promise<void> {
  // Each dialect's checks are of one kind, which its operations and its decisions share.
  permissions.require(...(((await operation.checks?.(context, input as never)) ?? []) as never[]));
}

/** What a door says of itself, and what it tells of a request without answering it. */
function describeDoor<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(dialect: Dialect<Context, Call, Caller>): Omit<Door, 'handle' | 'rejectTooLong' | 'permissions'> {
  return {
    name: dialect.name,
    operations: dialect.operations.map(({ name }) => name),
    notImplemented: dialect.notImplemented.map(({ name }) => name),
    injectable: dialect.injectable,
    routeOf: (operation) => dialect.routeOf(operation),
    bodyLimit: dialect.bodyLimit,
    uriLimit: dialect.uriLimit,
    matches: (head) => dialect.matches(head),
    presentedCredentials: (request) => dialect.presentedCredentials(request),
    async explain({ request, requestId, receivedAt }, rejection) {
      const explained = await dialect.explain({ request, requestId, now: receivedAt, callerTimes: [receivedAt] });
      return explained ?? ofRule(rejection);
    },
  };
}

/** Which other vault has what was not found; `undefined` where none does, and for every other error. */
async function elsewhereOf(door: string, host: DoorHost, error: unknown): Promise<Message | undefined> {
  const missing = error instanceof VendorError ? error.missing : error;
  if (!(missing instanceof DomainError) || missing.vault === null) return undefined;
  return (await host.findElsewhere?.(door, missing)) ?? undefined;
}

function withHelp(rejection: VendorError, help: Message | undefined): VendorError {
  return help === undefined ? rejection : rejection.withHelp(help);
}

function withHeadersOf({ headers }: VendorError, response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** What a dropped request is answered with: nothing. */
const DROPPED: WireResponse = { status: 0, headers: {}, body: '', delivery: { kind: 'reset', after: 'nothing' } };

/** @throws VendorError when the fault is a rejection */
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
