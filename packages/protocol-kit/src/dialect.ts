import type { AccessCredentialKind, Awaitable, Check, DecidedCheck, Identity, Json } from '@dragoman/core';

import type { CallFields } from './call-shape.ts';
import type { Explanation } from './explain/explanation.ts';
import type { SecretFields } from './handed-out.ts';
import type { InjectableErrors } from './interception.ts';
import type { NotImplemented, Operation } from './operation.ts';
import type { Permissions } from './permissions.ts';
import type { RestRoute } from './routes.ts';
import type { VendorError } from './vendor-error.ts';
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
 * What a dialect gives to the pipeline, in the order of its steps. A step rejects by throwing: a VendorError in the
 * vendor's words, an InvalidInput or a DomainError for `toVendorError` to translate.
 */
export interface Dialect<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
> {
  readonly name: string;
  /** The longest body that is read, in bytes. */
  readonly bodyLimit: number;
  /** The longest request target, path and query, that is taken, in bytes. */
  readonly uriLimit: number;
  readonly operations: readonly Operation<Context>[];
  /** Operations that the vendor has and this door rejects by name. */
  readonly notImplemented: readonly NotImplemented[];
  /** The errors that a fault may answer with in place of an operation. */
  readonly injectable: InjectableErrors<Call>;
  /** Whether the request, by its shape, is meant for this door. */
  matches(head: RequestHead): boolean;
  /** Who the request says it is from, the likeliest first; nothing is verified and nothing rejected. */
  presentedCredentials(request: WireRequest): readonly PresentedCredential[];
  /** How an operation is called, by its name; `null` for one that is not served. */
  routeOf(operation: string): RestRoute | null;
  newRequestId(): string;
  /** Which operation is called; parses just what that takes. */
  identify(exchange: Exchange): Call;
  /** The operation that a request names which {@link identify} rejects; only what is shaped like a name. */
  requestedOperation?(request: WireRequest): string | null;
  /** Who calls. */
  authenticate(exchange: Exchange, call: Call): Awaitable<Caller>;
  /**
   * Lets the caller in where the request leads, before its input is read; absent, {@link authenticate} does that too.
   */
  admit?(exchange: Exchange, call: Call, caller: Caller, permissions: GrantedPermissions): Caller;
  /** The input as one object, for the operation's schema. */
  decode(exchange: Exchange, call: Call): unknown;
  /**
   * The names of what a request has that nothing reads, before its input is held against the schema; absent, of what
   * the input has beside that.
   */
  unreadFields?(exchange: Exchange, call: Call, input: unknown): readonly string[];
  /** What the operation works with: services, the vault that the address leads to, the caller. */
  context(
    exchange: Exchange,
    call: Call,
    caller: Caller,
    input: unknown,
    permissions: GrantedPermissions,
  ): Awaitable<Context>;
  /** Who may do what; absent, nobody is asked. */
  readonly permissions?: DialectPermissions<Call, Caller>;
  /**
   * What a valid input is about: the name or id of a secret, a key or a credential as the client gave it; `null` for
   * anything else.
   */
  resourceOf(call: Call, input: unknown): string | null;
  /** What the fields of inputs are for, so that the journal tells what a call asked for without its texts. */
  readonly callFields: CallFields;
  /** The fields of outputs that hold secret values beside those of secrets; absent, none does. */
  readonly secretFields?: SecretFields;
  /**
   * Why a request is rejected, as far as where it leads and who it is from go; `null` where these are right. Reads
   * alone.
   * @param exchange as it was
   */
  explain(exchange: Exchange): Promise<Explanation | null>;
  encode(exchange: Exchange, call: Call, output: unknown): WireResponse;
  /** Total: whatever was thrown, in the vendor's words; what nobody foresaw becomes the vendor's internal error. */
  toVendorError(error: unknown, call: Call | null): VendorError;
  renderError(exchange: Exchange, call: Call | null, error: VendorError): WireResponse;
}

/** How a dialect decides what callers may do. */
export interface DialectPermissions<Call, Caller> {
  /**
   * Whether an operation's checks come before its input is held against its schema, or only before it runs; `null`
   * where operations ask themselves, each at its place.
   */
  readonly before: 'validation' | 'run' | null;
  /**
   * What checks see of a request where they come before its input is held against the schema, whatever the input
   * lacks; absent, what {@link Dialect.decode} makes of it, which may reject it first.
   */
  rawInput?(exchange: Exchange, call: Call): unknown;
  /** Of this request; `UNRESTRICTED` where nothing is to be asked. */
  of(exchange: Exchange, call: Call, caller: Caller): GrantedPermissions;
  /** The least that allows these checks, in the vendor's own grammar. */
  least(checks: readonly Check[]): Json;
  /** How a call is asked about that nobody makes; absent, none can be. */
  readonly rehearsal?: Rehearsal<Call, Caller>;
}

/** A call as somebody would make it. */
export interface PermissionQuestion {
  readonly identity: Identity;
  readonly operation: string;
  /** What it is called with, by the names of the vendor's parameters. */
  readonly parameters: Readonly<Record<string, Json>>;
}

/** How a dialect takes a call that nobody makes. */
export interface Rehearsal<Call, Caller> {
  /** @throws InvalidInputError for an operation that is none */
  callOf(question: PermissionQuestion, exchange: Exchange): { readonly call: Call; readonly caller: Caller };
  /** What records every check and rejects none. */
  observe(exchange: Exchange, call: Call, caller: Caller): GrantedPermissions;
}

/** What a request is granted by: something that decides and remembers, or nothing at all. */
export interface GrantedPermissions extends Permissions<never> {
  /** So far, in order; `null` where nothing is asked. */
  readonly decided: readonly DecidedCheck[] | null;
}

/** What a request presents to be found by, as it stands in the request. */
export interface PresentedCredential {
  readonly kind: AccessCredentialKind;
  readonly presented: string;
}
