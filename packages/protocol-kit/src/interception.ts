import type { Identity } from '@dragoman/core';

import type { VendorError } from './vendor-error.ts';
import type { Delivery } from './wire.ts';

/** A request that was let in and understood, before its operation runs. */
export interface InterceptedRequest {
  readonly door: string;
  readonly operation: string;
  /** `null` for a caller without an identity of their own. */
  readonly identity: Identity | null;
  /** What the input is about, as the client named it. */
  readonly resource: string | null;
}

/** What happens to a request in place of its operation, or to the answer of its operation. */
export type Injection =
  /** The vendor's error of this code. */
  | { readonly kind: 'reject'; readonly code: string }
  /** The vendor's error for too many requests, with what it tells of when to come back. */
  | { readonly kind: 'throttle' }
  /** The connection breaks; the operation does not run. */
  | { readonly kind: 'drop' }
  /** The operation runs, after a while that has passed already. */
  | { readonly kind: 'delay' }
  /** The operation runs, and its answer comes like this. */
  | { readonly kind: 'deliver'; readonly delivery: Delivery };

/** Stands between requests and operations, to inject faults. */
export interface Interceptor {
  /** Whether there is anything to break. Asked for every request, so it must cost nothing. */
  readonly isArmed: boolean;
  /** May take its time, which the client sees as latency. `null` lets the request pass. */
  intercept(request: InterceptedRequest): Promise<Injection | null>;
}

/** An interceptor that breaks nothing. */
export const NO_INTERCEPTION: Interceptor = { isArmed: false, intercept: () => Promise.resolve(null) };

/** The errors of a dialect that can be had without a reason. */
export interface InjectableErrors<Call> {
  /** Every code, as text. */
  readonly codes: readonly string[];
  /** Those of them after which official clients try again by themselves. */
  readonly retried: readonly string[];
  /**
   * The error of a code as the operation called would send it, hints of when to come back among its headers. @throws
   * Error for a code that is not in `codes`
   */
  rejection(code: string, call: Call): VendorError;
  /** The error for too many requests. */
  throttled(call: Call): VendorError;
}
