import { type DecidedCheck, DomainError, type Identity } from '@dragoman/core';

import type { CallShape } from './call-shape.ts';
import type { Exchange, GrantedPermissions } from './dialect.ts';
import { UNRESTRICTED } from './permissions.ts';
import { NOTHING_UNREAD } from './unread-fields.ts';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from './vendor-error.ts';

/** What became of a request, for consoles and journals; holds no secret value. */
export interface Outcome {
  readonly door: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  /** What it names where it is for no operation of the door's; as short as names are. */
  readonly requestedOperation: string | null;
  /** Who was let in; `null` when nobody was. */
  readonly identity: Identity | null;
  /** What a valid input was about. */
  readonly resource: string | null;
  /** What a valid input asked for. */
  readonly shape: CallShape | null;
  /** The names of its fields that nothing reads; few, and none where nobody asked for them. */
  readonly unread: readonly string[];
  /** What was asked about its permissions, in order; `null` where nothing had to be. */
  readonly checks: readonly DecidedCheck[] | null;
  readonly requestId: string;
  /** When the request came in by the gateway's clock, Unix milliseconds. */
  readonly receivedAt: number;
  /** How long the answer took, in milliseconds of the machine's own time. */
  readonly durationMs: number;
  /** Whether the answer is a fault's doing. */
  readonly injected: boolean;
  readonly status: number;
  readonly rejection: VendorError | null;
  /** What was thrown, when it is a fault of ours rather than a rejection. */
  readonly internalError: unknown;
}

/** How far a request came, and what it was found to be on the way. */
export interface RequestTrace<Call> {
  readonly exchange: Exchange;
  readonly startedAt: number;
  call: Call | null;
  requestedOperation: string | null;
  identity: Identity | null;
  resource: string | null;
  shape: CallShape | null;
  unread: readonly string[];
  permissions: GrantedPermissions;
  injected: boolean;
  rejection: VendorError | null;
  /** The field of an input that was rejected. */
  invalidField: string | null;
  internalError: unknown;
}

export function newTrace<Call>(exchange: Exchange): RequestTrace<Call> {
  return {
    exchange,
    startedAt: performance.now(),
    call: null,
    requestedOperation: null,
    identity: null,
    resource: null,
    shape: null,
    unread: NOTHING_UNREAD,
    permissions: UNRESTRICTED,
    injected: false,
    rejection: null,
    invalidField: null,
    internalError: null,
  };
}

export function outcomeOf(
  door: string,
  trace: RequestTrace<{ readonly operation: { readonly name: string } }>,
  status: number,
): Outcome {
  const { exchange, call } = trace;
  const { request, requestId, now } = exchange;
  return {
    door,
    method: request.method,
    path: request.path,
    operation: call?.operation.name ?? null,
    requestedOperation: trace.requestedOperation,
    identity: trace.identity,
    resource: trace.resource,
    shape: trace.shape,
    unread: trace.unread,
    checks: trace.permissions.decided,
    requestId,
    receivedAt: now,
    durationMs: performance.now() - trace.startedAt,
    injected: trace.injected,
    status,
    rejection: trace.rejection,
    internalError: trace.internalError,
  };
}

/**
 * The kind of error tells it too, as some vendors answer every error with status 200; a rejection with a `cause` says
 * so itself.
 */
export function internalErrorIn(error: unknown, rejection: VendorError): unknown {
  const isInternal = rejection !== error && (rejection.status >= 500 || !isForeseen(error));
  return rejection.cause ?? (isInternal ? error : null);
}

function isForeseen(error: unknown): boolean {
  return [VendorError, InvalidInputError, BodyTooLargeError, UriTooLongError, DomainError].some(
    (kind) => error instanceof kind,
  );
}
