import { performance } from 'node:perf_hooks';

import { type DecidedCheck, DomainError, type Identity } from '@dragoman/core';

import type { CallShape } from './call-shape.ts';
import type { Exchange, GrantedPermissions } from './dialect.ts';
import { UNRESTRICTED } from './permissions.ts';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from './vendor-error.ts';

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
  /** What a valid input asked for. */
  readonly shape: CallShape | null;
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

/** How far a request came. */
export interface RequestTrace<Call> {
  readonly startedAt: number;
  call: Call | null;
  identity: Identity | null;
  resource: string | null;
  shape: CallShape | null;
  permissions: GrantedPermissions;
  injected: boolean;
}

export function newTrace<Call>(): RequestTrace<Call> {
  const startedAt = performance.now();
  const nothing = { call: null, identity: null, resource: null, shape: null };
  return { startedAt, ...nothing, permissions: UNRESTRICTED, injected: false };
}

/** How a request ended. */
export type RequestEnd = Pick<Outcome, 'status' | 'rejection' | 'internalError'>;

export function outcomeOf(
  door: string,
  { request, requestId, now }: Exchange,
  trace: RequestTrace<{ readonly operation: { readonly name: string } }>,
  end: RequestEnd,
): Outcome {
  const { call, identity, resource, shape, permissions, injected, startedAt } = trace;
  return {
    door,
    method: request.method,
    path: request.path,
    operation: call?.operation.name ?? null,
    identity,
    resource,
    shape,
    checks: permissions.decided,
    requestId,
    receivedAt: now,
    durationMs: performance.now() - startedAt,
    injected,
    status: end.status,
    rejection: end.rejection,
    internalError: end.internalError,
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
